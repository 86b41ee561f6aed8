/// The words of a language that say nothing about a text's subject: articles, pronouns, prepositions, conjunctions,
/// auxiliary verbs, question words.
public struct StopWords: Sendable {
  /// The language's code (ISO 639-1).
  public let language: String
  private let words: Set<String>

  /// A list of a language, words apart by blanks.
  init(_ language: String, _ text: String) {
    self.language = language
    let blanks = [UInt8(ascii: " "), UInt8(ascii: "\n")]
    words = Set(text.utf8.split { blanks.contains($0) }.map { String(Substring($0)) })
  }

  /// Whether a word in lower case is one of them.
  public func contains(_ word: String) -> Bool { words.contains(word) }

  /// The lists of the languages that a text's words may be in: those to which most of the words belong. Several if they
  /// tie, none if no word is a stop word of any language.
  public static func languages(of words: [String]) -> [StopWords] {
    let unique = Set(words.prefix(400))
    let hits = all.map { list in unique.count { list.contains($0) } }
    guard let most = hits.max(), most > 0 else { return [] }
    return zip(all, hits).filter { $0.1 == most }.map(\.0)
  }

  /// The list of a language; nil if there is none. The code may have a region: `de-AT`.
  public static func list(of language: String) -> StopWords? {
    let code = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return all.first { $0.language == code }
  }
}
