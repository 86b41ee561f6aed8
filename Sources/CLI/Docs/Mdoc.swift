/// Escapes text for mdoc: a dot or quote at the beginning of a line and a backslash anywhere are markup there.
enum Mdoc {
  /// `text` as running text, one sentence a line, as the mdoc style demands.
  static func text(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    let words = text.split(separator: " ")
    for (index, word) in words.enumerated() {
      if !line.isEmpty, escape(line + " " + word).utf8.count > 78 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
      let next = index + 1 < words.count ? words[index + 1].first : nil
      if word.last == ".", let next, next.isUppercase || next == "-" {
        lines.append(line)
        line = ""
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { escapeStart(escape($0)) + "\n" }.joined()
  }

  /// `text` as one line of a literal display.
  static func literal(_ text: String) -> String { escapeStart(escape(text)) + "\n" }

  /// `text` as one argument of a macro.
  static func argument(_ text: String) -> String {
    let escaped = escape(text).replacing("\"", with: "\\(dq")
    // Quoted, because mdoc interprets a delimiter or a macro name that stands alone.
    let isPlain = escaped.utf8.allSatisfy { $0 > 0x20 } && escaped.count > 3
    return isPlain ? escaped : "\"\\&\(escaped)\""
  }

  /// Escapes the characters that roff interprets or replaces.
  private static func escape(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "`": result += "\\(ga"
      case "'": result += "\\(aq"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "…": result += "..."
      default: result.append(character)
      }
    }
    return result
  }

  private static func escapeStart(_ line: String) -> String { line.hasPrefix(".") ? "\\&" + line : line }
}
