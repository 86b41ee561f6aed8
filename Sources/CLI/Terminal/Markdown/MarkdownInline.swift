/// The inline Markdown of a text: bold, code and links. What is not closed stays as it was written.
struct MarkdownInline {
  /// The text without its marks.
  private(set) var text = StyledText()
  /// The offset in scalars of the first mark that may still be closed by text to come; nil if there is none.
  private(set) var open: Int?
  /// The offsets of the marked parts, marks included.
  private(set) var marked: [Range<Int>] = []
  private let scalars: [Unicode.Scalar]

  /// The marks that nothing closes up to the end, so that each is looked for once.
  private var unclosed: Set<String> = []
  /// Whether bold and code are shown by styles; if not, their marks stay.
  private let hasStyles: Bool

  /// Reads `scalars`, which hold no line end. `style` is the style of unmarked text.
  init(_ scalars: some Collection<Unicode.Scalar>, style: Style = .plain, hasStyles: Bool) {
    self.scalars = Array(scalars)
    self.hasStyles = hasStyles
    var plain: [Unicode.Scalar] = []
    var index = 0
    while index < self.scalars.count {
      guard let (span, next) = mark(at: index, style) else {
        plain.append(self.scalars[index])
        index += 1
        continue
      }
      append(plain, style)
      plain = []
      text += span
      marked.append(index..<next)
      index = next
    }
    append(plain, style)
  }

  private mutating func append(_ plain: [Unicode.Scalar], _ style: Style) {
    if !plain.isEmpty { text += StyledText(String(String.UnicodeScalarView(plain)), style) }
  }

  /// The marked text that begins at `index`, and the offset behind it.
  private mutating func mark(at index: Int, _ style: Style) -> (StyledText, Int)? {
    switch scalars[index] {
    case "`" where hasStyles: code(at: index)
    case "*" where hasStyles && follows("**", index): bold(at: index, style)
    case "[": link(at: index, style)
    default: nil
    }
  }

  /// A run of backticks, closed by a run of the same length.
  private mutating func code(at start: Int) -> (StyledText, Int)? {
    guard start == 0 || scalars[start - 1] != "`" else { return nil }
    let content = scalars[start...].firstIndex { $0 != "`" } ?? scalars.count
    let length = content - start
    let run = string(start..<content)
    if unclosed.contains(run) { return nil }
    var index = content
    while index < scalars.count {
      guard scalars[index] == "`" else {
        index += 1
        continue
      }
      let end = scalars[index...].firstIndex { $0 != "`" } ?? scalars.count
      if end - index == length { return (StyledText(string(content..<index), .cyan), end) }
      index = end
    }
    return note(open: start, unclosed: run)
  }

  /// `**text**`: no blank behind the first mark, none before the second.
  private mutating func bold(at start: Int, _ style: Style) -> (StyledText, Int)? {
    if unclosed.contains("**") { return nil }
    guard start + 2 < scalars.count else { return note(open: start, unclosed: "**") }
    guard !Self.isBlank(scalars[start + 2]), scalars[start + 2] != "*" else { return nil }
    var end = start + 3
    while end + 1 < scalars.count {
      if follows("**", end), !Self.isBlank(scalars[end - 1]) {
        return (MarkdownInline(scalars[(start + 2)..<end], style: .bold, hasStyles: true).text, end + 2)
      }
      end += 1
    }
    return note(open: start, unclosed: "**")
  }

  /// `[text](address)`, shown as `text (address)`.
  private mutating func link(at start: Int, _ style: Style) -> (StyledText, Int)? {
    guard start == 0 || scalars[start - 1] != "!" else { return nil }
    if unclosed.contains("[") { return nil }
    guard let close = scalars[start...].firstIndex(of: "]"), close + 1 < scalars.count else {
      return note(open: start, unclosed: "[")
    }
    guard scalars[close + 1] == "(" else { return nil }
    guard let end = scalars[close...].firstIndex(of: ")") else { return note(open: start, unclosed: "[") }
    let (name, address) = (string((start + 1)..<close), string((close + 2)..<end))
    guard !name.isEmpty, !address.isEmpty, !address.unicodeScalars.contains(where: Self.isBlank) else { return nil }
    let shown = MarkdownInline(scalars[(start + 1)..<close], style: style, hasStyles: hasStyles).text
    return (name == address ? shown : shown + StyledText(" (\(address))", style), end + 1)
  }

  private mutating func note(open index: Int, unclosed mark: String) -> (StyledText, Int)? {
    open = open ?? index
    unclosed.insert(mark)
    return nil
  }

  private func follows(_ mark: String, _ index: Int) -> Bool { scalars[index...].starts(with: mark.unicodeScalars) }

  private func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
