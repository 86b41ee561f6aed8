import Core
public import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An error response of AWS, parsed tolerantly. JSON services have the code in a header or the body, STS sends XML,
/// gateways send HTML or nothing.
public struct AWSServiceError: Sendable, Equatable {
  /// The HTTP status; 0 for a stream exception without one.
  public var status: Int
  /// The error code: `ExpiredTokenException`.
  public var code: String?
  /// The service's message.
  public var message: String?
  /// The `error` member of an OAuth response (`TOKEN_EXPIRED`).
  public var kind: String?
  /// The service's request id.
  public var requestID: String?
  /// The service's time (`Date`), in seconds since 1970.
  public var date: Double?
  /// How many requests were sent for the response; nil for a stream exception.
  public var attempts: Int?

  /// Parses a response with an error status.
  public init(_ response: Response) {
    status = response.status
    date = response.headers["Date"].flatMap(HTTPDate.seconds)
    attempts = response.attempts
    let text = response.body.first { $0 > 0x20 }
    if text == UInt8(ascii: "<") {
      // Only the first bytes: an error document is short, and an HTML page is not one.
      let xml = XMLText(response.body.prefix(64 << 10))
      code = xml.first("Code")
      message = xml.first("Message")
      requestID = xml.first("RequestId")
    } else if text == UInt8(ascii: "{"), response.body.count <= 1 << 20,
      let body = try? JSONDecoder().decode(Body.self, from: Data(response.body))
    {
      code = (body.code ?? body.type)?.afterLast("#")
      message = body.message ?? body.Message
      kind = body.error
    }
    if let header = response.headers["x-amzn-ErrorType"], !header.isEmpty {
      code = String(header.prefix { $0 != ":" }).afterLast("#")
    }
    let ids = ["x-amzn-RequestId", "x-amzn-request-id", "x-amz-request-id"].lazy.compactMap { response.headers[$0] }
    requestID = ids.first ?? requestID
    // Both are shown in sentences, so their length is limited.
    code = code.map { String($0.prefix(scalars: Self.longestName)) }
    requestID = requestID.map { String($0.prefix(scalars: Self.longestName)) }
  }

  /// The longest code or id, in characters.
  static let longestName = 200

  /// The code, or the status if there is no code.
  var name: String { code ?? "status \(status)" }

  /// Makes an error.
  init(status: Int, code: String?, message: String?, requestID: String? = nil, date: Double? = nil) {
    self.status = status
    self.code = code.map { String($0.prefix(scalars: Self.longestName)) }
    self.message = message
    self.requestID = requestID
    self.date = date
  }

  /// A stream exception: its type is the name of a member (`throttlingException`), its payload the JSON of an error.
  /// The status is that of the same error as a response.
  init(exception type: String, payload: some Sequence<UInt8>) {
    let body = try? JSONDecoder().decode(ExceptionBody.self, from: Data(payload))
    let code = type.prefix(1).uppercased() + type.dropFirst()
    self.init(
      status: AWSErrorTable.status(of: code) ?? 0, code: code,
      message: body?.message ?? body?.Message ?? body?.originalMessage)
  }

  private struct ExceptionBody: Decodable {
    var message: String?
    /// Transcribe's spelling.
    var Message: String?
    var originalMessage: String?
  }

  private struct Body: Decodable {
    var message: String?
    var Message: String?
    var code: String?
    var type: String?
    var error: String?

    private enum CodingKeys: String, CodingKey {
      case message, Message, code, error
      case type = "__type"
    }

    init(from decoder: any Decoder) throws {
      // Each member is optional, so that one of an unexpected type does not hide the others.
      let container = try decoder.container(keyedBy: CodingKeys.self)
      message = try? container.decodeIfPresent(String.self, forKey: .message)
      Message = try? container.decodeIfPresent(String.self, forKey: .Message)
      code = try? container.decodeIfPresent(String.self, forKey: .code)
      type = try? container.decodeIfPresent(String.self, forKey: .type)
      error = try? container.decodeIfPresent(String.self, forKey: .error)
    }
  }
}

extension String {
  /// The text after the last `separator`; the whole text if there is none.
  fileprivate func afterLast(_ separator: Character) -> String {
    lastIndex(of: separator).map { String(self[index(after: $0)...]) } ?? self
  }
}
