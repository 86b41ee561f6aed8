#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension AWSServiceError {
  /// An error of the given parts.
  init(status: Int, code: String?, message: String?, requestID: String? = nil) {
    self.status = status
    self.code = code.map { String($0.prefix(Self.longestName)) }
    self.message = message
    self.requestID = requestID
  }

  /// An exception in a stream: its type is the name of a member (`throttlingException`), its payload the JSON of an
  /// error. The status is the one the same error has as a response.
  init(exception type: String, payload: some Sequence<UInt8>) {
    let body = try? JSONDecoder().decode(ExceptionBody.self, from: Data(payload))
    let code = type.prefix(1).uppercased() + type.dropFirst()
    self.init(
      status: Self.statuses[code] ?? 0, code: code, message: body?.message ?? body?.originalMessage)
  }

  private static let statuses = [
    "InternalServerException": 500, "ModelStreamErrorException": 424, "ValidationException": 400,
    "ThrottlingException": 429, "ServiceUnavailableException": 503, "ModelTimeoutException": 408,
  ]
}

private struct ExceptionBody: Decodable {
  var message: String?
  var originalMessage: String?
}
