import Core
import Crypto
import HTTP

/// The canonical request of SigV4, which client and service hash.
struct CanonicalRequest {
  /// The whole canonical request, UTF-8.
  private(set) var bytes: [UInt8] = []
  /// The names of the headers in it, joined by `;`.
  let signedHeaders: String

  /// Headers that proxies and HTTP clients add or change. As in botocore, all others are signed.
  private static let unsigned: Set<String> = [
    "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
    "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id", "authorization",
  ]

  /// - Parameters:
  ///   - normalizesPath: whether empty and dot segments are resolved.
  ///   - encodesPath: whether the path, which is percent-encoded already, is encoded again.
  init(_ request: Request, normalizesPath: Bool, encodesPath: Bool) {
    let headers = Self.headers(of: request)
    signedHeaders = headers.map(\.name).joined(separator: ";")

    bytes.reserveCapacity(1024)
    line(request.method.uppercased())
    let path = normalizesPath ? Self.normalized(request.url.path) : request.url.path
    line(path.isEmpty ? "/" : encodesPath ? PercentEncoding.path(path) : path)
    line(Self.query(request.url.query ?? ""))
    for (name, value) in headers {
      bytes.append(contentsOf: name.utf8)
      bytes.append(UInt8(ascii: ":"))
      line(value)
    }
    line("")
    line(signedHeaders)
    let hash = request.headers["x-amz-content-sha256"] ?? Hex.lower(SHA256.hash(data: request.body))
    bytes.append(contentsOf: hash.utf8)
  }

  private mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Resolves empty, `.` and `..` segments, never above the root. A trailing slash is kept.
  static func normalized(_ path: String) -> String {
    var kept: [Substring.UTF8View] = []
    for segment in path.utf8.split(separator: UInt8(ascii: "/")) {
      if segment.elementsEqual("..".utf8) {
        _ = kept.popLast()
      } else if !segment.elementsEqual(".".utf8) {
        kept.append(segment)
      }
    }
    if kept.isEmpty { return "/" }
    let joined = kept.reduce(into: "") { $0 += "/" + Substring($1) }
    return path.utf8.last == UInt8(ascii: "/") ? joined + "/" : joined
  }

  /// Sorts by name, then by value, as bytes. Comparing `name=value` would be wrong, because `=` is greater than `-`.
  /// The query is encoded already; only bytes that are not allowed in a URL are encoded here.
  private static func query(_ query: String) -> String {
    if query.isEmpty { return "" }
    let pairs = wireForm(query).split(separator: "&", omittingEmptySubsequences: false).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: parts[0], value: parts.count > 1 ? parts[1] : "")
    }
    return pairs.sorted { a, b in
      a.name == b.name ? precedes(a.value, b.value) : precedes(a.name, b.name)
    }.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  private static func wireForm(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    return text.unicodeScalars.reduce(into: "") { out, scalar in
      let isVisible = scalar.value > 0x20 && scalar.value < 0x7F
      out += isVisible ? String(scalar) : PercentEncoding.component(String(scalar))
    }
  }

  private static func precedes(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  /// The signed headers: names in lower case and sorted, values of the same name joined by commas.
  private static func headers(of request: Request) -> [(name: String, value: String)] {
    var joined: [(name: String, value: String)] = []
    if request.headers["host"] == nil { joined.append(("host", request.url.authority)) }
    for field in request.headers.fields {
      let name = field.name.lowercased()
      if unsigned.contains(name) { continue }
      let value = squeezed(field.value)
      if let index = joined.firstIndex(where: { $0.name == name }) {
        joined[index].value += "," + value
      } else {
        joined.append((name, value))
      }
    }
    return joined.sorted { precedes($0.name, $1.name) }
  }

  /// `value` without leading and trailing white space, and with each inner run of white space replaced by one space.
  private static func squeezed(_ value: String) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    return value.utf8.split(whereSeparator: isBlank).map { String(Substring($0)) }.joined(separator: " ")
  }
}
