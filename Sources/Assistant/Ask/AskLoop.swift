import AWS
import Core

/// The assistant's loop: asks the model, runs the tools it calls, gives it their results, until it answers.
struct AskLoop: Sendable {
  /// How a model is asked; text is handed on as it comes.
  typealias Model =
    @Sendable (ConverseRequest, _ onText: @Sendable (String) async throws(Failure) -> Void) async throws(Failure)
    -> ConverseResponse

  /// Rounds of tool calls until the tools say only that it is time to answer.
  static let mostRounds = 8

  let model: Model
  /// Runs the tools; nil where none are offered.
  let tools: ToolRunner?
  let log: Log
  /// Where the answer goes as it arrives, marks taken out.
  let onText: @Sendable (String) async throws(Failure) -> Void

  /// What the loop came to.
  struct Ending: Sendable {
    /// The messages of this turn, the question first, complete: every tool call has its result.
    var messages: [Message]
    /// The text of the last message, marks taken out.
    var response: String
    /// All that the model said, marks included.
    var raw: String
    /// The ids the last message marks as its sources.
    var cited: [Int64]
    var stopReason: StopReason
    var usage: TokenUsage
    var requests: Int
  }

  /// Runs the loop.
  ///
  /// - Parameters:
  ///   - request: with the history and the question as its messages.
  ///   - shown: everything handed to `onText`, also when the loop fails.
  /// - Throws: `Failure` of the model or of a tool; `bad_response` where the model goes on calling tools.
  func run(
    _ request: ConverseRequest, memory: inout Memory, trail: inout Trail, shown: Shown
  ) async throws(Failure) -> Ending {
    var request = request
    let questionIndex = request.messages.count - 1
    var ending = Ending(
      messages: [], response: "", raw: "", cited: [], stopReason: .endTurn, usage: TokenUsage(), requests: 0)
    var round = 0
    while true {
      log.progress(round == 0 ? "asking \(request.model.used)" : "reading what was found")
      await shown.begin()
      let answer = try await model(request) { text throws(Failure) in
        log.progress(nil)
        let visible = await shown.add(text)
        if !visible.isEmpty { try await onText(visible) }
      }
      let rest = await shown.end(answer.message.text)
      if !rest.text.isEmpty { try await onText(rest.text) }
      log.progress(nil)
      ending.requests += 1
      if let usage = answer.usage { ending.usage = ending.usage + usage }
      ending.stopReason = answer.stopReason
      if !answer.message.text.isBlank {
        ending.raw += (ending.raw.isEmpty ? "" : "\n\n") + answer.message.text
        ending.response = rest.whole
        ending.cited = rest.cited
      }
      // A call that the token limit cut off is none.
      let uses = [.toolUse, .endTurn].contains(answer.stopReason) ? answer.message.toolUses : []
      request.messages.append(Self.kept(answer.message, callingTools: !uses.isEmpty))
      if uses.isEmpty {
        ending.messages = Array(request.messages[questionIndex...])
        return ending
      }
      round += 1
      guard round <= Self.mostRounds + 1 else { throw Self.endless(request.model) }
      let results = try await results(of: uses, round: round, &memory, &trail)
      request.messages.append(Message(.user, results.map { .toolResult($0) }))
      if let clarify = trail.clarify {
        return try await asked(clarify, request, questionIndex, ending, shown)
      }
    }
  }

  private func results(
    of uses: [ToolUse], round: Int, _ memory: inout Memory, _ trail: inout Trail
  ) async throws(Failure) -> [ToolResult] {
    guard let tools else {
      return uses.map { ToolResult(toolUseID: $0.id, text: "There are no tools here.", isError: true) }
    }
    guard round <= Self.mostRounds else {
      log.note("the model has used its \(Self.mostRounds) rounds of tools: it is told to answer")
      return uses.map {
        ToolResult(
          toolUseID: $0.id,
          text: "No more tools: \(Self.mostRounds) rounds are used up. Answer now from what was found.", isError: true)
      }
    }
    for use in uses { log.note("tool \(use.name)") }
    log.progress(uses.contains { $0.name == "read_stories" } ? "reading stories" : "searching the space")
    return try await tools.run(uses, memory: &memory, trail: &trail)
  }

  /// A question back ends the turn: what was asked is what was answered.
  private func asked(
    _ clarify: AskAnswer.Clarification, _ request: ConverseRequest, _ questionIndex: Int, _ ending: Ending,
    _ shown: Shown
  ) async throws(Failure) -> Ending {
    var ending = ending
    let text = clarify.question + "\n" + clarify.options.map { "- \($0)" }.joined(separator: "\n")
    await shown.begin()
    let visible = await shown.add(text)
    if !visible.isEmpty { try await onText(visible) }
    let rest = await shown.end(text)
    if !rest.text.isEmpty { try await onText(rest.text) }
    ending.response = clarify.question
    ending.raw += (ending.raw.isEmpty ? "" : "\n\n") + text
    ending.cited = []
    // What is kept is the question in words: a call whose answer is still to come from the user is no history.
    ending.messages = [request.messages[questionIndex], Message(.assistant, [.text(text)])]
    ending.stopReason = .endTurn
    return ending
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
    if !speaks { content.append(.text("(no answer)")) }
    return Message(.assistant, content)
  }

  private static func endless(_ model: ModelChoice) -> Failure {
    Failure(
      .badResponse, "the model went on calling tools after \(mostRounds) rounds instead of answering",
      hint: "ask more narrowly, or another model with --model", service: AWSService.bedrockRuntime.id)
  }
}

/// What was shown so far: the text of every turn of the model, marks taken out, turns apart by a blank line.
actor Shown {
  private(set) var text = ""
  private let keeps: Int
  private var filter = CitationFilter()
  private var turnText = ""
  private var needsBreak = false
  private var wasFed = false

  /// Keeps at most about `keeps` bytes: what was written out need not be held whole.
  init(keeps: Int = .max) { self.keeps = keeps }

  /// Begins a turn of the model.
  func begin() {
    filter = CitationFilter()
    turnText = ""
    wasFed = false
    needsBreak = !text.isEmpty
  }

  /// Takes a piece of the model's text; what of it is to be shown.
  func add(_ piece: String) -> String {
    wasFed = true
    return show(filter.feed(piece))
  }

  /// Ends a turn. `said` is its whole text, shown now if it did not come in pieces.
  func end(_ said: String) -> (text: String, whole: String, cited: [Int64]) {
    let late = wasFed ? "" : show(filter.feed(said))
    let rest = late + show(filter.finish())
    return (rest, turnText, filter.cited)
  }

  private func show(_ visible: String) -> String {
    guard !visible.isEmpty else { return "" }
    var out = visible
    if needsBreak {
      // Blank text before the first word is nothing to set apart.
      guard visible.contains(where: { !$0.isWhitespace }) else { return "" }
      out = "\n\n" + visible.drop { $0.isWhitespace }
      needsBreak = false
      turnText += visible.drop { $0.isWhitespace }
    } else if turnText.utf8.count < keeps {
      turnText += visible
    }
    if text.utf8.count < keeps { text += out }
    return out
  }
}

extension String {
  /// Whether it holds nothing but white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
