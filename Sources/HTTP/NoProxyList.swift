/// The hosts that are reached without a proxy (`NO_PROXY`), by the rules of libcurl: names apart by commas or blanks, of
/// which each also stands for its subdomains; IP addresses; blocks of addresses (`10.0.0.0/8`); `*` for every host.
public struct NoProxyList: Sendable, Equatable {
  private let entries: [String]

  /// The list in `text`.
  public init(_ text: String) {
    entries = text.split { $0 == "," || $0.isWhitespace }.map { entry in
      var entry = entry.lowercased()[...]
      if entry.hasSuffix(".") { entry = entry.dropLast() }
      if entry.hasPrefix(".") { entry = entry.dropFirst() }
      return String(entry)
    }
  }

  /// Whether `host` (in lower case, an IPv6 address without brackets) is in the list.
  public func contains(_ host: String) -> Bool {
    let host = host.hasSuffix(".") ? String(host.dropLast()) : host
    let address = Self.address(host)
    return entries.contains { entry in
      if entry == "*" { return true }
      if let address { return Self.block(entry).map { Self.contains($0, address) } ?? (entry == host) }
      if host.contains(":") { return entry == host || entry == "[\(host)]" }
      return host == entry || host.hasSuffix("." + entry)
    }
  }

  /// The IPv4 address in `text`.
  private static func address(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?(0)) { sum, part in
      guard let sum, let part else { return nil }
      return sum << 8 | UInt32(part)
    }
  }

  /// The network and the number of its bits in `10.0.0.0/8`.
  private static func block(_ text: String) -> (network: UInt32, bits: Int)? {
    guard let slash = text.firstIndex(of: "/"), let network = address(text[..<slash]),
      let bits = Int(text[text.index(after: slash)...]), (0...32).contains(bits)
    else { return nil }
    return (network, bits)
  }

  private static func contains(_ block: (network: UInt32, bits: Int), _ address: UInt32) -> Bool {
    block.bits == 0 || (block.network ^ address) >> (32 - block.bits) == 0
  }
}
