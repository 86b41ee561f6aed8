import AWS
import Core

extension AskTurn {
  /// What follows an answer of the model where a schema was asked for.
  enum Settlement: Equatable {
    /// The answer fits.
    case answered
    /// The model is asked again: the request has the message.
    case again
    /// The model calls tools first.
    case searching
  }

  /// The part of the answer to report if the turn fails.
  var partial: String { rejected.last ?? text.text }

  /// Checks the model's answer against the schema. `uses` are its tool calls.
  ///
  /// - Throws: `bad_response` if the answer was cut, withheld or refused, or does not fit a second time.
  mutating func settle(
    _ answer: ConverseResponse, _ uses: [ToolUse], by schema: JSONSchema, log: Log
  ) throws(Failure) -> Settlement {
    let given = request.schema
    if let call = answer.message.toolUses.last, uses.isEmpty, let cut = given?.answer(in: call) {
      rejected.last = Self.unmarked(cut)
    }
    if let json = uses.lazy.compactMap({ given?.answer(in: $0) }).first {
      return try judge(Self.unmarked(json), uses, isAskedByTool: answer.isAskedByTool, schema, log)
    }
    guard uses.isEmpty else { return .searching }
    guard !answer.stopReason.endsEarly else {
      throw UnfitAnswer(answer, request.model, limit: request.tokenLimit, guardrail).failure
    }
    // An answer without words is a failure of its own.
    guard !answer.message.text.isBlank else { return .searching }
    return try judge(
      Self.unfenced(Self.unmarked(answer.message.text)), [], isAskedByTool: answer.isAskedByTool, schema, log)
  }

  private mutating func judge(
    _ json: String, _ uses: [ToolUse], isAskedByTool: Bool, _ schema: JSONSchema, _ log: Log
  ) throws(Failure) -> Settlement {
    let wrong: String
    switch schema.verdict(on: json) {
    case .fits(let bytes):
      end(with: String(decoding: bytes, as: UTF8.self))
      return .answered
    case .notJSON: wrong = "it is not one JSON value"
    case .misfit(let place, let what): wrong = "\(what) at \(StoryText.oneLine(place))"
    }
    rejected.last = json
    rejected.start = rejected.start ?? request.messages.count - 1
    // A text instead of the tool's input is asked for by force, which is no repair yet.
    if isAskedByTool, uses.isEmpty, !rejected.wasForced {
      rejected.wasForced = true
      log.note("the model answered in text: it is made to give the answer in the form of the schema")
      askAgain(.text("Give the final answer now: call the tool \(AnswerSchema.toolName)."))
      return .again
    }
    guard !rejected.wasRepaired else { throw UnfitAnswer(request.model, wrong: wrong).failure }
    rejected.wasRepaired = true
    log.note("the answer does not fit the schema (\(wrong)): asking again")
    let words = "This answer does not fit the schema: \(wrong). Give the whole answer again so that it fits."
    if uses.isEmpty {
      askAgain(.text(words))
    } else {
      askAgain(uses.map { .toolResult(ToolResult(toolUseID: $0.id, text: words, isError: true)) })
    }
    return .again
  }

  private mutating func askAgain(_ block: ContentBlock) { askAgain([block]) }

  private mutating func askAgain(_ blocks: [ContentBlock]) {
    request.messages.append(Message(.user, blocks))
    request.mustAnswer = true
  }

  /// Ends the turn with the answer. The history keeps it as text, without the answers that did not fit: a tool call must
  /// have a result, and later questions may have no schema.
  private mutating func end(with json: String) {
    data = json
    response = json
    if let start = rejected.start { request.messages.removeSubrange(start..<request.messages.count - 1) }
    rejected = RejectedAnswers()
    request.messages[request.messages.count - 1] = Message(.assistant, [.text(json)])
  }

  /// An answer without source marks, which stand in strings or between values. They are never shown.
  private static func unmarked(_ json: String) -> String {
    var filter = CitationFilter()
    return filter.feed(json) + filter.finish()
  }

  /// A text without the code fence that models put around JSON.
  private static func unfenced(_ text: String) -> String {
    let lines = text.trimmed
    guard lines.hasPrefix("```"), lines.hasSuffix("```"), let first = lines.firstIndex(of: "\n") else { return lines }
    let inner = lines[lines.index(after: first)...]
    return String(inner.dropLast(3)).trimmed
  }
}
