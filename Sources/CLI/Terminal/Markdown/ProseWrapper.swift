/// Breaks text into lines of at most a given width, between words, as it arrives.
///
/// A word that is longer than a line, such as an address, has a line of its own. Wide scripts, which write no blanks, are
/// broken between characters, but not before closing or behind opening punctuation.
struct ProseWrapper {
  /// The width, in columns.
  let width: Int
  /// The indent of the lines that a break begins.
  var indent = 0
  /// The columns used of the open line.
  private(set) var column = 0
  /// Whether a blank belongs before the next word.
  private var isApart = false

  /// A wrapper for lines of `width` columns.
  init(width: Int) { self.width = width }

  /// Text that is written as it is, on the open line.
  mutating func verbatim(_ text: StyledText) -> StyledText {
    column += DisplayWidth.of(text.plain)
    return text
  }

  /// Text of whole words.
  mutating func words(_ text: StyledText) -> StyledText {
    var out = StyledText()
    var word = StyledText()
    for span in text.spans {
      var piece = ""
      for character in span.text {
        if character == " " || character == "\t" {
          if !piece.isEmpty { word += StyledText(piece, span.style) }
          out += place(word)
          (word, piece) = (StyledText(), "")
          isApart = true
        } else {
          let last = piece.last ?? word.spans.last?.text.last
          if let last, Self.mayBreak(between: last, character) {
            out += place(word + StyledText(piece, span.style))
            (word, piece) = (StyledText(), "")
          }
          piece.append(character)
        }
      }
      if !piece.isEmpty { word += StyledText(piece, span.style) }
    }
    return out + place(word)
  }

  /// The end of the open line.
  mutating func newline() -> StyledText {
    (column, isApart) = (0, false)
    return "\n"
  }

  private mutating func place(_ word: StyledText) -> StyledText {
    let size = word.spans.reduce(0) { $0 + DisplayWidth.of($1.text) }
    guard size > 0 else { return word }
    var out = StyledText()
    let gap = isApart && column > 0 ? 1 : 0
    if column > indent, column + gap + size > width {
      out = StyledText("\n" + String(repeating: " ", count: indent))
      column = indent
    } else if gap == 1 {
      out = " "
      column += 1
    }
    column += size
    isApart = false
    return out + word
  }

  /// Whether a line may be broken between two characters that no blank parts: only beside a wide one.
  static func mayBreak(between a: Character, _ b: Character) -> Bool {
    guard isWide(a) || isWide(b) else { return false }
    return !closing.contains(b) && !opening.contains(a)
  }

  private static func isWide(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 else { return false }
    return DisplayWidth.of(character) == 2
  }

  private static let closing: Set<Character> = [
    "、", "。", "，", "．", "！", "？", "；", "：", "）", "」", "』", "】", "》", "〉", "ー", "々", ",", ".", "!", "?", ";", ":", ")",
    "]", "”", "’", "…",
  ]
  private static let opening: Set<Character> = ["（", "「", "『", "【", "《", "〈", "(", "[", "“", "‘"]
}
