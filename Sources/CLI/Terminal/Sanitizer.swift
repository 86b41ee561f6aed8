import Core

/// Removes what a terminal would interpret. Text of stories, models and services may hold escape sequences.
///
/// Each scalar is checked separately, so a stream can be sanitized piece by piece.
enum Sanitizer {
  /// `text` with control characters (except newline and tab), bidirectional overrides and line separators replaced by
  /// visible marks: `^[` for escape, `<U+202E>` for an override. A carriage return before a newline, and the implicit
  /// directional marks of ordinary Arabic and Hebrew text, are removed.
  static func clean(_ text: String) -> String {
    guard text.hasByte(where: mayBeginUnsafe), text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { continue }
      result.append(contentsOf: shown(scalar))
    }
    return String(result)
  }

  /// What `clean` makes of one scalar.
  static func shown(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if isDirectional(scalar) { return [] }
    return isUnsafe(scalar) ? Array(mark(scalar).unicodeScalars) : [scalar]
  }

  /// The implicit directional marks of ordinary Arabic and Hebrew text.
  private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
    [0x061C, 0x200E, 0x200F].contains(scalar.value)
  }

  /// `text` on one line: as `clean`, with newlines and tabs as marks too, and cut after `limit` characters.
  static func visible(_ text: String, limit: Int) -> String {
    var result = ""
    for (index, character) in text.enumerated() {
      if index == limit { return result + "…" }
      for scalar in character.unicodeScalars.prefix(16) {
        if scalar.isUnsafeToDisplay {
          result += mark(scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// `text` as one line of a table or a message: white space becomes single spaces, the rest is as `clean`.
  static func line(_ text: String) -> String {
    clean(OneLine.collapsed(text))
  }

  /// Unsafe scalars other than newline and tab.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isUnsafeToDisplay && scalar != "\n" && scalar != "\t"
  }

  private static func mayBeginUnsafe(_ byte: UInt8) -> Bool {
    Unicode.Scalar.mayBeginUnsafe(byte) && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")
  }

  private static func mark(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x00...0x1F: "^" + String(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
    case 0x7F: "^?"
    default: "<U+\(hexadecimal(scalar.value))>"
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
