import Core

/// Turns the Markdown of an answer into the prose that is read aloud, while the answer arrives.
///
/// Left out are marks, addresses, code blocks, tables, rules and tags. A heading and an item of a list become sentences.
/// The prose has single spaces, and one line end after each block. Its result does not depend on where the text is cut.
struct SpokenText: Sendable {
  private enum Line: Sendable {
    /// The beginning of a line, which does not tell yet what it is.
    case beginning([Unicode.Scalar])
    case text
    case skipped
    /// The line that opens a code block. A second mark on it makes it one line of code.
    case opening
    /// Inside a code block: the count of its marks that this line begins with; nil if it is no closing line.
    case code(Int?)
  }

  private var line = Line.beginning([])
  private var inline = SpokenInline()
  /// The open code block.
  private var fence: (mark: Unicode.Scalar, count: Int)?
  /// Whether a block is open, to which a line of running text belongs.
  private var isOpen = false
  private var isHeading = false
  /// Whether the block has spoken anything, and what it spoke last but white space.
  private var last: Unicode.Scalar?
  private var endsWithSpace = false
  /// Whether that space is not in the prose yet.
  private var isSpaceHeld = false
  private var prose = String.UnicodeScalarView()

  /// Adds a piece of the answer; returns the prose that is certain now.
  mutating func add(_ text: String) -> String {
    for scalar in text.unicodeScalars where scalar != "\r" { add(scalar) }
    return take()
  }

  /// Ends the open block, as at the end of the answer or before a pause; returns the rest of its prose.
  mutating func finish() -> String {
    if case .beginning(let scalars) = line { begin(SpokenLine(scalars, isWhole: true)) }
    endBlock()
    // A code block does not go on in another text.
    fence = nil
    line = .beginning([])
    return take()
  }

  private mutating func take() -> String {
    defer { prose = String.UnicodeScalarView() }
    return String(prose)
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    guard scalar != "\n" else { return endLine() }
    switch line {
    case .text: speak(inline.add(scalar))
    case .skipped: break
    case .opening:
      if scalar == "`", fence?.mark == "`" {
        fence = nil
        line = .skipped
      }
    case .code(let count):
      guard let fence, let count else { return }
      if scalar == fence.mark {
        line = .code(count + 1)
      } else if !scalar.isSpace || count > 0 && count < fence.count {
        line = .code(nil)
      }
    case .beginning(var scalars):
      // The indentation tells nothing.
      if scalars.isEmpty, scalar.isSpace { return }
      scalars.append(scalar)
      line = .beginning(scalars)
      begin(SpokenLine(scalars, isWhole: false))
    }
  }

  private mutating func endLine() {
    if case .beginning(let scalars) = line { begin(SpokenLine(scalars, isWhole: true)) }
    switch line {
    case .text:
      // A line end is white space: the block may go on.
      if isHeading { endBlock() } else { speak(inline.add(" ")) }
    case .code(let count):
      if let fence, let count, count >= fence.count { self.fence = nil }
    case .beginning, .skipped, .opening: break
    }
    line = fence == nil ? .beginning([]) : .code(0)
  }

  private mutating func begin(_ kind: SpokenLine) {
    switch kind {
    case .undecided: break
    case .blank, .skipped:
      endBlock()
      line = .skipped
    case .fence(let mark, let count):
      endBlock()
      fence = (mark, count)
      line = .opening
    case .quote(let rest): beginAgain(rest)
    case .heading(let text):
      endBlock()
      isHeading = true
      beginText(text)
    case .item(let label, let rest):
      endBlock()
      // A colon: a full stop behind a number would be the end of a sentence.
      if let label { speak(Array("\(label): ".unicodeScalars)) }
      isOpen = true
      beginAgain(rest)
    case .text(let text): beginText(text)
    }
  }

  /// What follows the mark of a quotation or an item is a line of its own.
  private mutating func beginAgain(_ rest: [Unicode.Scalar]) {
    line = .beginning([])
    for scalar in rest {
      if case .beginning(let scalars) = line, scalars.isEmpty, scalar.isSpace { continue }
      add(scalar)
    }
  }

  private mutating func beginText(_ text: [Unicode.Scalar]) {
    isOpen = true
    line = .text
    for scalar in text { speak(inline.add(scalar)) }
  }

  private mutating func speak(_ scalars: [Unicode.Scalar]) {
    for scalar in scalars {
      if scalar.isSpace {
        guard last != nil, !endsWithSpace else { continue }
        endsWithSpace = true
        // A sentence is over only with the space behind it. Any other space waits: the block may end before it.
        isSpaceHeld = last?.endsText == false
        if !isSpaceHeld { prose.append(" ") }
      } else {
        if isSpaceHeld { prose.append(" ") }
        isSpaceHeld = false
        endsWithSpace = false
        prose.append(scalar)
        if !(scalar.closesText && last?.endsText == true) { last = scalar }
      }
    }
  }

  /// Ends the open block with a full stop if it has none, and a line end.
  private mutating func endBlock() {
    speak(inline.finish())
    if let last {
      if !last.endsText { prose.append(last.value >= 0x3040 && last.value < 0xAC00 ? "\u{3002}" : ".") }
      prose.append("\n")
    }
    last = nil
    (endsWithSpace, isSpaceHeld) = (false, false)
    isOpen = false
    isHeading = false
  }
}

extension Unicode.Scalar {
  /// Whether it closes a quotation or parentheses, and may follow the end of a sentence.
  var closesText: Bool {
    switch self {
    case "\"", "'", "\u{2019}", "\u{201D}", "\u{201C}", "\u{BB}", "\u{AB}", ")", "]", "}", "\u{300D}", "\u{300F}",
      "\u{FF09}":
      true
    default: false
    }
  }

  /// Whether a text that ends so needs no full stop.
  fileprivate var endsText: Bool {
    switch self {
    case ".", "!", "?", "\u{2026}", ":", ";", ",", "\u{3002}", "\u{FF01}", "\u{FF1F}", "\u{FF61}", "\u{3001}": true
    default: false
    }
  }
}
