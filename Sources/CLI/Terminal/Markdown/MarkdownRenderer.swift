/// Renders prose and its Markdown for a terminal while it arrives: words are wrapped; headings, lists, bold, code, links
/// and tables that fit are shown as such. Code blocks and addresses keep their lines.
///
/// Text is returned as soon as its look is certain: word by word in prose, line by line in code, whole in a table.
struct MarkdownRenderer {
  private enum Block {
    /// The open line is not decided yet.
    case start
    case prose, heading
  }

  private var wrapper: ProseWrapper
  /// The rest of the open line that is not written yet.
  private var pending: [Unicode.Scalar] = []
  private var block = Block.start
  private var isFenced = false
  private var table = MarkdownTable()
  /// The most scalars that wait for the end of a mark, and for the end of a word or line.
  private static let (longestMark, longestWait) = (300, 1000)

  /// Whether bold and code are shown by styles; if not, their marks stay.
  private let hasStyles: Bool

  /// A renderer for lines of `width` columns.
  init(width: Int, hasStyles: Bool) {
    wrapper = ProseWrapper(width: width)
    self.hasStyles = hasStyles
  }

  /// A whole text, rendered.
  static func text(_ text: String, width: Int, hasStyles: Bool) -> StyledText {
    var renderer = MarkdownRenderer(width: width, hasStyles: hasStyles)
    return renderer.add(text) + renderer.end()
  }

  /// Whether a line is open on the terminal.
  var isLineOpen: Bool { wrapper.column > 0 }

  /// Takes the next piece; returns what can be shown.
  mutating func add(_ text: String) -> StyledText {
    var out = StyledText()
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        out += finishLine()
        continue
      }
      if scalar == "\r" || (0x20..<0x7F).contains(scalar.value) {
        pending.append(scalar)
      } else {
        // What the sanitizer changes must be measured as it is shown.
        pending += Sanitizer.shown(scalar)
      }
      if pending.count >= Self.longestWait { out += advance(isLong: true) }
    }
    return out + advance(isLong: false)
  }

  /// The rest, at the end of the text.
  mutating func end() -> StyledText {
    if isInTable { addRow() }
    return closeTable() + (pending.isEmpty || isFence ? StyledText() : rest())
  }

  /// Ends the open line for a message on the same terminal. The text goes on in a new line.
  mutating func breakLine() -> StyledText { isLineOpen ? wrapper.newline() : StyledText() }

  private mutating func finishLine() -> StyledText {
    if pending.last == "\r" { pending.removeLast() }
    if isInTable {
      addRow()
      return table.isFull ? closeTable() : StyledText()
    }
    var out = closeTable()
    if isFence {
      isFenced.toggle()
      pending = []
      return out
    }
    out += rest() + wrapper.newline()
    block = .start
    wrapper.indent = 0
    return out
  }

  /// The rest of the open line.
  private mutating func rest() -> StyledText {
    guard !isFenced else { return code() }
    return (block == .start ? begin() : StyledText()) + write(pending.count)
  }

  /// What can be shown of the open line. `isLong`: something must be.
  private mutating func advance(isLong: Bool) -> StyledText {
    if isFenced { return isLong ? code() : StyledText() }
    if block == .start, !isLong, pending.isEmpty || !isDecided { return StyledText() }
    let out = closeTable() + (block == .start ? begin() : StyledText())
    let cut = lastBoundary
    return out + write(cut == 0 && isLong ? pending.count : cut)
  }

  /// The offset up to which the open line holds whole words and marks.
  private var lastBoundary: Int {
    let inline = MarkdownInline(pending, hasStyles: hasStyles)
    let open = inline.open.flatMap { pending.count - $0 > Self.longestMark ? nil : $0 }
    var index = (open ?? pending.count) - 1
    while index > 0 {
      if let mark = inline.marked.last(where: { $0.contains(index) && $0.lowerBound < index }) {
        index = mark.lowerBound
      } else if pending[index] == " "
        || ProseWrapper.mayBreak(between: Character(pending[index - 1]), Character(pending[index]))
      {
        return index
      } else {
        index -= 1
      }
    }
    return 0
  }

  /// Writes the first `count` scalars of the open line.
  private mutating func write(_ count: Int) -> StyledText {
    guard count > 0 else { return StyledText() }
    let text = MarkdownInline(pending[..<count], style: block == .heading ? .bold : .plain, hasStyles: hasStyles).text
    pending.removeFirst(count)
    return wrapper.words(text)
  }

  /// The code on the open line, as it is.
  private mutating func code() -> StyledText {
    defer { pending = [] }
    return wrapper.verbatim(StyledText(String(String.UnicodeScalarView(pending)), .cyan))
  }

  private var isFence: Bool { block == .start && pending.drop { $0 == " " }.starts(with: "```".unicodeScalars) }

  private var isInTable: Bool { !isFenced && block == .start && pending.first == "|" }

  private mutating func addRow() {
    table.add(String(String.UnicodeScalarView(pending)))
    pending = []
  }

  private mutating func closeTable() -> StyledText {
    guard !table.isEmpty else { return StyledText() }
    defer { table = MarkdownTable() }
    return table.text(width: wrapper.width, hasStyles: hasStyles)
  }

  /// Whether the open line shows already what it is.
  private var isDecided: Bool {
    let rest = pending.drop { $0 == " " }
    guard let first = rest.first, first != "|", !rest.starts(with: "```".unicodeScalars) else { return false }
    // A word that no block begins with is prose.
    return !"#*-+`0123456789".unicodeScalars.contains(first) || rest.contains(" ")
  }

  /// Begins a line: a heading, an item of a list, or prose. Returns its indent and bullet.
  private mutating func begin() -> StyledText {
    let blanks = pending.prefix { $0 == " " }.count
    let end = pending[blanks...].firstIndex(of: " ") ?? pending.count
    let word = String(String.UnicodeScalarView(pending[blanks..<end]))
    var lead = ""
    block = .prose
    if end < pending.count, (1...6).contains(word.utf8.count), word.allSatisfy({ $0 == "#" }) {
      block = .heading
    } else if end < pending.count, ["-", "*", "+"].contains(word) {
      lead = "• "
    } else if end < pending.count, Self.isNumber(word) {
      lead = word + " "
    }
    pending.removeFirst(lead.isEmpty && block == .prose ? blanks : end + 1)
    // A deep indent would leave no room.
    let indent = block == .heading ? 0 : min(blanks, wrapper.width / 3)
    let beginning = wrapper.verbatim(StyledText(String(repeating: " ", count: indent) + lead))
    wrapper.indent = wrapper.column
    return beginning
  }

  /// `1.`, `12)`.
  private static func isNumber(_ word: String) -> Bool {
    (2...5).contains(word.utf8.count) && (word.hasSuffix(".") || word.hasSuffix(")"))
      && word.utf8.dropLast().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
