import Storyblok
import Testing

@testable import Assistant

@Suite struct SearchWordsTests {
  @Test(
    arguments: [
      ("blog post", "blog_post"), ("Blog posts", "blog_post"), ("blogpost", "blog_post"), ("blog_pots", "blog_post"),
      ("articel", "article"), ("category", "categories"), ("page", "page"), ("pages", "page"), ("xyz", nil), ("", nil),
      ("pag", nil), ("🙂", nil),
    ] as [(String, String?)])
  func contentType_isFoundByNearNames(asked: String, found: String?) {
    #expect(
      ContentTypeName.nearest(asked, among: ["blog_post", "article", "categories", "page", "landing-page"]) == found)
  }

  @Test func searchWords_equallyNearNamesAreNotChosenBetween() {
    #expect(ContentTypeName.nearest("blog posts", among: ["blog_post", "blog-post"]) == nil)
    #expect(ContentTypeName.nearest("bxxk", among: ["book", "bark"]) == nil)
  }

  @Test(arguments: [
    ("hiking boots", "Hiking with a Boot or BOOTS.", ["Hiking", "Boot", "BOOTS"]), ("a", "a b a", ["a", "a"]),
    ("a refund", "a refundable thing", ["refundable"]), ("!!", "anything", []), ("café", "Le CAFÉ", ["CAFÉ"]),
    ("go", "going go gone", ["go"]), ("café", "cafe\u{301} cafes cafe", ["cafe\u{301}"]),
    ("resume", "re\u{301}sume\u{301} Resumes x\r\nresume", ["Resumes", "resume"]),
    ("2", "1\u{20E3} 2\u{20E3} 2", ["2"]),
  ])
  func searchWords_areMarked(term: String, text: String, marked: [String]) {
    #expect(TermMatcher(term).ranges(in: text).map { String(text[$0]) } == marked)
  }

  @Test func searchWords_passagesStandAroundTheWords() {
    let text =
      String(repeating: "filler words here ", count: 50) + "the avalanche came down "
      + String(repeating: "more text ", count: 50)
    let passages = TermMatcher("avalanche").passages(in: text)
    #expect(passages.count == 1)
    #expect(passages[0].contains("the avalanche came down"))
    #expect(passages[0].hasPrefix("…") && passages[0].hasSuffix("…"))
    #expect(passages[0].count <= 250)
    #expect(TermMatcher("avalanche").passages(in: "nothing") == [])
    #expect(TermMatcher("x").passages(in: "x\n\ty") == ["x y"])
  }

  @Test func searchWords_theBestPassageHasTheMostWords() {
    let gap = String(repeating: "lorem ", count: 60)
    let passages = TermMatcher("red boots").passages(in: "boots \(gap) red boots \(gap) red")
    #expect(passages.count == 3)
    #expect(passages[0].contains("red boots"))
  }

  @Test func searchWords_groupsKeepTheOrderOfTheirBest() {
    let passage = { (id: Int64, text: String?, score: Double?) in
      Passage(storyID: id, name: "n", slug: "s", text: text, score: score)
    }
    let groups = PassageGroup.groups(of: [
      passage(1, "a", 0.5), passage(2, "b", 0.9), passage(1, "c", 0.8), passage(1, "a", 0.1), passage(3, nil, 0.8),
    ])
    #expect(groups.map(\.best.storyID) == [2, 1, 3])
    #expect(groups.map(\.excerpts) == [["b"], ["c", "a"], []])
    let unscored = PassageGroup.groups(of: [passage(5, "x", nil), passage(4, "y", nil), passage(5, "z", nil)])
    #expect(unscored.map(\.best.storyID) == [5, 4])
    #expect(unscored[0].excerpts == ["x", "z"])
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "-1,234")])
  func searchWords_numbersAreGrouped(number: Int, text: String) { #expect(ProgressMeter.grouped(number) == text) }

  /// A story of many passages, and many of them twice.
  @Test(.timeLimit(.minutes(10))) func passageGroup_takesLinearTime() {
    let passages = (0..<150_000).map { number in
      Passage(storyID: 1, name: "n", slug: "s", text: "a passage, number \(number / 2)", score: nil)
    }
    let groups = PassageGroup.groups(of: passages)
    #expect(groups.count == 1)
    #expect(groups[0].excerpts.count == 75_000)
    #expect(groups[0].excerpts[74_999] == "a passage, number 74999")
  }

  /// A letter with a million marks is not one character of a passage.
  @Test func termMatcher_passagesAreCountedInScalars() {
    let marks = String(repeating: "\u{301}", count: 1_000_000)
    for text in ["boots" + marks, marks + " boots", "e" + marks + " boots e" + marks] {
      #expect(TermMatcher("boots").passages(in: text).allSatisfy { $0.unicodeScalars.count < 600 })
    }
    #expect(TermMatcher("boots" + marks).ranges(in: "no match").isEmpty)
  }
}
