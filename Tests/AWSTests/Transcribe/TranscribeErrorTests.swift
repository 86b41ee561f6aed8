import Core
import HTTP
import Testing

@testable import AWS

/// Errors of Transcribe's streaming service, as responses and as exceptions of the stream.
struct TranscribeErrorTests {
  struct Row: Sendable {
    var status: Int
    var code: String
    var message: String
    var expected: Failure.Code
    /// A part of the sentence or of a hint.
    var words: [String]
    var retries = false
  }

  static let rows: [Row] = [
    Row(
      status: 400, code: "BadRequestException",
      message: "Your request timed out because no new audio was received for 15 seconds.", expected: .timeout,
      words: ["received no sound for 15 seconds", "arecord -l"]),
    Row(
      status: 400, code: "BadRequestException",
      message: "Your stream is too big. Reduce the frame size and try your request again.", expected: .validation,
      words: ["faster than it is played", "--rate"]),
    Row(
      status: 400, code: "BadRequestException",
      message: "Signature expired: 20260115T115000Z is now earlier than 20260115T115500Z (20260115T120000Z - 5 min.)",
      expected: .clockSkew, words: ["clock"]),
    Row(
      status: 400, code: "BadRequestException",
      message: "The requested vocabulary couldn't be found. Check the vocabulary name and try your request again.",
      expected: .notFound, words: ["vocabulary", "eu-central-1"]),
    Row(
      status: 400, code: "BadRequestException",
      message: "1 validation error detected: Value 'xx-XX' at 'languageCode' failed to satisfy constraint: Member must "
        + "satisfy enum value set: [en-US]", expected: .validation, words: ["--voice-language", "de-DE"]),
    Row(
      status: 429, code: "LimitExceededException", message: "You have reached your limit of concurrent streams",
      expected: .quota, words: ["25 streams", "servicequotas"], retries: true),
    Row(
      status: 409, code: "ConflictException", message: "A new stream started with the same session ID.",
      expected: .serviceError, words: ["another one"]),
    Row(
      status: 500, code: "InternalFailureException", message: "Try again.", expected: .serviceError,
      words: ["Amazon Transcribe failed"], retries: true),
    Row(
      status: 503, code: "ServiceUnavailableException", message: "Try your request later.", expected: .serviceError,
      words: ["Amazon Transcribe failed"], retries: true),
    Row(
      status: 403, code: "AccessDeniedException",
      message: "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: "
        + "transcribe:StartStreamTranscription on resource: * because no identity-based policy allows the "
        + "transcribe:StartStreamTranscription action", expected: .accessDenied,
      words: [#""Action":["transcribe:StartStreamTranscription"],"Resource":["*"]"#]),
    Row(
      status: 403, code: "UnrecognizedClientException",
      message: "The security token included in the request is invalid.", expected: .invalidCredentials,
      words: ["Invalid security token"]),
    Row(
      status: 403, code: "ExpiredTokenException", message: "The security token included in the request is expired",
      expected: .expiredCredentials, words: ["ExpiredToken"]),
    Row(
      status: 400, code: "SerializationException", message: "bad", expected: .validation,
      words: ["SerializationException"]),
  ]

  @Test(arguments: rows)
  func transcribeErrors_haveTheirSentences_unrecorded(_ row: Row) throws {
    let context = AWSErrorContext(
      service: .transcribe, operation: "StartStreamTranscription", region: "eu-central-1")
    let answer = AWSServiceError(status: row.status, code: row.code, message: row.message)
    // In the stream an exception has no status of its own.
    let inStream = AWSServiceError(exception: row.code, payload: Array(#"{"Message":"\#(row.message)"}"#.utf8))
    for error in [answer, inStream] {
      let failure = Failure(from: error, in: context)
      #expect(failure.code == row.expected, "\(row.code): \(failure.sentence)")
      let text = ([failure.sentence] + failure.hints.map(\.description)).joined(separator: "\n")
      for words in row.words { #expect(text.contains(words), "\(text)") }
      #expect(failure.service == "transcribe-streaming" && failure.serviceMessage == row.message)
      #expect((AWSErrorTable.retry(error, in: context) != .done) == row.retries, "\(row.code)")
    }
  }
}
