internal import Crypto

/// Percent-encoding, hex and hashes as the services compute them.
enum Text {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Percent-decoded bytes as text; with `form`, `+` is a blank. A stray `%` stays as it is.
  static func decode(_ text: some StringProtocol, form: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        output.append(value)
        index += 3
        continue
      }
      output.append(form && bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
      index += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Every byte except the unreserved ones (and `/`, if asked) percent-encoded.
  static func encode(_ text: some StringProtocol, keepingSlash: Bool = false) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        output.append(byte)
      case UInt8(ascii: "/") where keepingSlash: output.append(byte)
      default: output.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Names and values of a query or form body, in order.
  static func pairs(_ text: some StringProtocol) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decode(parts[0], form: true), parts.count > 1 ? decode(parts[1], form: true) : "")
    }
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let small = Array("0123456789abcdef".utf8)
    var output: [UInt8] = []
    for byte in bytes { output.append(contentsOf: [small[Int(byte >> 4)], small[Int(byte & 15)]]) }
    return String(decoding: output, as: UTF8.self)
  }

  static func sha256(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

  static func hmac(_ key: [UInt8], _ text: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
  }

  /// Capital letters and digits that depend on `seed` alone: made-up key ids and tokens.
  static func token(_ seed: String, _ length: Int) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    var output: [UInt8] = []
    var round = 0
    while output.count < length {
      for byte in SHA256.hash(data: Array("\(seed)#\(round)".utf8)) {
        output.append(alphabet[Int(byte & 31)])
      }
      round += 1
    }
    return String(decoding: output.prefix(length), as: UTF8.self)
  }

  /// A UUID in lower case that depends on `seed` alone.
  static func uuid(_ seed: String) -> String {
    let digits = Array(sha256(Array(seed.utf8)))
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
  }

  /// Text escaped for an XML element.
  static func xml(_ text: String) -> String {
    var output = ""
    for character in text {
      switch character {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      default: output.append(character)
      }
    }
    return output
  }

  /// Whether `text` matches a pattern in which `*` stands for any text.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return text == pattern }
    guard text.hasPrefix(parts[0]) else { return false }
    var rest = text.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
