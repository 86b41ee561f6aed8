import Core

/// Finds the words of a search term in text, to show why a story matched and to highlight them.
public struct TermMatcher: Sendable {
  private let words: [[Character]]
  /// The first bytes of the words.
  private let beginnings: Set<UInt8>

  /// A matcher for the content words of `term`. It ignores case and a plural `s`.
  public init(_ term: String) {
    let words = QuestionWords(term, most: 20).words.map { $0.count > 4 && $0.hasSuffix("s") ? $0.dropLast() : $0[...] }
    self.words = words.map { Array($0) }
    beginnings = Set(words.compactMap(\.utf8.first))
  }

  /// The ranges of words in `text` that begin as a word of the term does, in order.
  public func ranges(in text: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    guard !words.isEmpty else { return found }
    var index = text.startIndex
    while index < text.endIndex {
      var (isWord, next) = Self.character(at: index, in: text)
      guard isWord else {
        index = next
        continue
      }
      let start = index
      while isWord {
        index = next
        if index == text.endIndex { break }
        (isWord, next) = Self.character(at: index, in: text)
      }
      if matches(text[start..<index]) { found.append(start..<index) }
    }
    return found
  }

  /// Passages of `text` around words of the term, best first, each about `length` scalars; at most `limit`.
  public func passages(in text: String, length: Int = 240, limit: Int = 3) -> [String] {
    var passages: [(words: Int, text: String)] = []
    var end = text.startIndex
    // Only the beginning of a very long text is searched.
    let text = String(text.prefix(scalars: 200_000))
    let scalars = text.unicodeScalars
    let ranges = ranges(in: text)
    for range in ranges where range.lowerBound >= end && passages.count < 20 {
      let start = Self.wordStart(
        text,
        scalars.index(range.lowerBound, offsetBy: -length / 3, limitedBy: text.startIndex) ?? text.startIndex)
      let stop = scalars.index(start, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
      let word = text[range].prefix(scalars: length)
      end = max(Self.wordEnd(text, stop), word.endIndex)
      let inside = Set(
        ranges.filter { $0.lowerBound >= start && $0.upperBound <= end }.map { text[$0].lowercased() })
      let line = text[start..<end].split { $0.isWhitespace }.joined(separator: " ")
      passages.append(
        (inside.count, (start > text.startIndex ? "…" : "") + line + (end < text.endIndex ? "…" : "")))
    }
    let ranked = passages.enumerated().sorted {
      ($1.element.words, $0.offset) < ($0.element.words, $1.offset)
    }
    return ranked.prefix(limit).map(\.element.text)
  }

  /// The beginning of `text` on one line, about `length` characters.
  static func opening(of text: String, length: Int = 240) -> String {
    guard let stop = text.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex), stop < text.endIndex
    else { return text.split { $0.isWhitespace }.joined(separator: " ") }
    return text[..<wordEnd(text, stop)].split { $0.isWhitespace }.joined(separator: " ") + "…"
  }

  private func matches(_ word: Substring) -> Bool {
    // Most words begin otherwise. An ASCII letter before an accent may be part of another character.
    let utf8 = word.utf8
    if let first = utf8.first, first < 0x80, utf8.dropFirst().first.map({ $0 < 0x80 }) ?? true,
      !beginnings.contains((0x41...0x5A).contains(first) ? first | 0x20 : first)
    {
      return false
    }
    let lower = word.prefix(scalars: 100).lowercased()
    return words.contains { wanted in
      lower.starts(with: wanted) && (wanted.count > 2 || lower.count == wanted.count)
    }
  }

  /// Whether the character at `index` belongs to a word, and where the next begins.
  private static func character(at index: String.Index, in text: String) -> (isWord: Bool, next: String.Index) {
    let utf8 = text.utf8
    let (byte, next) = (utf8[index], utf8.index(after: index))
    // An ASCII byte before another one is a character of its own.
    if byte < 0x80, next == utf8.endIndex || utf8[next] < 0x80 {
      let letter = byte | 0x20
      return ((0x61...0x7A).contains(letter) || (0x30...0x39).contains(byte), next)
    }
    return (isWordCharacter(text[index]), text.index(after: index))
  }

  private static func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private static func wordStart(_ text: String, _ index: String.Index) -> String.Index {
    let near = text[index...].prefix(scalars: 40).unicodeScalars
    guard index > text.startIndex, let blank = near.firstIndex(where: \.properties.isWhitespace)
    else {
      return index
    }
    return text.unicodeScalars.index(after: blank)
  }

  private static func wordEnd(_ text: String, _ index: String.Index) -> String.Index {
    guard index < text.endIndex else { return index }
    return text.unicodeScalars[..<index].suffix(40).lastIndex(where: \.properties.isWhitespace) ?? index
  }
}
