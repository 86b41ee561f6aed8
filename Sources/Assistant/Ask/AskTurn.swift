import AWS
import Core

/// One question, and everything up to its answer.
struct AskTurn: Sendable {
  /// The next request: history, question, and the messages after it.
  var request: ConverseRequest
  /// The index of the question in the request's messages.
  private let start: Int
  /// The delimiters around what tools return from outside.
  private let fence: StoryFence
  /// The bytes that this turn's tools have returned.
  private var returned = 0
  /// The most bytes that the tools return in one round and in one turn. More does not fit into a model.
  static let mostInRound = 192 << 10
  static let mostInTurn = 512 << 10
  /// The bytes that each call may return in any case.
  private static let leastResult = 128
  /// The results of the conversation's searches.
  var memory: AskMemory
  /// The images of stories that the turn may still show to the model.
  let images = ImageBudget()
  /// The actions of this turn's tools.
  var trail = AskTrail()
  /// The text shown.
  var text: AnswerText
  /// The text of the last round that has any.
  var response = ""
  /// The ids of the stories that this text marks as its sources.
  private(set) var cited: [Int64] = []
  /// Why the model stopped.
  private(set) var stopReason = StopReason.endTurn
  /// Tokens over all requests.
  private(set) var usage = TokenUsage()
  /// Requests to the model.
  private(set) var requests = 0
  /// What a guardrail did last; nil if none intervened.
  private(set) var guardrail: GuardrailIntervention?
  /// The answer in the form of a schema, as JSON; nil before it, and for text.
  var data: String?
  /// The answers that did not fit the schema.
  var rejected = RejectedAnswers()

  /// Begins a turn with `request`, whose last message is the question.
  init(_ request: ConverseRequest, memory: AskMemory = AskMemory(), fence: StoryFence) {
    self.request = request
    self.memory = memory
    self.fence = fence
    start = request.messages.count - 1
    text = AnswerText(kept: request.keptText)
  }

  /// The messages of this turn, beginning with the question. Every tool call has its result.
  var messages: [Message] { Array(request.messages[start...]) }

  /// The model's text of all rounds, source marks included. An empty line separates messages.
  var raw: String {
    let texts = messages.filter { $0.role == .assistant }.map(\.text)
    let all = ([textBeforeQuestion] + texts).filter { !$0.isBlank && $0 != Self.noAnswer }
    // A single text is not copied.
    return all.count == 1 ? all[0] : all.joined(separator: "\n\n")
  }
  /// The text before a question to the user, which replaces the messages of the turn.
  private var textBeforeQuestion = ""
  /// The text in the history for a message without content.
  private static let noAnswer = "(no answer)"

  /// The sources of the answer: the marked stories that a search of the conversation returned. For an answer without
  /// marks, the stories of the last search that the text mentions by name.
  var sources: [FoundStory] {
    let marked = cited.compactMap { memory.known[$0] }
    guard marked.isEmpty, trail.action != .chat, trail.action != .clarify else { return marked }
    let text = response.lowercased()
    return (memory.findings?.stories ?? []).filter { $0.name.utf8.count >= 4 && text.contains($0.name.lowercased()) }
  }

  /// Adds the model's answer. Returns its tool calls; none if the turn is over.
  mutating func take(_ answer: ConverseResponse) -> [ToolUse] {
    requests += 1
    if let usage = answer.usage { self.usage = self.usage + usage }
    stopReason = answer.stopReason
    guardrail = answer.guardrail ?? guardrail
    if !answer.message.text.isBlank {
      response = text.round
      cited = text.cited
    }
    // A call that was cut at the token limit is ignored.
    let uses = [.toolUse, .endTurn].contains(answer.stopReason) ? answer.message.toolUses : []
    request.messages.append(Self.kept(answer.message, callingTools: !uses.isEmpty))
    return uses
  }

  /// Adds the outcomes of tool calls, in the order of the calls.
  mutating func take(_ outcomes: [(use: ToolUse, outcome: ToolOutcome)]) {
    for (_, outcome) in outcomes { apply(outcome) }
    let searches = outcomes.compactMap(\.outcome.search)
    if searches.count > 1, trail.action == .search {
      let all = Findings(joining: searches)
      memory.note(all)
      trail.results = all
    }
    request.messages.append(Message(.user, results(outcomes)))
  }

  /// The results of one round, in shares of what the round may return.
  private mutating func results(_ outcomes: [(use: ToolUse, outcome: ToolOutcome)]) -> [ContentBlock] {
    var left = min(Self.mostInRound, Self.mostInTurn - returned)
    var results: [ContentBlock] = []
    for (use, outcome) in outcomes {
      let share = max(Self.leastResult, left / (outcomes.count - results.count))
      let text = outcome.result(in: fence, limit: share)
      left -= text.utf8.count
      returned += text.utf8.count
      var result = ToolResult(toolUseID: use.id, text: text, isError: outcome.isError)
      result.images = outcome.images
      results.append(.toolResult(result))
    }
    return results
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
    if outcome.readsSpace { trail.hasReadSpace = true }
    if let failure = outcome.failure { trail.failure = trail.failure ?? failure }
  }

  /// Ends the turn with a question to the user, which becomes the answer. The history keeps the question as text,
  /// because a tool call must have a result.
  ///
  /// - Returns: the question's text, to show.
  mutating func end(asking clarify: AskAnswer.Clarification) -> String {
    let text = clarify.question + "\n" + clarify.options.map { "- \($0)" }.joined(separator: "\n")
    textBeforeQuestion = raw
    response = clarify.question
    cited = []
    stopReason = .endTurn
    request.messages[(start + 1)...] = [Message(.assistant, [.text(text)])]
    return text
  }

  /// The message for the history: with tool calls only if they are answered, and never empty.
  private static func kept(_ message: Message, callingTools: Bool) -> Message {
    var content = message.content.filter { if case .toolUse = $0 { callingTools } else { true } }
    if !callingTools, message.text.isBlank { content.append(.text(noAnswer)) }
    return Message(.assistant, content)
  }
}

extension Findings {
  /// The joined results of searches made at once, each story once.
  init(joining all: [Findings]) {
    var stories: [FoundStory] = []
    var seen: Set<Int64> = []
    for story in all.flatMap(\.stories) where seen.insert(story.id).inserted { stories.append(story) }
    // Results may overlap, so the total is exact only if all stories are known.
    let isWhole = all.allSatisfy { $0.isExact && $0.total == $0.stories.count }
    let types = Set(all.map(\.contentType))
    self.init(
      term: all.map(\.term).joined(separator: " / "), contentType: types.count == 1 ? all.first?.contentType : nil,
      stories: stories, total: isWhole ? stories.count : max(stories.count, all.map(\.total).max() ?? 0),
      isExact: isWhole)
  }
}
