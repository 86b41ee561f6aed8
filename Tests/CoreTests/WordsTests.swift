import Testing

@testable import Core

/// The words of texts and questions, and their ranking.
@Suite struct WordsTests {
  @Test(
    arguments: [
      ("Hiking BOOTS, size 42!", ["hiking", "boots", "size", "42"]),
      ("snake_case l'avion don't", ["snake", "case", "l", "avion", "don", "t"]),
      ("Überraschung ÀÉ straße", ["überraschung", "àé", "straße"]), ("", []), ("… – ?!", []),
      ("привет мир", ["привет", "мир"]), ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
      ("登山靴 boots 山", ["登山", "山靴", "boots", "山"]), ("a登b", ["a", "登", "b"]), ("\u{301}e\u{301}", ["e\u{301}"]),
      ("x\u{0}y\u{202E}z", ["x", "y", "z"]),
    ] as [(String, [String])])
  func wordScanner_splitsText(text: String, words: [String]) {
    #expect(WordScanner.words(in: text) == words)
  }

  @Test func wordScanner_isBounded() {
    #expect(WordScanner.words(in: String(repeating: "a", count: 1000)).map(\.utf8.count) == [64])
    #expect(WordScanner.words(in: "one two three", limit: 7) == ["one", "two"])
    #expect(WordScanner.words(in: "one two three", most: 1) == ["one"])
    #expect(WordScanner.words(in: "登山靴登山靴", most: 2) == ["登山", "山靴"])
  }

  @Test(arguments: [
    ("boots", "boot"), ("policies", "policy"), ("images", "image"), ("bus", "bus"), ("glass", "glass"),
    ("analysis", "analysis"), ("ties", "tie"), ("was", "was"), ("boot", "boot"), ("schuhe", "schuhe"), ("s", "s"),
  ])
  func wordStem_takesThePluralOff(word: String, base: String) { #expect(WordStem.base(of: word) == base) }

  @Test func wordCount_countsBaseForms() {
    let count = WordCount(["boots", "boot", "policy"])
    #expect(count.words == ["boot", "policy"])
    #expect(count.place(of: "boots") == 0 && count.place(of: "shoe") == nil)
    var counts = [0.0, 0.0]
    #expect(count.add("Boots, boot; the policies: booting", to: &counts) == 5)
    #expect(counts == [2, 1])
    #expect(count.add("Boot policy", weight: 3, to: &counts) == 6)
    #expect(counts == [5, 4])
  }

  /// Computed with Python from the formula.
  @Test func bm25_hasKnownWeightsAndScores() {
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-8 }
    for (frequency, documents, weight) in [
      (1, 10, 1.992430165), (5, 10, 0.693147181), (10, 10, 0.046520016), (0, 3, 2.079441542),
      (100, 1000, 2.298597052),
    ] { #expect(isNear(BM25.weight(of: frequency, among: documents), weight)) }
    // A total that is too small makes no negative weight.
    #expect(BM25.weight(of: 10, among: 3) == BM25.weight(of: 10, among: 10))
    let ranking = BM25(frequencies: [1, 5], documents: 10, meanLength: 80)
    #expect(isNear(ranking.score(counts: [2, 1], length: 100), 3.188452869))
    #expect(isNear(ranking.score(counts: [2, 0], length: nil), 2.739591476))
    #expect(ranking.score(counts: [0, 0], length: 80) == 0)
    #expect(isNear(ranking.score(counts: [0.5, 3], length: 20), 3.436025225))
  }

  @Test(arguments: [
    (1.0, 0.0), (2, 0.6931471805599453), (3.7, 1.308332819650179), (1e-5, -11.512925464970229),
    (123456.789, 11.723646487185881), (0.5, -0.6931471805599453),
  ])
  func bm25_logarithmIsThatOfTheCLibrary(x: Double, log: Double) { #expect(abs(BM25.logarithm(x) - log) < 1e-13) }

  @Test(
    arguments: [
      ("How do I get a refund for my boots?", ["en"], ["refund", "boots"]),
      ("Wie viele Punkte gab die Verteidigung der Panthers ab?", ["de"], ["punkte", "verteidigung", "panthers"]),
      ("Quels sont les délais de livraison ?", ["fr"], ["délais", "livraison"]),
      ("¿Cuáles son las botas para el invierno?", ["es"], ["botas", "invierno"]),
      ("Quali sono gli scarponi per l'inverno?", ["it"], ["scarponi", "inverno"]),
      ("Quais são as botas para o inverno?", ["pt"], ["botas", "inverno"]),
      ("Welke schoenen zijn er voor de winter?", ["nl"], ["schoenen", "winter"]),
      ("Vilka skor är det för vintern?", ["sv"], ["skor", "vintern"]),
      ("Какие ботинки для зимы?", ["ru"], ["ботинки", "зимы"]), ("Jakie buty są na zimę?", ["pl"], ["buty", "zimę"]),
      ("refund policy", [], ["refund", "policy"]), ("boots BOOTS", [], ["boots"]), ("C++", [], ["c"]), ("", [], []),
    ] as [(String, [String], [String])])
  func questionWords_leaveOutTheStopWordsOfTheLanguage(question: String, languages: [String], words: [String]) {
    let found = QuestionWords(question)
    #expect(found.words == words)
    if !languages.isEmpty { #expect(found.languages == languages) }
  }

  /// A question of stop words alone keeps them: `to be or not to be` may be a title.
  @Test func questionWords_ofStopWordsAloneAreKept() {
    #expect(QuestionWords("To be or not to be").words == ["to", "be", "or", "not"])
  }

  @Test func questionWords_areAtMostTenTheLongestAndThoseWithDigits() {
    let letters = (0..<12).map { String(repeating: Character(UnicodeScalar(UInt8(97 + $0))), count: 3 + $0) }
    let words = QuestionWords("9x " + letters.joined(separator: " ")).words
    #expect(words == ["9x"] + letters.suffix(9))
    #expect(QuestionWords(String(repeating: "word ", count: 100_000)).words == ["word"])
  }

  @Test func stopWords_areListedOnceALanguage() {
    #expect(
      StopWords.all.map(\.language) == [
        "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "tr", "ru", "uk", "hu", "ro",
      ])
    #expect(StopWords.list(of: "de-AT")?.contains("und") == true)
    #expect(StopWords.list(of: "xx") == nil)
    #expect(StopWords.list(of: "en")?.contains("boots") == false)
  }
}
