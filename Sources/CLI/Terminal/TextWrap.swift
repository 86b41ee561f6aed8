/// Breaks text into lines of at most a given width.
enum TextWrap {
  /// The lines of `text`, broken at spaces. A word longer than a line has a line of its own.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let size = DisplayWidth.of(word)
      if !line.isEmpty, used + 1 + size > width {
        lines.append(line)
        line = ""
        used = 0
      }
      line += (line.isEmpty ? "" : " ") + word
      used += size + (used == 0 ? 0 : 1)
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// A paragraph with every line indented; it ends with a newline.
  static func paragraph(_ text: String, indent: Int, width: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    return lines(text, width: width - indent).map { margin + $0 + "\n" }.joined()
  }

  /// A term and its explanation: side by side if there is room, else below each other.
  static func item(_ term: String, _ text: String, column: Int, width: Int) -> StyledText {
    let lines = lines(text, width: max(16, width - column))
    let margin = String(repeating: " ", count: column)
    var rest = lines[...]
    var item = StyledText("  ") + StyledText(term, .bold)
    if DisplayWidth.of(term) + 4 <= column, let first = rest.popFirst() {
      item += StyledText(String(repeating: " ", count: column - 2 - DisplayWidth.of(term)) + first)
    }
    return item + StyledText("\n" + rest.map { margin + $0 + "\n" }.joined())
  }
}
