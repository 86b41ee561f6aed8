import Core

/// A failure, and the fields that its command adds: `stages` of `test-bedrock`, `partial_response` of `ask`.
struct FailureDocument: Error, Sendable {
  /// Why the run failed.
  var failure: Failure
  /// The fields after the failure's own.
  var fields: Record

  /// A failure, with further fields.
  init(_ failure: Failure, fields: Record = [:]) {
    self.failure = failure
    self.fields = fields
  }
}

extension FailureDocument {
  /// The error document of contract §3.
  var record: Record {
    [
      "status": .text("error"),
      "error": .text(failure.sentence),
      "code": .text(failure.code.rawValue),
      "service": .text(failure.service),
      "aws_code": .text(failure.awsCode),
      "http_status": .integer(failure.httpStatus),
      "request_id": .text(failure.requestID),
      "attempts": .integer(failure.attempts),
      "hint": .text(failure.hints.map(\.text).joined(separator: "\n")),
      "exit_code": .integer(Int(ExitCode(failure.code).rawValue)),
    ] + fields
  }

  /// The lines for standard error: the sentence, then the hints. With `verbose`, the service's message and the request
  /// id too.
  func lines(verbose: Bool) -> StyledText {
    var text = StyledText("sva:", .red) + StyledText(" " + OneLine.joined(failure.sentence) + "\n")
    if verbose, let cause = failure.cause { text += StyledText("  cause: " + OneLine.joined(cause) + "\n", .dim) }
    if verbose, let id = failure.requestID { text += StyledText("  request: " + OneLine.joined(id) + "\n", .dim) }
    for hint in failure.hints { text += StyledText("  hint: ", .cyan) + StyledText(OneLine.joined(hint.text) + "\n") }
    return text
  }
}
