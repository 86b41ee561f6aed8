#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds secrets in bytes that may hold them escaped: percent-encoded, or as JSON or XML escapes, in either case of the
/// hexadecimal digits, or in base64. Bytes are compared, because as `Character`s a secret before a combining mark would
/// not match.
struct SecretSearch: Sendable {
  private struct Pattern {
    var bytes: [UInt8]
    /// Whether it is a number. A number is no part of a longer one: an MFA code may occur in an account id.
    var isNumber: Bool
  }

  private var patterns: [Pattern] = []
  /// The indices in `patterns` by first byte.
  private var starts = [[Int]](repeating: [], count: 256)

  /// A search for nothing.
  init() {}

  /// Searches for `secret`, which must not be empty, too.
  mutating func add(_ secret: String) {
    let bytes = Array(secret.utf8)
    for form in [bytes] + Self.base64(bytes) {
      starts[Int(form[0])].append(patterns.count)
      patterns.append(Pattern(bytes: form, isNumber: form.allSatisfy(Self.isDigit)))
    }
  }

  /// `text` with every occurrence of a secret replaced by `mark`; nil if there is none.
  func replacing(in text: [UInt8], with mark: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    var kept = 0
    var index = 0
    while index < text.count {
      if let end = end(of: text, from: index) {
        out += text[kept..<index] + mark
        kept = end
        index = end
      } else {
        index += 1
      }
    }
    return kept == 0 ? nil : out + text[kept...]
  }

  /// The index after the longest secret that begins at `start`.
  private func end(of text: [UInt8], from start: Int) -> Int? {
    if Self.isEscape(text[start]) {
      return patterns.lazy.compactMap { Self.end(of: $0, in: text, from: start) }.max()
    }
    return starts[Int(text[start])].lazy.compactMap { Self.end(of: patterns[$0], in: text, from: start) }.max()
  }

  private static func end(of pattern: Pattern, in text: [UInt8], from start: Int) -> Int? {
    guard let end = end(of: pattern.bytes, in: text, from: start) else { return nil }
    guard pattern.isNumber else { return end }
    let isPart = start > 0 && isDigit(text[start - 1]) || end < text.count && isDigit(text[end])
    return isPart ? nil : end
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// The forms of `secret` in base64 and base64url: alone, and inside a longer text at each of the three offsets, where
  /// the characters that also depend on the text around it are left out.
  private static func base64(_ secret: [UInt8]) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    for (offset, undetermined) in [(0, 0), (1, 2), (2, 3)] {
      let bytes = [UInt8](repeating: 0, count: offset) + secret
      let text = Array(Data(bytes).base64EncodedString().utf8.prefix { $0 != UInt8(ascii: "=") })
      if offset == 0 { forms.append(text) }
      // To the last character that the secret determines, and to the last whole group, where the text may be cut.
      for end in [bytes.count * 8 / 6, bytes.count / 3 * 4] where end >= undetermined + 6 {
        forms.append(Array(text[undetermined..<end]))
      }
    }
    return forms + forms.map { $0.map(urlSafe) }
  }

  private static func urlSafe(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: byte
    }
  }

  /// The index after an occurrence of `secret` that begins at `start`.
  private static func end(of secret: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    var index = start
    for byte in secret {
      guard index < text.count else { return nil }
      if isEscape(text[index]), let escape = escaped(text[index...]), escape.byte == byte {
        index += escape.length
      } else if text[index] == byte {
        index += 1
      } else {
        return nil
      }
    }
    return index
  }

  private static func isEscape(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&")
  }

  /// The byte that an escape stands for, and the length of the escape.
  private static func escaped(_ text: ArraySlice<UInt8>) -> (byte: UInt8, length: Int)? {
    let rest = text.dropFirst()
    func number(_ digits: ArraySlice<UInt8>, radix: Int = 16) -> UInt8? {
      UInt8(String(decoding: digits, as: UTF8.self), radix: radix)
    }
    switch text.first {
    case UInt8(ascii: "%")?: return number(rest.prefix(2)).map { ($0, 3) }
    case UInt8(ascii: "\\")?:
      guard rest.first == UInt8(ascii: "u") else { return rest.first.map { ($0, 2) } }
      return number(rest.dropFirst().prefix(4)).map { ($0, 6) }
    default:
      guard let semicolon = rest.prefix(8).firstIndex(of: UInt8(ascii: ";")) else { return nil }
      let name = rest[..<semicolon]
      let length = name.count + 2
      guard name.first == UInt8(ascii: "#") else {
        return named[String(decoding: name, as: UTF8.self)].map { ($0, length) }
      }
      let digits = name.dropFirst()
      let isHex = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
      return (isHex ? number(digits.dropFirst()) : number(digits, radix: 10)).map { ($0, length) }
    }
  }

  private static let named: [String: UInt8] = [
    "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "quot": UInt8(ascii: "\""),
    "apos": UInt8(ascii: "'"),
  ]
}
