import TestSupport
import Testing

@testable import Assistant

@Suite struct SentenceCutterTests {
  private func texts(_ prose: String) -> [String] {
    var cutter = SentenceCutter()
    return cutter.add(prose) + cutter.finish()
  }

  /// Where a sentence ends: texts of which the first is given at once.
  @Test(arguments: [
    ("It is. Next one.", "It is."), ("Is it? Next.", "Is it?"), ("So! Next.", "So!"), ("Well… Next.", "Well…"),
    ("Well... Next.", "Well..."), ("He said \"yes.\" Next.", "He said \"yes.\""), ("(It is.) Next.", "(It is.)"),
    ("There were 120. Next.", "There were 120."), ("It was in 2026. Next.", "It was in 2026."),
    ("Visit example.com. Next.", "Visit example.com."), ("Ja, „gut.“ Next.", "Ja, „gut.“"),
    ("A line\nNext.", "A line"), ("これは文です。次の文。", "これは文です。"), ("「はい。」と言う。次。", "「はい。」"),
    ("本当！？次。", "本当！？"), ("Es ist z.B. so. Next.", "Es ist z.B. so."), ("No. There are none.", "No."),
    ("Three stories. 5 are drafts.", "Three stories."), ("Is it? yes.", "Is it?"), ("So it is.  Next.", "So it is."),
  ]) func sentenceCutter_givesTheFirstSentenceAlone(prose: String, first: String) {
    #expect(texts(prose).first == first)
  }

  /// Full stops that end no sentence.
  @Test(arguments: [
    "about 3.5 percent of it", "Mr. Smith and Dr. Jones, e.g. in the U.S. army", "am 3. Mai und am 12. Juni",
    "J. R. R. Tolkien", "No: see p. 5, vgl. S. 7, usw. usf", "version 1.2.3 of it", "example.com/a.b", "1. First",
    "(vgl. oben)", "Prof. Dr. Meier", "etc. and so on", "Born on Dec. 5, 2020, he", "on Mar. 3 and Jul. 4, it",
    "see No. 7 and Art. 3 Abs. 2, it", "in Sep. 2024, Gen. Lee", "on Mt. Fuji and Fifth Ave. North", "the iPhone. it",
    "in Kap. 3 and 5 Min. Pause", "wrote \"Fin.\" and",
  ]) func sentenceCutter_knowsAbbreviations(prose: String) {
    #expect(texts(prose + " ends here. Next.").first == prose + " ends here.")
  }

  /// The first sentence alone, then at least 200 characters in whole sentences.
  @Test func sentenceCutter_collectsSentences() {
    let sentence = "This sentence has exactly fifty characters, I say."
    let prose = String(repeating: sentence + " ", count: 10)
    let four = Array(repeating: sentence, count: 4).joined(separator: " ")
    #expect(sentence.count == 50)
    #expect(texts(prose) == [sentence, four, four, sentence])
  }

  /// A long sentence is cut at the last comma between 250 and 400 characters.
  @Test func sentenceCutter_cutsALongSentenceAtAComma() {
    let words = (1...200).map { "W\($0)" }
    let prose = words.enumerated().map { $1 + ($0 % 10 == 9 ? "," : "") }.joined(separator: " ") + "."
    let texts = texts("First. " + prose)
    #expect(texts[0] == "First.")
    #expect(texts.dropFirst().dropLast().allSatisfy { $0.hasSuffix(",") && (250...400).contains($0.count) }, "\(texts)")
    #expect(texts.dropFirst().joined(separator: " ") == prose)
  }

  /// A short sentence before a long one is not held back, and not torn off when it is long enough.
  @Test func sentenceCutter_prefersTheEndOfASentence() {
    let long = (1...90).map { "W\($0)" }.joined(separator: " ") + "."
    let some =
      "This sentence has more than one hundred characters, so that it is worth a request of its own, as I say here."
    #expect(texts("First. \(some) \(long)") == ["First.", some, long])
  }

  @Test func sentenceCutter_withoutAnyCommaEndsAtTheLimit() {
    let word = String(repeating: "a", count: 99) + " "
    let texts = texts(String(repeating: word, count: 80))
    #expect(texts.map(\.count) == [2799, 2799, 2399])
    let one = self.texts(String(repeating: "b", count: 7000))
    #expect(one.map(\.count) == [2899, 2899, 1202])
    #expect(self.texts(String(repeating: "\u{1F600}a", count: 2000)).allSatisfy { $0.utf16.count <= 2900 })
  }

  /// What is left where an address was left out is put right; what cannot be spoken is not asked for.
  @Test(arguments: [
    ("Go to , please .", ["Go to, please."]), ("See ( ) and () there .", ["See and there."]), (" . \n… \n---\n", []),
    ("\u{1F600}\n", []), ("A  b\n", ["A b"]), ("(see ) it", ["(see) it"]),
  ]) func sentenceCutter_tidiesTexts(prose: String, expected: [String]) {
    #expect(texts(prose) == expected)
  }

  /// Wherever the prose is cut, the texts are the same, and nothing is lost.
  @Test func sentenceCutter_doesNotDependOnPieces() {
    let words = [
      "It", "is", "3.5", "e.g.", "so,", "done.", "Why?", "12.", "これは。", "(yes.)", "\n", "long", "U.S.", "Ende!",
    ]
    for seed in 0..<40 {
      var random = SeededRandom(seed: UInt64(seed))
      let prose = (0..<(50 + random.below(400))).map { _ in words[random.below(words.count)] }.joined(separator: " ")
      let whole = texts(prose)
      var cutter = SentenceCutter()
      var pieces: [String] = []
      var rest = prose.unicodeScalars[...]
      while !rest.isEmpty {
        let piece = rest.prefix(1 + random.below(12))
        rest = rest.dropFirst(piece.count)
        pieces += cutter.add(String(piece))
      }
      pieces += cutter.finish()
      #expect(pieces == whole)
      #expect(whole.dropFirst().dropLast().allSatisfy { $0.utf16.count >= 95 && $0.utf16.count <= 2900 })
      let letters = { (text: String) in text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(\.value) }
      #expect(letters(whole.joined()) == letters(prose))
    }
  }
}
