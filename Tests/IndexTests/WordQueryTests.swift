import Core
import TestSupport
import Testing

@testable import Index

@Suite struct WordQueryTests {
  @Test func wordQuery_leavesStopWordsOut() {
    #expect(WordQuery("How do I choose the right boots?", .english).match == #""choose" OR "right" OR "boots""#)
    #expect(WordQuery("", .words).match == nil)
    #expect(WordQuery("?!", .words).match == nil)
  }

  @Test func wordQuery_trigramsOfScriptsWithoutBlanks() {
    #expect(WordQuery("登山靴子", .trigrams).match == #""登山靴" OR "山靴子""#)
    #expect(WordQuery("登山 boots", .trigrams).match == #""boots""#)
    #expect(WordQuery("登山", .trigrams) == WordQuery("登山?", .trigrams))
    #expect(WordQuery("登山", .trigrams).match == nil)
    #expect(WordQuery("登山", .trigrams).fragments == ["登山"])
    // Beside longer words, short ones of these scripts are kept, and particles are not.
    #expect(WordQuery("登山 boots", .trigrams).fragments == ["登山"])
    #expect(WordQuery("予約 の hotel in 山 ab", .trigrams).fragments == ["予約", "山"])
    // Between other characters too.
    #expect(WordQuery("山小屋の予約", .trigrams).fragments == ["予約"])
    #expect(WordQuery("予約を変更する", .trigrams).fragments == ["予約", "変更"])
    #expect(WordQuery("北京天气", .trigrams).fragments == [])
    #expect(WordQuery("予約 の hotel in 山 ab", .trigrams).match == #""hotel""#)
  }

  /// Nothing of a question is ever read as FTS5's query language, and none fails.
  @Test(arguments: Tokenizer.allCases) func wordQuery_hostileQuestionsAreWords(_ tokenizer: Tokenizer) throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.open(folder)
    try writer.choose(tokenizer)
    _ = try writer.write(Sample.documents)
    try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: nil)
    let reader = try Sample.reader(folder)
    var questions = [
      "\"", "\"\"\"", "boots\" OR \"a", "name:boots", "^boots", "boots*", "NEAR(boots tent, 2)", "a AND OR NOT",
      "- + ( ) : { }",
      "'; drop table words; --", "%", "_", "\0", "boots\0tent", "\u{FFFD}", "😀", "e\u{301}",
      String(repeating: "boots ", count: 10_000),
      String(repeating: "山", count: 10_000), String(repeating: "\"", count: 10_000), "words:rank", "bm25(words)",
    ]
    var random = SeededRandom(seed: 5)
    let alphabet = Array(#""'()*^:+-{}%_ ANDORNOT NEAR山é"#.unicodeScalars)
    for _ in 0..<300 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...30, using: &random) { view.append(alphabet.randomElement(using: &random) ?? "a") }
      questions.append(String(view))
    }
    for question in questions { _ = try reader.search(question) }
    #expect(try Sample.slugs(reader, "boots\" OR \"zzz") == ["hiking/boots"])
    #expect(try reader.list(IndexFilter()).total == 3)
  }

  @Test func wordQuery_findsByFormAndAccent() throws {
    func found(_ tokenizer: Tokenizer, _ text: String, _ question: String) throws -> Bool {
      let home = try TemporaryFolder()
      let folder = IndexFolder(home.path + "/index")
      let writer = try Sample.open(folder)
      try writer.choose(tokenizer)
      _ = try writer.write([Sample.document(1, "a", "A", text)])
      return try !Sample.slugs(Sample.reader(folder), question).isEmpty
    }
    #expect(try found(.english, "We are hiking.", "hikes"))
    #expect(try !found(.words, "We are hiking.", "hikes"))
    #expect(try found(.words, "Die Hütte", "HUTTE"))
    #expect(try found(.trigrams, "登山靴子很好", "山靴子"))
    #expect(try found(.trigrams, "登山靴子很好", "靴子"))
    #expect(try found(.trigrams, "登山靴子很好", "靴子好吗靴子很"))
    #expect(try !found(.trigrams, "登山靴子很好", "帐篷"))
  }

  /// A word of two characters counts beside a longer one.
  @Test func wordQuery_shortWordsCountBesideLongerOnes() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.open(folder)
    try writer.choose(.trigrams)
    _ = try writer.write([
      Sample.document(1, "hotel", "Hotel", "Our hotel has forty rooms."),
      Sample.document(2, "booking", "予約の変更", "予約はお電話で承ります。"),
      Sample.document(3, "both", "Both", "当 hotel の予約はこちら。"), Sample.document(4, "none", "天気", "雨です。"),
    ])
    let reader = try Sample.reader(folder)
    let found = try Sample.slugs(reader, "予約 hotel")
    #expect(found.first == "both")
    #expect(Set(found) == ["both", "hotel", "booking"])
    // Of short words alone, stories with most of them are first, then those with one in the name.
    #expect(try Sample.slugs(reader, "雨 天気") == ["none"])
    #expect(try Sample.slugs(reader, "予約") == ["booking", "both"])
    #expect(try Sample.slugs(reader, "今すぐ予約したい") == ["booking", "both"])
  }

  @Test func tokenizer_isThatOfTheLanguage() {
    #expect(Tokenizer(language: "en-GB") == .english)
    #expect(Tokenizer(language: "ja") == .trigrams)
    #expect(Tokenizer(language: "zh_Hant") == .trigrams)
    #expect(Tokenizer(language: "de") == .words)
    #expect(Tokenizer(language: nil) == .words)
    #expect(Tokenizer(guessing: ["The boots are on the table and they fit."]) == .english)
    #expect(Tokenizer(guessing: ["Die Stiefel stehen auf dem Tisch und sie passen."]) == .words)
    #expect(Tokenizer(guessing: ["登山靴子很好"]) == .trigrams)
    #expect(Tokenizer(guessing: []) == .words)
  }
}
