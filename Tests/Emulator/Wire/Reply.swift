/// What is sent back.
public struct Reply: Sendable {
  /// The body: whole with a length, or in pieces with chunked coding, each a chunk of its own.
  enum Body: Sendable {
    case bytes([UInt8])
    case pieces(Int, @Sendable (Int) -> [UInt8])
    /// Sent while the request's body arrives, by what reads it.
    case duplex(@Sendable (DuplexConnection) -> Void)
  }

  public var status: Int
  public var headers: [HTTPRequest.Field]
  var body: Body

  init(_ status: Int, type: String? = nil, headers: [(String, String)] = [], body: Body = .bytes([])) {
    self.status = status
    self.headers = (type.map { [("Content-Type", $0)] } ?? []).map { .init(name: $0.0, value: $0.1) }
    self.headers += headers.map { .init(name: $0.0, value: $0.1) }
    self.body = body
  }

  /// A JSON document.
  public static func json(_ value: JSON, status: Int = 200, headers: [(String, String)] = []) -> Reply {
    Reply(status, type: "application/json", headers: headers, body: .bytes(value.bytes))
  }

  /// Some text.
  public static func text(_ text: String, status: Int = 200, type: String = "text/plain") -> Reply {
    Reply(status, type: type, body: .bytes(Array(text.utf8)))
  }

  /// The same reply with one more header.
  func adding(_ name: String, _ value: String) -> Reply {
    var copy = self
    copy.headers.append(.init(name: name, value: value))
    return copy
  }

  /// The whole body, for faults that need to see it.
  var bodyBytes: [UInt8] {
    switch body {
    case .bytes(let bytes): bytes
    case .pieces(let count, let piece): (0..<count).flatMap { piece($0) }
    case .duplex: []
    }
  }

  static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 204: "No Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 422: "Unprocessable Content"
    case 424: "Failed Dependency"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    default: "Status"
    }
  }
}
