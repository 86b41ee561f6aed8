import Core

/// A failure with what a command promises to say besides: `stages` of `test-bedrock`, `partial_response` of `ask`.
struct FailureReport: Error, Sendable {
  /// Why the run failed.
  var failure: Failure
  /// Writes further members into the JSON error document.
  var members: @Sendable (inout JSONWriter) -> Void

  init(_ failure: Failure, members: @escaping @Sendable (inout JSONWriter) -> Void) {
    self.failure = failure
    self.members = members
  }
}

extension FailureReport {
  /// The JSON error document of contract §3.
  var document: JSONWriter {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("status", "error")
      writer.member("error", failure.sentence)
      writer.member("code", failure.code.rawValue)
      writer.member("service", failure.service)
      writer.member("aws_code", failure.awsCode)
      writer.member("http_status", failure.httpStatus)
      writer.member("request_id", failure.requestID)
      writer.member("attempts", failure.attempts)
      writer.member("hint", failure.hints.map(\.text).joined(separator: "\n"))
      writer.member("exit_code", Int(ExitCode(failure.code).rawValue))
      members(&writer)
    }
    return writer
  }

  /// The lines for standard error: the sentence, then the hints; the service's own words where they are wanted.
  func lines(verbose: Bool) -> StyledText {
    var text = StyledText("sva:", .red) + StyledText(" " + OneLine.joined(failure.sentence) + "\n")
    if verbose, let cause = failure.cause { text += StyledText("  cause: " + OneLine.joined(cause) + "\n", .dim) }
    if verbose, let id = failure.requestID { text += StyledText("  request: " + OneLine.joined(id) + "\n", .dim) }
    for hint in failure.hints { text += StyledText("  hint: ", .cyan) + StyledText(OneLine.joined(hint.text) + "\n") }
    return text
  }
}
