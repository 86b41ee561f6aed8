/// A table in Markdown: rows of cells between `|`, the second a rule.
struct MarkdownTable {
  private var lines: [String] = []
  private var size = 0
  /// The most bytes and rows of a table that is aligned.
  private static let (mostBytes, mostRows) = (64 << 10, 1000)

  /// Whether it has no rows.
  var isEmpty: Bool { lines.isEmpty }
  /// Whether it is too large for more rows.
  var isFull: Bool { size >= Self.mostBytes || lines.count >= Self.mostRows }

  /// Adds a line.
  mutating func add(_ line: String) {
    lines.append(line)
    size += line.utf8.count
  }

  /// The aligned rows; the lines as they are if this is no table or does not fit into `width`.
  func text(width: Int, hasStyles: Bool) -> StyledText {
    let raw = StyledText(lines.map { $0 + "\n" }.joined())
    guard lines.count >= 2, isRule(lines[1]) else { return raw }
    let rows = ([lines[0]] + lines[2...]).map { Self.cells(of: $0, hasStyles) }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column].plain) : 0 }.max() ?? 0
    }
    guard widths.reduce(0, +) + 2 * max(0, count - 1) <= width else { return raw }
    return rows.enumerated().reduce(into: StyledText()) { text, row in
      for (column, cell) in row.element.enumerated() {
        text += row.offset == 0 ? StyledText(cell.plain, .bold) : cell
        let isLast = column == row.element.count - 1
        let padding = isLast ? 0 : widths[column] - DisplayWidth.of(cell.plain) + 2
        text += StyledText(String(repeating: " ", count: padding))
      }
      text += "\n"
    }
  }

  private func isRule(_ line: String) -> Bool {
    line.contains("-") && line.unicodeScalars.allSatisfy { "|-: ".unicodeScalars.contains($0) }
  }

  /// The cells of a row. `\|` is a bar inside a cell.
  private static func cells(of line: String, _ hasStyles: Bool) -> [StyledText] {
    var cells: [[Unicode.Scalar]] = [[]]
    var isEscaped = false
    for scalar in line.unicodeScalars.dropFirst() {
      if scalar == "|", !isEscaped {
        cells.append([])
      } else {
        if scalar == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(scalar)
      }
      isEscaped = scalar == "\\"
    }
    if let last = cells.last, last.allSatisfy({ $0 == " " }) { cells.removeLast() }
    return cells.map { cell in
      let trimmed = cell.drop { $0 == " " }
      let end = trimmed.lastIndex { $0 != " " } ?? trimmed.startIndex - 1
      return MarkdownInline(trimmed[...end], hasStyles: hasStyles).text
    }
  }
}
