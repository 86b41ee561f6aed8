/// Splits the text of a `.env` file into statements, one for each `next()`.
///
/// Each step accepts what python-dotenv's reader accepts. After a malformed statement both resume at the line after the
/// position of the error, not after the start of the statement.
struct DotEnvReader {
  struct Statement {
    enum Content {
      /// A comment, or the white space at the end of the file.
      case nothing
      /// `name`, or `name=value` with quotes and escapes removed.
      case assignment(name: ArraySlice<UInt8>, value: [UInt8]?)
      /// Anything else.
      case malformed
    }
    var line: Int
    var content: Content
  }

  private let text: [UInt8]
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8]) { text = TextBytes.universalNewlines(bytes) }

  /// The next statement; nil at the end.
  mutating func next() -> Statement? {
    guard position < text.count else { return nil }
    skipSpace(acrossLines: true)
    let start = line
    if position == text.count { return Statement(line: start, content: .nothing) }
    if let content = readContent() { return Statement(line: start, content: content) }
    move(to: min(endOfLine + 1, text.count))
    return Statement(line: start, content: .malformed)
  }

  /// Reads one statement with its line end. Returns nil if it is malformed; `position` is then the position of the
  /// error.
  private mutating func readContent() -> Statement.Content? {
    skipExport()
    var name: ArraySlice<UInt8>?
    if peek != UInt8(ascii: "#") {
      name = peek == UInt8(ascii: "'") ? quotedName() : plainName()
      if name == nil { return nil }
    }
    skipSpace(acrossLines: false)
    var value: [UInt8]?
    if peek == UInt8(ascii: "=") {
      position += 1
      let spaced = skipSpace(acrossLines: false)
      guard let read = readValue(spaced: spaced) else { return nil }
      value = read
    }
    skipSpace(acrossLines: false)
    if peek == UInt8(ascii: "#") { position = endOfLine }
    guard position == text.count || peek == TextBytes.newline else { return nil }
    move(to: min(position + 1, text.count))
    return name.map { .assignment(name: $0, value: value) } ?? .nothing
  }

  private mutating func skipExport() {
    guard text[position...].starts(with: "export".utf8) else { return }
    let start = position
    position += 6
    if !skipSpace(acrossLines: false) { position = start }
  }

  private mutating func quotedName() -> ArraySlice<UInt8>? {
    guard let close = text[(position + 1)...].firstIndex(of: UInt8(ascii: "'")), close > position + 1 else {
      return nil
    }
    let name = text[(position + 1)..<close]
    move(to: close + 1)
    return name
  }

  private mutating func plainName() -> ArraySlice<UInt8>? {
    let start = position
    while let byte = peek, byte != UInt8(ascii: "="), byte != UInt8(ascii: "#"),
      TextBytes.leadingSpace(text[position...]) == 0
    {
      position += 1
    }
    return position > start ? text[start..<position] : nil
  }

  /// Reads a value. `spaced` says whether white space precedes it, in which case a `#` begins a comment.
  private mutating func readValue(spaced: Bool) -> [UInt8]? {
    switch peek {
    case nil, TextBytes.newline: return []
    case UInt8(ascii: "#") where spaced: return []
    case UInt8(ascii: "'"): return quotedValue(UInt8(ascii: "'"), escapes: DotEnvReader.singleQuoteEscapes)
    case UInt8(ascii: "\""): return quotedValue(UInt8(ascii: "\""), escapes: DotEnvReader.doubleQuoteEscapes)
    default: return plainValue()
    }
  }

  /// An unquoted value ends at white space followed by `#`, or at the end of the line. Trailing white space is removed.
  private mutating func plainValue() -> [UInt8] {
    let whole = text[position..<endOfLine]
    var value = whole
    var search = whole
    while let hash = search.firstIndex(of: UInt8(ascii: "#")) {
      if TextBytes.trailingSpace(whole[..<hash]) > 0 {
        value = whole[..<hash]
        break
      }
      search = whole[(hash + 1)...]
    }
    position = whole.endIndex
    return Array(TextBytes.trimmedEnd(value))
  }

  /// A quoted value ends at the first quote without a backslash before it or, if there is none, at the last quote with
  /// one.
  private mutating func quotedValue(_ quote: UInt8, escapes: [UInt8: UInt8]) -> [UInt8]? {
    let start = position + 1
    var index = start
    var close: Int?
    while index < text.count {
      if text[index] == quote {
        close = index
        break
      }
      let escapesQuote = text[index] == DotEnvReader.backslash && text[(index + 1)...].first == quote
      if escapesQuote { close = index + 1 }
      index += escapesQuote ? 2 : 1
    }
    guard let close else { return nil }
    move(to: close + 1)
    return DotEnvReader.unescaped(text[start..<close], escapes)
  }

  private static func unescaped(_ text: ArraySlice<UInt8>, _ escapes: [UInt8: UInt8]) -> [UInt8] {
    guard text.contains(backslash) else { return Array(text) }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == backslash, let next = text[(index + 1)...].first, let meant = escapes[next] {
        result.append(meant)
        index += 2
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let singleQuoteEscapes: [UInt8: UInt8] = [backslash: backslash, UInt8(ascii: "'"): 0x27]
  private static let doubleQuoteEscapes: [UInt8: UInt8] = [
    backslash: backslash, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22, UInt8(ascii: "a"): 0x07,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
  ]

  private var peek: UInt8? { position < text.count ? text[position] : nil }

  private var endOfLine: Int { text[position...].firstIndex(of: TextBytes.newline) ?? text.count }

  /// Skips white space. Returns whether there was any.
  @discardableResult
  private mutating func skipSpace(acrossLines: Bool) -> Bool {
    let start = position
    while acrossLines || peek != TextBytes.newline,
      case let size = TextBytes.leadingSpace(text[position...]), size > 0
    {
      move(to: position + size)
    }
    return position > start
  }

  /// Moves forward and counts the line ends passed.
  private mutating func move(to end: Int) {
    for byte in text[position..<end] where byte == TextBytes.newline { line += 1 }
    position = end
  }
}
