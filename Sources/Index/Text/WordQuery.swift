import Core

/// What a question asks FTS5 for. The question's own characters never reach FTS5's query language: words are quoted, and
/// words hold letters and digits only.
struct WordQuery: Equatable {
  /// The query of `MATCH`; nil if the question has no word that the index can find.
  let match: String?
  /// Words that are too short for an index of trigrams: they are looked for in the texts themselves.
  let fragments: [String]

  /// The most words of a question that are looked up.
  static let mostWords = 32

  /// The query for a question.
  init(_ question: String, _ tokenizer: Tokenizer) {
    guard tokenizer == .trigrams else {
      let words = QuestionWords(question, most: Self.mostWords).words
      match = words.isEmpty ? nil : words.map(Self.quoted).joined(separator: " OR ")
      fragments = []
      return
    }
    let runs = Self.runs(of: question)
    let trigrams = runs.flatMap(Self.trigrams).uniqued()
    match = trigrams.isEmpty ? nil : trigrams.prefix(Self.mostWords * 2).map(Self.quoted).joined(separator: " OR ")
    let short = runs.flatMap { $0.unicodeScalars.count < 3 ? [$0] : Self.hanPairs(in: $0) }.uniqued()
    fragments = Array((trigrams.isEmpty ? short : short.filter(Self.isWord)).prefix(8))
  }

  /// Whether a short run is a word that tells much beside longer ones: two characters of a script without blanks, or one
  /// of Han, but no particle of one letter.
  private static func isWord(_ run: String) -> Bool {
    let scalars = run.unicodeScalars
    guard scalars.allSatisfy({ $0.value >= 0x0E00 }) else { return false }
    return scalars.count > 1 || scalars.allSatisfy(isHan)
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    0x3400...0x9FFF ~= scalar.value || scalar.value >= 0x20000
  }

  /// Pairs of Han characters between other ones, as 予約 in 小屋の予約: most words of Japanese are such pairs.
  private static func hanPairs(in run: String) -> [String] {
    let pieces = run.unicodeScalars.split(omittingEmptySubsequences: true) { !isHan($0) }
    return pieces.filter { $0.count == 2 }.map(String.init)
  }

  /// A string of FTS5, which begins and ends with a quotation mark; one inside is doubled.
  private static func quoted(_ word: String) -> String {
    "\"" + word.replacing("\"", with: "\"\"") + "\""
  }

  /// The runs of letters, digits and marks in a text, in lower case.
  private static func runs(of text: String) -> [String] {
    var runs: [String] = []
    var run = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars.prefix(4000) {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
        run.append(scalar)
      default:
        if !run.isEmpty { runs.append(String(run)) }
        run = String.UnicodeScalarView()
      }
    }
    if !run.isEmpty { runs.append(String(run)) }
    return runs
  }

  /// A word of letters with blanks as a whole, which FTS5 takes as a phrase of trigrams; of other scripts each trigram,
  /// because a run of them has several words.
  private static func trigrams(of run: String) -> [String] {
    let scalars = Array(run.unicodeScalars)
    guard scalars.count > 2 else { return [] }
    if scalars.allSatisfy({ $0.value < 0x0E00 }) { return [run] }
    return (0...(scalars.count - 3)).map { start in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<(start + 3)])
      return String(view)
    }
  }
}

extension Array where Element: Hashable {
  /// The elements, each once, in the order of their first places.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
