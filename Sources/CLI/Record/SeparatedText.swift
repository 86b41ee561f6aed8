/// Joins fields to a line of CSV or TSV.
enum SeparatedText: Sendable {
  /// RFC 4180: commas, CRLF, quotes if needed. Unless `isRaw`, a text field that a spreadsheet would run as a formula
  /// gets a `'` in front, which makes it text.
  case csv(isRaw: Bool)
  /// Tabs between fields. Tabs and line ends in a field become spaces, so that `cut` and `awk` see one record a line.
  case tsv

  /// A field.
  enum Field: Sendable {
    /// Text of any origin.
    case text(String?)
    /// A number, which is never a formula.
    case number(String)
  }

  /// The line, including its line end. Texts may be long, so bytes are copied, never characters.
  func line(_ fields: [Field]) -> String {
    var line: [UInt8] = []
    for (number, field) in fields.enumerated() {
      if number > 0 { line.append(isTabs ? UInt8(ascii: "\t") : UInt8(ascii: ",")) }
      switch field {
      case .number(let text): line += text.utf8
      case .text(let text):
        var text = text ?? ""
        text.withUTF8 { bytes in
          switch self {
          case .csv(let isRaw): Self.csv(bytes, isRaw: isRaw, to: &line)
          case .tsv: Self.tsv(bytes, to: &line)
          }
        }
      }
    }
    line += isTabs ? [0x0A] : [0x0D, 0x0A]
    return String(decoding: line, as: UTF8.self)
  }

  private var isTabs: Bool { if case .tsv = self { true } else { false } }

  private static func csv(_ text: UnsafeBufferPointer<UInt8>, isRaw: Bool, to line: inout [UInt8]) {
    // NUL is removed: some readers end the line at it, others fail.
    let text = text.contains(0) ? ArraySlice(text.filter { $0 != 0 }) : ArraySlice(text)
    let isQuoted = text.contains { $0 == quote || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if isQuoted { line.append(quote) }
    if !isRaw, isFormula(text) { line.append(UInt8(ascii: "'")) }
    if isQuoted {
      appendDoubling(text, to: &line)
      line.append(quote)
    } else {
      line += text
    }
  }

  /// Whether a spreadsheet may run the text as a formula. Some skip a leading tab or carriage return, some accept the
  /// full-width characters.
  private static func isFormula(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first else { return false }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
  }

  /// Tabs, line ends and NUL become spaces: CR LF one, and each of VT, FF, U+0085, U+2028, U+2029.
  private static func tsv(_ text: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]) {
    var flat: [UInt8] = []
    flat.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      let next = index + 1 < text.count ? text[index + 1] : 0
      var length = 1
      var isSpace = false
      switch byte {
      case 0x00, 0x09...0x0C: isSpace = true
      case 0x0D: (isSpace, length) = (true, next == 0x0A ? 2 : 1)
      case 0xC2 where next == 0x85: (isSpace, length) = (true, 2)
      case 0xE2 where next == 0x80 && index + 2 < text.count && (0xA8...0xA9).contains(text[index + 2]):
        (isSpace, length) = (true, 3)
      default: break
      }
      flat.append(isSpace ? 0x20 : byte)
      index += length
    }
    // Readers that support quotes interpret one only at the beginning.
    guard flat.first == quote else {
      line += flat
      return
    }
    line.append(quote)
    appendDoubling(flat[...], to: &line)
    line.append(quote)
  }

  /// Doubles each quote: one with a combining mark is part of another `Character` but still ends a field.
  private static func appendDoubling(_ text: ArraySlice<UInt8>, to line: inout [UInt8]) {
    var rest = text
    while let next = rest.firstIndex(of: quote) {
      line += rest[...next]
      line.append(quote)
      rest = rest[(next + 1)...]
    }
    line += rest
  }

  private static let quote = UInt8(ascii: "\"")
}
