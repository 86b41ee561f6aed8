import AWS
import Core

/// One question, and everything up to its answer.
struct AskTurn: Sendable {
  /// The next request: history, question, and the messages after it.
  var request: ConverseRequest
  /// The index of the question in the request's messages.
  let start: Int
  /// The delimiters around what tools return from outside.
  let fence: StoryFence
  /// The bytes that this turn's tools have returned.
  private var returned = 0
  /// The most bytes that the tools return in one round and in one turn. More does not fit into a model.
  static let mostInRound = 192 << 10
  static let mostInTurn = 512 << 10
  /// The bytes that each call may return in any case.
  private static let leastResult = 128
  /// The first look of this turn.
  let look: FirstLook?
  /// What of it went with the question; nil if nothing did.
  var looked: Findings?
  /// The results before it.
  var beforeLook = AskMemory()
  /// The results of the conversation's searches.
  var memory: AskMemory
  /// The images of stories that the turn may still show to the model.
  let images: ImageBudget
  /// The actions of this turn's tools.
  var trail = AskTrail()
  /// The text shown.
  var text: AnswerText
  /// The text of the last round that has any.
  var response = ""
  /// The stories that this text rests on.
  private(set) var cited = CitedStories()
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
  init(
    _ request: ConverseRequest, memory: AskMemory = AskMemory(), fence: StoryFence, look: FirstLook? = nil
  ) {
    self.request = request
    self.memory = memory
    self.fence = fence
    self.look = look
    start = request.messages.count - 1
    text = AnswerText(kept: request.keptText)
    images = ImageBudget(beside: request.messages.reduce(0) { $0 + $1.fileBytes })
  }

  /// The messages of this turn, beginning with the question. Every tool call has its result.
  var messages: [Message] { Array(request.messages[start...]) }

  /// The model's text of all rounds, source marks included. An empty line separates messages.
  var raw: String {
    let texts = messages.filter { $0.role == .assistant }.map(\.text)
    let all = ([textBeforeQuestion] + texts).filter { !$0.isBlank && $0 != Message.noAnswer }
    // A single text is not copied.
    return all.count == 1 ? all[0] : all.joined(separator: "\n\n")
  }
  /// The text before a question to the user, which replaces the messages of the turn.
  private var textBeforeQuestion = ""

  /// The sources of the answer: the cited and marked stories, each of which a search of the conversation returned.
  var sources: [AskSource] {
    cited.entries.compactMap { entry in memory.known[entry.id].map { AskSource($0, quotes: entry.quotes) } }
  }

  /// Adds the model's answer. Returns its tool calls; none if the turn is over.
  mutating func take(_ answer: ConverseResponse) -> [ToolUse] {
    requests += 1
    if let usage = answer.usage { self.usage = self.usage + usage }
    stopReason = answer.stopReason
    guardrail = answer.guardrail ?? guardrail
    if !answer.message.text.isBlank {
      response = text.round
      cited = CitedStories(answer.message, marked: text.cited, known: memory.known)
    }
    // A call that was cut at the token limit is ignored.
    let uses = answer.stopReason.endsEarly ? [] : answer.message.toolUses
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
      let result = outcome.result(for: use.id, in: fence, limit: share)
      left -= result.size
      returned += result.size
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
    cited = CitedStories()
    stopReason = .endTurn
    request.messages[(start + 1)...] = [Message(.assistant, [.text(text)])]
    return text
  }

  /// The message for the history: with tool calls only if they are answered, and never empty.
  private static func kept(_ message: Message, callingTools: Bool) -> Message {
    var content = message.content.filter { if case .toolUse = $0 { callingTools } else { true } }
    if !callingTools, message.text.isBlank { content.append(.text(Message.noAnswer)) }
    return Message(.assistant, content)
  }
}
