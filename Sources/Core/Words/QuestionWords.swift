/// The words of a question that a search can use.
public struct QuestionWords: Sendable, Equatable {
  /// The content words in their order, each once: without the stop words of the question's language. A question of stop
  /// words alone keeps all of them.
  public let words: [String]
  /// Whether there are any that are no stop words.
  public let hasContent: Bool
  /// The codes of the languages that the question may be in; empty if no stop word tells.
  public let languages: [String]

  /// Reads a question.
  ///
  /// - Parameter most: the most words. Of more, those with digits and the longest are kept, which are the rarest.
  public init(_ question: String, most: Int = 10) {
    let all = WordScanner.words(in: question, limit: 16 << 10, most: 400)
    let guess = StopWords.languages(of: all)
    languages = guess.map(\.language)
    let content = Self.unique(all.filter { word in !guess.contains { $0.contains(word) } && !Self.isLoneLetter(word) })
    hasContent = !content.isEmpty
    words = Self.rarest(content.isEmpty ? Self.unique(all) : content, most)
  }

  /// Whether the word is one ASCII letter, as the `s` that an apostrophe leaves.
  private static func isLoneLetter(_ word: String) -> Bool {
    word.utf8.count == 1 && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(word.utf8.first ?? 0)
  }

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }

  private static func rarest(_ words: [String], _ most: Int) -> [String] {
    guard words.count > most else { return words }
    let ranked = words.enumerated().sorted { first, second in
      let (one, other) = (rank(first.element), rank(second.element))
      return one == other ? first.offset < second.offset : one > other
    }
    return ranked.prefix(most).sorted { $0.offset < $1.offset }.map(\.element)
  }

  private static func rank(_ word: String) -> Int {
    word.unicodeScalars.count + (word.utf8.contains { (0x30...0x39).contains($0) } ? 100 : 0)
  }
}
