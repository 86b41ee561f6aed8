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
  /// This document without `secrets`.
  func without(_ secrets: KnownSecrets) -> FailureDocument {
    FailureDocument(failure.without(secrets), fields: fields.mapTexts(secrets.scrub))
  }

  /// The error document of contract §3.
  var record: Record { ["status": .text("error")] + details + fields }

  /// What the error document tells of the failure itself.
  var details: Record {
    [
      "error": .text(failure.sentence),
      "code": .text(failure.code.rawValue),
      "service": .text(failure.service),
      "aws_code": .text(failure.awsCode),
      "aws_message": .text(serviceMessage),
      "http_status": .integer(failure.httpStatus),
      "request_id": .text(failure.requestID),
      "attempts": .integer(failure.attempts),
      "hint": .text(failure.hints.map(\.text).joined(separator: "\n")),
      "exit_code": .integer(Int(ExitCode(failure.code).rawValue)),
    ]
  }

  /// The longest message of a service that is shown, in scalars.
  private static let longestMessage = 1000

  /// The service's own words, bounded, without scalars that are unsafe to display.
  private var serviceMessage: String? {
    guard let message = failure.serviceMessage else { return nil }
    var scalars = String.UnicodeScalarView()
    for scalar in message.unicodeScalars where scalar == "\n" || !scalar.isUnsafeToDisplay {
      if scalars.count == Self.longestMessage { break }
      scalars.append(scalar)
    }
    let text = String(scalars).trimmed
    return text.isEmpty ? nil : text
  }

  /// The line with the service's own words; nil where the sentence contains them.
  var serviceLine: StyledText? {
    guard let message = serviceMessage.map({ OneLine.joined($0) }), !failure.sentence.contains(message) else {
      return nil
    }
    let name = failure.service == "storyblok" ? "Storyblok" : "AWS"
    return StyledText("  \(name) says: ", .dim) + StyledText(message + "\n")
  }

  /// The lines for standard error: the sentence, the service's own words where the sentence does not contain them, then
  /// the hints. With `verbose`, the system's message and the request id too.
  func lines(verbose: Bool) -> StyledText {
    var text = StyledText("sva:", .red) + StyledText(" " + OneLine.joined(failure.sentence) + "\n")
    if let line = serviceLine { text += line }
    if verbose, let cause = failure.cause { text += StyledText("  cause: " + OneLine.joined(cause) + "\n", .dim) }
    if verbose, let id = failure.requestID { text += StyledText("  request: " + OneLine.joined(id) + "\n", .dim) }
    for hint in failure.hints { text += StyledText("  hint: ", .cyan) + StyledText(OneLine.joined(hint.text) + "\n") }
    return text
  }
}
