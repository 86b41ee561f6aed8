/// UTF-8 text for the two file grammars. Both are defined by Python programs, so white space and line ends are Python's
/// (`str.isspace`, universal newlines).
enum TextBytes {
  static let newline = UInt8(ascii: "\n")

  /// The text with each CRLF and each lone CR replaced by LF, as Python opens text files.
  static func universalNewlines(_ bytes: [UInt8]) -> [UInt8] {
    let carriageReturn = UInt8(ascii: "\r")
    guard bytes.contains(carriageReturn) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      if byte == carriageReturn {
        result.append(newline)
      } else if !(byte == newline && afterReturn) {
        result.append(byte)
      }
      afterReturn = byte == carriageReturn
    }
    return result
  }

  /// The size in bytes of the white-space character at the start of `text`; 0 if there is none.
  static func leadingSpace(_ text: ArraySlice<UInt8>) -> Int {
    guard let first = text.first else { return 0 }
    if first < 0x80 { return isSpace(first) ? 1 : 0 }
    if text.count >= 2, isSpace(first, text[text.startIndex + 1]) { return 2 }
    if text.count >= 3, isSpace(first, text[text.startIndex + 1], text[text.startIndex + 2]) { return 3 }
    return 0
  }

  /// The size in bytes of the white-space character at the end of `text`; 0 if there is none.
  static func trailingSpace(_ text: ArraySlice<UInt8>) -> Int {
    guard let last = text.last else { return 0 }
    if last < 0x80 { return isSpace(last) ? 1 : 0 }
    let end = text.endIndex
    if text.count >= 2, isSpace(text[end - 2], last) { return 2 }
    if text.count >= 3, isSpace(text[end - 3], text[end - 2], last) { return 3 }
    return 0
  }

  /// `text` without trailing white space.
  static func trimmedEnd(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while case let size = trailingSpace(text), size > 0 { text.removeLast(size) }
    return text
  }

  /// `text` without leading and trailing white space.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = trimmedEnd(text)
    while case let size = leadingSpace(text), size > 0 { text.removeFirst(size) }
    return text
  }

  /// The number of leading white-space characters (not bytes) of `text`.
  static func indentation(_ text: ArraySlice<UInt8>) -> Int {
    var text = text
    var count = 0
    while case let size = leadingSpace(text), size > 0 {
      text.removeFirst(size)
      count += 1
    }
    return count
  }

  /// Splits the text where Python's `str.splitlines` does: at form feeds, NEL and the Unicode separators too.
  static func splitLines(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let size = lineBreak(text[index...])
      if size > 0 { lines.append(text[start..<index]) }
      index += max(size, 1)
      if size > 0 { start = index }
    }
    lines.append(text[start...])
    return lines
  }

  /// The text as a string; nil if it is not valid UTF-8.
  static func string(_ text: some Sequence<UInt8>) -> String? { String(validating: text, as: UTF8.self) }

  private static func lineBreak(_ text: ArraySlice<UInt8>) -> Int {
    guard let first = text.first else { return 0 }
    switch first {
    case 0x0A...0x0D, 0x1C...0x1E: return 1
    case 0xC2: return text.dropFirst().first == 0x85 ? 2 : 0
    case 0xE2:
      let rest = text.dropFirst().prefix(2)
      return rest.elementsEqual([0x80, 0xA8]) || rest.elementsEqual([0x80, 0xA9]) ? 3 : 0
    default: return 0
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
  }

  /// U+0085 and U+00A0.
  private static func isSpace(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xC2 && (second == 0x85 || second == 0xA0)
  }

  /// U+1680, U+2000 … U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
  private static func isSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xE1, 0x9A): third == 0x80
    case (0xE2, 0x80): (0x80...0x8A).contains(third) || third == 0xA8 || third == 0xA9 || third == 0xAF
    case (0xE2, 0x81): third == 0x9F
    case (0xE3, 0x80): third == 0x80
    default: false
    }
  }
}
