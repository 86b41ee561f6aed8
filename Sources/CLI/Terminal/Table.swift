/// A table, fitted to a terminal or separated by tabs.
struct Table: Sendable {
  /// One column.
  struct Column: Sendable {
    /// The heading.
    var title: String
    /// Whether cells are right-aligned, as numbers are.
    var isNumber = false
    /// Whether cells may be cut to make the table fit.
    var isFlexible = false
    /// Whether the column may be left out to make the table fit; the highest number goes first. Nil if it must stay.
    var dispensability: Int?
    /// Whether cells are never cut, so that they can be copied. If the line is too short, they are on the next line.
    var isWhole = false
    /// The style of cells.
    var style = Style.plain

    init(
      _ title: String, isNumber: Bool = false, isFlexible: Bool = false, dispensability: Int? = nil,
      isWhole: Bool = false, style: Style = .plain
    ) {
      self.title = title
      self.isNumber = isNumber
      self.isFlexible = isFlexible
      self.dispensability = dispensability
      self.isWhole = isWhole
      self.style = style
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []
  private static let gap = 2
  private static let least = 8
  /// The least width at which a cut name is readable.
  private static let readable = 16

  /// An empty table of the given columns.
  init(_ columns: [Column]) { self.columns = columns }

  /// Whether it has no rows.
  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row. Missing cells are empty, surplus cells are left out.
  mutating func add(_ cells: [String]) {
    let padded = cells + Array(repeating: "", count: max(0, columns.count - cells.count))
    rows.append(padded.prefix(columns.count).map(Sanitizer.line))
  }

  /// For a terminal: headings, aligned columns, no line wider than `width` except for cells that are never cut.
  func fitted(to width: Int) -> StyledText {
    let (beside, below) = layout(width)
    let widths = widths(of: beside, within: width)
    var text = line(columns.map(\.title), beside, widths, below) { _ in .bold }
    for row in rows { text += line(row, beside, widths, below) { columns[$0].style } }
    return text
  }

  /// For a pipe: whole cells separated by tabs, without headings.
  func tabSeparated() -> String {
    rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  /// The columns on the line, and those below it. First dispensable columns are left out. If that is not enough,
  /// columns that are never cut move below, and columns left out may return.
  private func layout(_ width: Int) -> (beside: [Int], below: [Int]) {
    let all = Array(columns.indices)
    if let beside = reduced(all, to: width) { return (beside, []) }
    let below = all.filter { columns[$0].isWhole }
    let rest = all.filter { !columns[$0].isWhole }
    return (reduced(rest, to: width) ?? rest.filter { columns[$0].dispensability == nil }, below)
  }

  /// The columns that fit with readable widths; nil if not even the indispensable ones do.
  private func reduced(_ indices: [Int], to width: Int) -> [Int]? {
    var kept = indices
    while true {
      let least = kept.map { columns[$0].isFlexible ? min(natural($0), Table.readable) : natural($0) }
      if least.reduce(0, +) + Table.gap * (kept.count - 1) <= width { return kept }
      let candidates = kept.filter { columns[$0].dispensability != nil }
      guard let next = candidates.max(by: { columns[$0].dispensability ?? 0 < columns[$1].dispensability ?? 0 })
      else { return nil }
      kept.removeAll { $0 == next }
    }
  }

  private func natural(_ index: Int) -> Int {
    rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1[index])) }
  }

  /// The natural widths, with the widest flexible columns cut until the table fits. If that is not enough, every column
  /// is cut.
  private func widths(of shown: [Int], within limit: Int) -> [Int] {
    var widths = shown.map(natural)
    let positions = Array(shown.indices)
    var excess = widths.reduce(0, +) + Table.gap * (shown.count - 1) - limit
    excess = shrink(&widths, positions.filter { columns[shown[$0]].isFlexible }, by: excess, to: Table.least)
    excess = shrink(&widths, positions, by: excess, to: Table.least)
    _ = shrink(&widths, positions, by: excess, to: 1)
    return widths
  }

  /// Narrows the widest of `candidates` repeatedly; returns the excess that is left.
  private func shrink(_ widths: inout [Int], _ candidates: [Int], by excess: Int, to least: Int) -> Int {
    var excess = excess
    while excess > 0 {
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > least else {
        break
      }
      widths[widest] -= 1
      excess -= 1
    }
    return excess
  }

  private func line(
    _ cells: [String], _ beside: [Int], _ widths: [Int], _ below: [Int], style: (Int) -> Style
  ) -> StyledText {
    var text = StyledText()
    for (position, index) in beside.enumerated() {
      let cell = DisplayWidth.fit(cells[index], widths[position])
      let padding = String(repeating: " ", count: max(0, widths[position] - DisplayWidth.of(cell)))
      let isLast = position == beside.count - 1
      if columns[index].isNumber {
        text += StyledText(padding) + StyledText(cell, style(index))
      } else {
        text += StyledText(cell, style(index)) + StyledText(isLast ? "" : padding)
      }
      text += StyledText(isLast ? "\n" : String(repeating: " ", count: Table.gap))
    }
    for index in below { text += StyledText("  ") + StyledText(cells[index], style(index)) + "\n" }
    return text
  }
}
