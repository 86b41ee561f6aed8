import Core

/// The format of converted content.
public enum TextStyle: Sendable {
  /// Plain text: for a model, for searching, for reading aloud.
  case plain
  /// Markdown with headings, lists, tables, emphasis and links.
  case markdown
}

/// Joins blocks of text with empty lines, up to a limit in bytes.
struct TextBlocks {
  let limit: Int
  private(set) var text = ""
  /// Whether text was left out because of the limit.
  private(set) var isCut = false

  init(limit: Int) { self.limit = limit }

  var isFull: Bool { isCut }

  /// Adds a block; blank blocks are ignored.
  mutating func add(_ block: some StringProtocol, separator: String = "\n\n") {
    guard !isCut, !block.isBlank else { return }
    if !text.isEmpty { text += separator }
    let left = limit - text.utf8.count
    if block.utf8.count <= left {
      text += block
      return
    }
    isCut = true
    var room = max(0, left)
    text.unicodeScalars.append(
      contentsOf: block.unicodeScalars.prefix { scalar in
        room -= UTF8.width(scalar)
        return room >= 0
      })
    text += "…"
  }
}

/// Escapes text for Markdown.
enum MarkdownText {
  /// Escapes what Markdown would interpret as emphasis, code, links or HTML within a line.
  static func escape(_ text: String) -> String {
    guard text.hasByte(where: isSpecial) else { return text }
    // By scalars: Markdown sees a bracket that is part of a larger `Character`.
    var out = String.UnicodeScalarView()
    var isInWord = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "*", "`", "[", "]", "<": out.append("\\")
      // An underscore within a word needs no escape.
      case "_" where !isInWord: out.append("\\")
      default: break
      }
      out.append(scalar)
      isInWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    return String(out)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "\\", "*", "`", "[", "]", "<", "_": true
    default: false
    }
  }

  /// Escapes what would turn the first line of a paragraph into a heading, a list, a quotation or a rule.
  static func escapeStart(_ text: String) -> String {
    guard let first = text.utf8.first else { return text }
    if "#>+-|".utf8.contains(first) { return "\\" + text }
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    let rest = text.utf8[digits.endIndex...]
    guard (1..<10).contains(digits.count), rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")") else {
      return text
    }
    return "\(Substring(digits))\\\(Substring(rest))"
  }

  /// Puts marks around text, with blanks outside the marks, because `** bold **` is no emphasis.
  static func wrap(_ text: String, _ mark: String) -> String {
    let lead = text.prefix { $0.isWhitespace }
    guard lead.count < text.count else { return text }
    let tail = text.reversed().prefix { $0.isWhitespace }.count
    return lead + mark + text.dropFirst(lead.count).dropLast(tail) + mark + text.suffix(tail)
  }

  /// Text as code, in a fence of backticks longer than any in it.
  static func code(_ text: String) -> String {
    let fence = String(repeating: "`", count: longestTicks(text) + 1)
    let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + pad + text + pad + fence
  }

  /// A block of code in a fence.
  static func fenced(_ text: String, language: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestTicks(text) + 1))
    return fence + language + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + fence
  }

  /// A link's target, in brackets if it holds blanks or parentheses.
  static func target(_ url: String) -> String {
    let needsBrackets = url.utf8.contains { " ()<>".utf8.contains($0) }
    guard needsBrackets || url.contains(where: \.isNewline) else { return url }
    let inside = url.unicodeScalars.filter { $0 != "<" && $0 != ">" && !Character($0).isNewline }
    return "<" + String(inside) + ">"
  }

  private static func longestTicks(_ text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
