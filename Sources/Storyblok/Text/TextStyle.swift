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
    guard !isCut, block.contains(where: { !$0.isWhitespace }) else { return }
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
    guard text.utf8.contains(where: { special.contains($0) }) else { return text }
    var out = ""
    var previous: Character?
    for character in text {
      switch character {
      case "\\", "*", "`", "[", "]", "<": out += "\\"
      // An underscore within a word needs no escape.
      case "_" where previous.map({ !$0.isLetter && !$0.isNumber }) ?? true: out += "\\"
      default: break
      }
      out.append(character)
      previous = character
    }
    return out
  }

  private static let special: Set<UInt8> = Set("\\*`[]<_".utf8)

  /// Escapes what would turn the first line of a paragraph into a heading, a list, a quotation or a rule.
  static func escapeStart(_ text: String) -> String {
    guard let first = text.first else { return text }
    if "#>+-|".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let mark = text.dropFirst(digits.count).first
    guard !digits.isEmpty, digits.count < 10, mark == "." || mark == ")" else { return text }
    return digits + "\\" + text.dropFirst(digits.count)
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
    let needsBrackets = url.contains { $0 == " " || $0 == "(" || $0 == ")" || $0 == "<" || $0 == ">" }
    guard needsBrackets || url.contains(where: \.isNewline) else { return url }
    return "<" + url.filter { $0 != "<" && $0 != ">" && !$0.isNewline } + ">"
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
