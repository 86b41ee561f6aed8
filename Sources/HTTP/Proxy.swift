public import Core

/// A proxy that a variable names, for example `http://user:password@proxy.example:3128`.
public struct Proxy: Sendable, Equatable {
  /// The name of the variable: `HTTPS_PROXY`.
  public let variable: String
  /// The value of the variable. It may hold a password.
  let value: String
  /// Scheme, host and port, without user name and password; nil if the value is malformed.
  public let address: String?
  /// User name and password as in the value; nil if it has none, or is malformed.
  let userInfo: String?
  /// Whether the connection to the proxy uses TLS.
  let usesTLS: Bool

  private static let schemes: Set<String> = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

  /// The proxy in the value of `setting`, by the rules of libcurl: without a scheme it is an HTTP proxy.
  ///
  /// What libcurl would refuse is malformed. It is recognised here, because libcurl's message repeats the value.
  init(_ setting: Setting<String>) {
    variable = setting.origin.place
    value = setting.value
    let parts = value.cut(at: "://")
    let scheme = parts.map { $0.before.lowercased() } ?? "http"
    usesTLS = scheme == "https"
    let rest = parts?.after ?? value[...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let (authority, tail) = (rest[..<end], rest[end...])
    let at = authority.firstIndex(of: "@")
    let host = at.map { authority[authority.index(after: $0)...] } ?? authority
    let isWellFormed =
      Self.schemes.contains(scheme) && value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } && !tail.contains("@")
      && Self.isHostAndPort(host)
    address = isWellFormed ? scheme + "://" + host : nil
    userInfo = isWellFormed ? at.map { String(authority[..<$0]) } : nil
  }

  private static func isHostAndPort(_ text: Substring) -> Bool {
    var host = text
    var port: Substring = ""
    if text.first == "[" {
      guard let close = text.firstIndex(of: "]") else { return false }
      host = text[text.index(after: text.startIndex)..<close]
      let after = text[text.index(after: close)...]
      guard host.contains(":"), host.utf8.allSatisfy({ isHostByte($0) || ":%".utf8.contains($0) }),
        after.isEmpty || after.first == ":"
      else { return false }
      port = after.dropFirst()
    } else {
      if let colon = text.firstIndex(of: ":") {
        host = text[..<colon]
        port = text[text.index(after: colon)...]
      }
      guard !host.isEmpty, host.utf8.allSatisfy(isHostByte) else { return false }
    }
    return port.isEmpty || port.utf8.allSatisfy { 0x30...0x39 ~= $0 } && (1...65_535).contains(Int(port) ?? 0)
  }

  /// Letters, digits, `-`, `.`, `_`, and any byte beyond ASCII.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// The secrets of the value: the password, as it is and decoded, and user and password together, as a proxy repeats
  /// them. If the value is malformed, all of it.
  var secrets: [String] {
    guard address != nil else { return [value] }
    guard let userInfo else { return [] }
    let password = userInfo.cut(at: ":").map { String($0.after) } ?? userInfo
    return [userInfo, PercentEncoding.decoded(userInfo), password, PercentEncoding.decoded(password)]
  }

  /// The failure of a malformed value, which is not shown.
  var malformed: TransportError.Kind {
    .misconfigured(
      "\(variable) is no proxy URL (its value is not shown, because it may hold a password)",
      hint: "write it as http://USER:PASSWORD@HOST:PORT, with special characters of the password percent-encoded: "
        + "/ as %2F, # as %23, @ as %40, a blank as %20")
  }
}

extension Proxy: CustomStringConvertible {
  /// `the proxy http://proxy.example:3128 (HTTPS_PROXY)`.
  public var description: String { "the proxy \(address.map { $0 + " " } ?? "")(\(variable))" }
}
