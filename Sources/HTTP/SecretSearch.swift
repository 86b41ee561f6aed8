/// Finds a secret in bytes that may hold it escaped: percent-encoded, or as JSON or XML escapes, in either case of the
/// hexadecimal digits. Bytes are compared, because as `Character`s a secret before a combining mark would not match.
enum SecretSearch {
  /// `text` with every occurrence of `secret` replaced by `mark`.
  static func replacing(_ secret: [UInt8], in text: [UInt8], with mark: [UInt8]) -> [UInt8] {
    guard let first = secret.first else { return text }
    var out: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == first || isEscape(byte), let end = end(of: secret, in: text, from: index) {
        out += mark
        index = end
      } else {
        out.append(byte)
        index += 1
      }
    }
    return out
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
