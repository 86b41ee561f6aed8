/// Whether a story's text matches the term of a full-text search.
struct FullTextTest {
  private let kind: StoryblokWorld.FullText
  /// The whole term, or its words; in lower case.
  private let needles: [[UInt8]]

  /// A test for a term; nil for an empty one.
  init?(_ term: String, _ kind: StoryblokWorld.FullText) {
    let term = term.lowercased()
    needles =
      kind == .phrase ? [Array(term.utf8)] : term.split { !$0.isLetter && !$0.isNumber }.map { Array($0.utf8) }
    self.kind = kind
    if needles.isEmpty || needles[0].isEmpty { return nil }
  }

  /// Whether text in lower case matches.
  func matches(_ text: [UInt8]) -> Bool {
    switch kind {
    case .phrase: Platform.offset(of: needles[0], in: text) != nil
    case .all: needles.allSatisfy { Self.holds(text, word: $0) }
    case .any: needles.contains { Self.holds(text, word: $0) }
    }
  }

  private static func holds(_ text: [UInt8], word: [UInt8]) -> Bool {
    var start = 0
    while let found = Platform.offset(of: word, in: text, from: start) {
      let end = found + word.count
      if !(found > 0 && isPart(text[found - 1])), !(end < text.count && isPart(text[end])) { return true }
      start = found + 1
    }
    return false
  }

  /// Whether a byte continues a word: ASCII letters and digits, and every byte of another letter.
  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
