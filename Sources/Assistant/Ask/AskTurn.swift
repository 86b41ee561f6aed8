import AWS
import Core

/// One question and everything up to its answer, as it grows.
struct AskTurn: Sendable {
  /// The next request: history, question, and what followed it.
  var request: ConverseRequest
  /// Where the question stands in the request's messages.
  private let start: Int
  /// What the conversation's searches found.
  var memory: AskMemory
  /// What the tools of this turn did.
  var trail = AskTrail()
  /// What was shown.
  var text: AnswerText
  /// The text of the last round that had any.
  private(set) var response = ""
  /// The ids that this text marks as its sources.
  private(set) var cited: [Int64] = []
  /// Why the model stopped.
  private(set) var stopReason = StopReason.endTurn
  /// Tokens over all requests.
  private(set) var usage = TokenUsage()
  /// Requests to the model.
  private(set) var requests = 0

  /// A turn that begins with `request`, whose last message is the question.
  init(_ request: ConverseRequest, memory: AskMemory = AskMemory()) {
    self.request = request
    self.memory = memory
    start = request.messages.count - 1
    text = AnswerText(kept: request.keptText)
  }

  /// The messages of this turn, the question first; every tool call has its result.
  var messages: [Message] { Array(request.messages[start...]) }

  /// All that the model said, marks included, its messages apart by a blank line.
  var raw: String {
    let texts = messages.filter { $0.role == .assistant }.map(\.text)
    return ([saidBefore] + texts).filter { !$0.isBlank && $0 != Self.noAnswer }.joined(separator: "\n\n")
  }
  /// What was said before a question back, which stands alone in the messages.
  private var saidBefore = ""
  /// What stands in the history for a message without content.
  private static let noAnswer = "(no answer)"

  /// The stories the answer rests on: those it marks, as far as a search of the conversation returned them. An answer
  /// that marks none rests on those of the last search that it calls by name.
  var sources: [FoundStory] {
    let marked = cited.compactMap { memory.known[$0] }
    guard marked.isEmpty, trail.action != .chat, trail.action != .clarify else { return marked }
    let text = response.lowercased()
    return (memory.findings?.stories ?? []).filter { $0.name.count >= 4 && text.contains($0.name.lowercased()) }
  }

  /// Takes the model's answer in. Gives the tool calls it makes; none where the turn is over.
  mutating func take(_ answer: ConverseResponse) -> [ToolUse] {
    requests += 1
    if let usage = answer.usage { self.usage = self.usage + usage }
    stopReason = answer.stopReason
    if !answer.message.text.isBlank {
      response = text.round
      cited = text.cited
    }
    // A call that the token limit cut off is none.
    let uses = [.toolUse, .endTurn].contains(answer.stopReason) ? answer.message.toolUses : []
    request.messages.append(Self.kept(answer.message, callingTools: !uses.isEmpty))
    return uses
  }

  /// Takes the outcomes of tool calls in, in the order of the calls.
  mutating func take(_ outcomes: [(use: ToolUse, outcome: ToolOutcome)]) {
    for (_, outcome) in outcomes { apply(outcome) }
    let searches = outcomes.compactMap(\.outcome.search)
    if searches.count > 1, trail.action == .search {
      let all = Findings(joining: searches)
      memory.note(all)
      trail.results = all
    }
    request.messages.append(
      Message(.user, outcomes.map { .toolResult(ToolResult(toolUseID: $0.id, text: $1.text, isError: $1.isError)) }))
  }

  private mutating func apply(_ outcome: ToolOutcome) {
    if let found = outcome.remembered { memory.note(found) }
    if let action = outcome.action {
      trail.action = action
      switch outcome.results {
      case .unchanged: break
      case .none: trail.results = nil
      case .stories(let findings): trail.results = findings
      }
    } else if outcome.countsAsSearch, trail.action == .chat {
      trail.action = .search
    }
    if let analysis = outcome.analysis { trail.analysis = analysis }
    if let clarify = outcome.clarify { trail.clarify = clarify }
  }

  /// Ends the turn with a question back to the user: what was asked is what was answered. A call whose answer is still
  /// to come from the user is no history, so the question is kept in words.
  ///
  /// - Returns: the question's text, to be shown.
  mutating func end(asking clarify: AskAnswer.Clarification) -> String {
    let text = clarify.question + "\n" + clarify.options.map { "- \($0)" }.joined(separator: "\n")
    saidBefore = raw
    response = clarify.question
    cited = []
    stopReason = .endTurn
    request.messages[(start + 1)...] = [Message(.assistant, [.text(text)])]
    return text
  }

  /// The message as it goes into the history: calls only where they are answered, never nothing at all.
  private static func kept(_ message: Message, callingTools: Bool) -> Message {
    var content = message.content.filter { block in
      switch block {
      case .text(let text): !text.isBlank
      case .toolUse: callingTools
      default: true
      }
    }
    let speaks = content.contains { if case .reasoning = $0 { false } else { true } }
    if !speaks { content.append(.text(noAnswer)) }
    return Message(.assistant, content)
  }
}

extension Findings {
  /// What several searches made at once found together, each story once.
  init(joining all: [Findings]) {
    var stories: [FoundStory] = []
    var seen: Set<Int64> = []
    for story in all.flatMap(\.stories) where seen.insert(story.id).inserted { stories.append(story) }
    // Totals overlap where stories do, so beyond what is known they are only a bound.
    let isWhole = all.allSatisfy { $0.isExact && $0.total == $0.stories.count }
    let types = Set(all.map(\.contentType))
    self.init(
      term: all.map(\.term).joined(separator: " / "), contentType: types.count == 1 ? all.first?.contentType : nil,
      stories: stories, total: isWhole ? stories.count : max(stories.count, all.map(\.total).max() ?? 0),
      isExact: isWhole)
  }
}
