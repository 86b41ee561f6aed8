import Core

/// An absolute http or https URL whose path and query are sent exactly as given.
///
/// SigV4 signs the bytes of the request line, so nothing is decoded or normalised. Foundation's `URL` normalises, which
/// breaks signatures over model ids with `:`.
public struct WebURL: Sendable, Hashable {
  /// The schemes.
  public enum Scheme: String, Sendable { case http, https }

  /// The scheme.
  public var scheme: Scheme
  /// The host in lower case, an IPv6 address without its brackets.
  public var host: String
  /// The port; nil if the URL names none.
  public var port: Int?
  /// The path, percent-encoded, beginning with `/`.
  public var path: String
  /// The query, percent-encoded, without its `?`.
  public var query: String?

  /// A URL of well-formed parts; `path` is percent-encoded and begins with `/`.
  public init(scheme: Scheme, host: String, port: Int? = nil, path: String, query: String? = nil) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    self.query = query
  }

  /// The URL in `text`, or nil if it has another scheme, no host, user information, a control character or space, or an
  /// invalid port.
  public init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = text.cut(at: "://") else { return nil }
    guard let scheme = Scheme(rawValue: parts.before.lowercased()) else { return nil }
    var rest = parts.after
    if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
    let target = rest[end...]
    let mark = target.firstIndex(of: "?") ?? target.endIndex
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = target[..<mark].isEmpty ? "/" : String(target[..<mark])
    self.query = mark == target.endIndex ? nil : String(target[target.index(after: mark)...])
  }

  private static func authority(_ text: Substring) -> (String, Int?)? {
    guard !text.isEmpty, !text.contains("@"), !text.contains("\\") else { return nil }
    var host = text
    var port: Substring?
    if text.first == "[" {
      guard let close = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<close]
      let after = text[text.index(after: close)...]
      guard after.isEmpty || after.first == ":" else { return nil }
      port = after.isEmpty ? nil : after.dropFirst()
      guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
    } else {
      if let colon = text.firstIndex(of: ":") {
        host = text[..<colon]
        port = text[text.index(after: colon)...]
      }
      guard !host.isEmpty, !host.hasPrefix("."), host.cut(at: "..") == nil,
        host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_") })
      else { return nil }
    }
    guard let port, !port.isEmpty else { return (host.lowercased(), nil) }
    guard port.allSatisfy(\.isASCII), let number = Int(port), (1...65_535).contains(number) else {
      return nil
    }
    return (host.lowercased(), number)
  }

  /// The whole URL as text. Its query may contain a token: print `Redaction.url` instead.
  public var text: String { origin + target }

  /// Scheme, host and port: `https://api.storyblok.com`.
  public var origin: String { scheme.rawValue + "://" + authority }

  /// The request target: path and query.
  public var target: String { query.map { path + "?" + $0 } ?? path }

  /// The host and, unless it is the scheme's default, the port: the value of the `Host` header.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    guard let port, port != (scheme == .https ? 443 : 80) else { return name }
    return "\(name):\(port)"
  }

  /// Whether the host is `localhost`, in `127.0.0.0/8` or `::1`. Other names are not looked up.
  public var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The same URL with `path` (percent-encoded, beginning with `/`) appended to its path.
  public func appending(path suffix: String) -> WebURL {
    var copy = self
    copy.path = (path.hasSuffix("/") ? String(path.dropLast()) : path) + suffix
    return copy
  }

  /// The same URL with a name and value, encoded here, appended to its query.
  public func adding(query name: String, _ value: String) -> WebURL {
    var copy = self
    let pair = PercentEncoding.component(name) + "=" + PercentEncoding.component(value)
    copy.query = query.map { $0.isEmpty ? pair : $0 + "&" + pair } ?? pair
    return copy
  }
}
