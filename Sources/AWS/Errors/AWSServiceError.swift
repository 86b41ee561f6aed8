import Core
public import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An error response of AWS, read tolerantly: JSON services name the code in a header or the body, STS in XML,
/// gateways in between answer HTML or nothing.
public struct AWSServiceError: Sendable, Equatable {
  /// The status.
  public var status: Int
  /// The error code: `ExpiredTokenException`.
  public var code: String?
  /// The service's own sentence.
  public var message: String?
  /// What the `error` member of an OAuth service says (`TOKEN_EXPIRED`).
  public var kind: String?
  /// The service's id for the request.
  public var requestID: String?
  /// The service's clock (`Date`), in seconds since 1970.
  public var date: Double?
  /// How many requests were sent for the response; nil for an exception in mid-stream.
  public var attempts: Int?

  /// Reads a response with an error status.
  public init(_ response: Response) {
    status = response.status
    date = response.headers["Date"].flatMap(HTTPDate.seconds)
    attempts = response.attempts
    let text = response.body.first { $0 > 0x20 }
    if text == UInt8(ascii: "<") {
      // Only the first bytes: an error document is short, and a page of HTML is none.
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
    requestID = response.headers["x-amzn-RequestId"] ?? response.headers["x-amz-request-id"] ?? requestID
    // Both stand in sentences; what is longer is none, and would bury them.
    code = code.map { String($0.prefix(Self.longestName)) }
    requestID = requestID.map { String($0.prefix(Self.longestName)) }
  }

  /// The longest code or id kept, in characters.
  static let longestName = 200

  /// The code, or the status where the service gave none.
  var name: String { code ?? "status \(status)" }

  /// An error of the given parts.
  init(status: Int, code: String?, message: String?, requestID: String? = nil, date: Double? = nil) {
    self.status = status
    self.code = code.map { String($0.prefix(Self.longestName)) }
    self.message = message
    self.requestID = requestID
    self.date = date
  }

  /// An exception in a stream: its type is the name of a member (`throttlingException`), its payload the JSON of an
  /// error. The status is the one that the same error has as a response.
  init(exception type: String, payload: some Sequence<UInt8>) {
    let body = try? JSONDecoder().decode(ExceptionBody.self, from: Data(payload))
    let code = type.prefix(1).uppercased() + type.dropFirst()
    self.init(
      status: AWSErrorTable.status(of: code) ?? 0, code: code, message: body?.message ?? body?.originalMessage)
  }

  private struct ExceptionBody: Decodable {
    var message: String?
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
      // A member of an unexpected kind must not hide the others.
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
  /// What follows the last `separator`; all of it where there is none.
  fileprivate func afterLast(_ separator: Character) -> String {
    lastIndex(of: separator).map { String(self[index(after: $0)...]) } ?? self
  }
}
