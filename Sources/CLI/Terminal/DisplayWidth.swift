/// The number of columns of text on a terminal.
///
/// Terminals follow Unicode's East Asian Width; combining marks have width 0. `DisplayWidth+Tables.swift` holds the
/// ranges.
enum DisplayWidth {
  /// The columns of `text`, which must hold no control characters.
  static func of(_ text: some StringProtocol) -> Int {
    // Most text is ASCII.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one character: a letter with its marks, a joined emoji, a flag.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count == 1 { return of(first) }
    // A flag is a pair of regional indicators, drawn as one picture. A joined emoji is one picture too.
    if (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
    if scalars.contains("\u{200D}") {
      return max(scalars.map { of($0) }.max() ?? 0, presented(scalars, first))
    }
    // A skin tone modifies the emoji before it and adds no width. The widths of other scalars of one character add up:
    // half-width kana with voicing marks are side by side, accents have width 0.
    let isTinted = first.properties.isEmojiModifierBase
    let width = scalars.reduce(0) { $0 + (isTinted && (0x1F3FB...0x1F3FF).contains($1.value) ? 0 : of($1)) }
    return max(width, presented(scalars, first))
  }

  /// 2 if U+FE0F turns a narrow character into an emoji, else 0.
  private static func presented(_ scalars: Character.UnicodeScalarView, _ first: Unicode.Scalar) -> Int {
    scalars.contains("\u{FE0F}") && contains(emojiByPresentation, first) ? 2 : 0
  }

  /// The columns of one scalar.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if contains(zero, scalar) { return 0 }
    return contains(wide, scalar) ? 2 : 1
  }

  /// The most scalars of one character that are shown: a letter may have any number of marks.
  private static let mostScalars = 16
  private static let mostBytes = 64

  /// The beginning of `text` that fits into `columns`, with `…` at its end if text was left out.
  static func fit(_ text: String, _ columns: Int) -> String {
    guard of(text) > columns || text.utf8.count > columns * mostBytes else { return text }
    guard columns > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
      let width = of(character)
      if used + width > columns - 1 { break }
      result.unicodeScalars.append(contentsOf: character.unicodeScalars.prefix(mostScalars))
      used += width
    }
    return result + "…"
  }

  /// The end of `text` that fits into `columns`, with `…` at its beginning if text was left out.
  static func end(of text: String, _ columns: Int) -> String {
    guard of(text) > columns || text.utf8.count > columns * mostBytes else { return text }
    guard columns > 0 else { return "" }
    var kept: [Character] = []
    var used = 0
    for character in text.reversed() {
      let width = of(character)
      if used + width > columns - 1 { break }
      kept.append(character)
      used += width
    }
    return "…" + fit(String(kept.reversed()), columns - 1)
  }

  /// Whether a sorted table of ranges holds the scalar.
  private static func contains(_ ranges: [ClosedRange<UInt32>], _ scalar: Unicode.Scalar) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar.value)
  }
}
