import Assistant
import Core
import Foundation
import Storyblok
import Synchronization
import TestSupport
import Testing

@testable import CLI

@Suite struct SearchRenderTests {
  /// The output of a printer.
  private func written(
    _ printer: any RecordPrinter, _ batches: [[FoundStory]], _ summary: SearchSummary? = nil, colours: Bool = false,
    cleans: Bool = false
  ) throws -> String {
    let bytes = Mutex<[UInt8]>([])
    let sink = Sink { written in
      bytes.withLock { $0 += written }
      return .written
    }
    let output = Output(sink: sink, colours: colours, cleans: cleans)
    for batch in batches { try printer.print(batch.map(StoryRecord.record), to: output) }
    if let summary { try printer.finish(StoryRecord.summary(summary), to: output) }
    try output.flush()
    return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
  }

  private static let boots: FoundStory = {
    var story = FoundStory(
      id: 215_835_417_873_378, name: "Choosing \"hiking\" boots, part 1", slug: "blog/boots", contentType: "article",
      state: .changed, body: "Good boots\ndecide.", score: 0.81, excerpts: ["Good boots\ndecide.", "Second."],
      publishedAt: "2026-03-02T08:15:00.000Z", url: "https://x.example/blog/boots", editorURL: "https://app.example/#/5"
    )
    story.uuid = "u-5"
    story.tags = ["gear", "=b"]
    story.isStartpage = false
    story.createdAt = "2026-01-01T00:00:00.000Z"
    story.updatedAt = "2026-03-03T00:00:00.000Z"
    return story
  }()
  private static let bare = FoundStory(id: 7, name: "=HYPERLINK(\"x\")", slug: "s")
  /// Escape sequences, bidirectional controls, line ends, NUL.
  private static let hostile = FoundStory(
    id: 8, name: "\u{1B}]0;owned\u{7}\u{202E}evil\u{9B}2J\0", slug: "a\nb\u{1B}c", contentType: "t\tu",
    body: "x\u{1B}[2Jy",
    excerpts: ["x\u{1B}[2Jy"])
  private static let summary = SearchSummary(
    term: "boots", backend: "strata", manner: "by meaning", version: .published, count: 2, total: 2, totalIsExact: false
  )

  private static var csv: any RecordPrinter {
    RecordFormat.csv.printer(columns: StoryRecord.columns, text: RecordLines())
  }

  @Test func searchOutput_jsonIsTheDocumentOfTheContract() throws {
    #expect(
      try written(RecordJSON(), [[Self.boots], [Self.bare]], Self.summary)
        == #"{"status":"success","term":"boots","backend":"strata","version":"published","language":null,"stories":["#
        + #"{"story_id":215835417873378,"uuid":"u-5","name":"Choosing \"hiking\" boots, part 1","slug":"blog/boots","#
        + #""content_type":"article","state":"changed","tags":["gear","=b"],"is_startpage":false,"#
        + #""body":"Good boots\ndecide.","score":0.81,"excerpts":["Good boots\ndecide.","Second."],"#
        + #""created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-03-03T00:00:00.000Z","#
        + #""published_at":"2026-03-02T08:15:00.000Z","url":"https://x.example/blog/boots","#
        + #""editor_url":"https://app.example/#/5"},{"story_id":7,"uuid":null,"name":"=HYPERLINK(\"x\")","slug":"s","#
        + #""content_type":null,"state":null,"tags":null,"is_startpage":null,"body":null,"score":null,"excerpts":[],"#
        + #""created_at":null,"updated_at":null,"published_at":null,"url":null,"editor_url":null}],"total":2,"#
        + #""total_is_exact":false}"# + "\n")
  }

  @Test func searchOutput_anEmptyResultIsADocumentToo() throws {
    var none = Self.summary
    none.term = nil
    none.backend = "stories"
    none.count = 0
    none.total = 0
    none.totalIsExact = true
    #expect(
      try written(RecordJSON(), [], none)
        == #"{"status":"success","term":null,"backend":"stories","version":"published","language":null,"stories":[],"total":0,"total_is_exact":true}"#
        + "\n")
  }

  @Test func searchOutput_jsonLinesAreWholeDocumentsAndHarmless() throws {
    let text = try written(RecordLines(), [[Self.boots, Self.hostile]], Self.summary)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(!text.unicodeScalars.contains(where: Self.isHarmful))
    let parsed = try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any]
    #expect(parsed?["name"] as? String == Self.hostile.name)
    #expect(parsed?["slug"] as? String == Self.hostile.slug)
  }

  /// The lines of Python's csv writer (`Scripts/make_csv.py`).
  @Test func searchOutput_csvAgreesWithPython() throws {
    var count = 0
    for line in try Fixture("csv.txt").text().split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      let fields = parts[0].split(separator: ",", omittingEmptySubsequences: false).map { Self.text(hex: $0) }
      #expect(SeparatedText.csv(isRaw: true).line(fields.map { .text($0) }) == Self.text(hex: parts[1]))
      count += 1
    }
    #expect(count == 600)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+49 1", "'+49 1"), ("-5 degrees", "'-5 degrees"), ("@cmd", "'@cmd"), ("\t=1", "'\t=1"),
    ("\r=1", "\"'\r=1\""), ("＝1", "'＝1"), ("1=1", "1=1"), ("", ""), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a\0b", "ab"),
    ("x\"\u{301},=1", "\"x\"\"\u{301},=1\""),
  ])
  func searchOutput_formulasAreDefusedUnlessRaw(field: String, safe: String) {
    #expect(SeparatedText.csv(isRaw: false).line([.text(field), .number("-1.5")]) == safe + ",-1.5\r\n")
  }

  @Test func searchOutput_separatedOutputHasAHeaderOnce() throws {
    let header =
      "story_id,uuid,name,slug,content_type,state,tags,is_startpage,body,score,excerpts,created_at,updated_at,"
      + "published_at,url,editor_url\r\n"
    #expect(try written(Self.csv, [], Self.summary) == header)
    #expect(
      try written(Self.csv, [[Self.boots], [Self.bare]], Self.summary) == header
        + "215835417873378,u-5,\"Choosing \"\"hiking\"\" boots, part 1\",blog/boots,article,changed,\"gear, =b\",no,"
        + "\"Good boots\ndecide.\",0.81,\"Good boots\ndecide., Second.\",2026-01-01T00:00:00.000Z,"
        + "2026-03-03T00:00:00.000Z,2026-03-02T08:15:00.000Z,https://x.example/blog/boots,https://app.example/#/5\r\n"
        + "7,,\"'=HYPERLINK(\"\"x\"\")\",s,,,,,,,,,,,,\r\n")
    #expect(
      try written(
        RecordFormat.tsv.printer(columns: StoryRecord.columns, text: RecordLines()), [[Self.boots], [Self.hostile]])
        == header.replacing(",", with: "\t").replacing("\r\n", with: "\n")
        + "215835417873378\tu-5\tChoosing \"hiking\" boots, part 1\tblog/boots\tarticle\tchanged\tgear, =b\tno\t"
        + "Good boots decide.\t0.81\tGood boots decide., Second.\t2026-01-01T00:00:00.000Z\t2026-03-03T00:00:00.000Z\t"
        + "2026-03-02T08:15:00.000Z\thttps://x.example/blog/boots\thttps://app.example/#/5\n"
        + "8\t\t\u{1B}]0;owned\u{7}\u{202E}evil\u{9B}2J \ta b\u{1B}c\tt u\t\t\t\tx\u{1B}[2Jy\t\tx\u{1B}[2Jy\t\t\t\t\t\n"
    )
    #expect(
      SeparatedText.tsv.line([.text("a\r\nb\rc\nd\u{2028}e\u{2029}f\u{85}g\u{B}h\u{C}i\tj\0kÂ€é"), .text(nil)])
        == "a b c d e f g h i j kÂ€é\t\n")
    #expect(SeparatedText.tsv.line([.text("\"quoted\" at once")]) == "\"\"\"quoted\"\" at once\"\n")
  }

  @Test func searchOutput_slugsAndURLsStayOneALine() throws {
    #expect(
      try written(RecordFormat.slug.printer(columns: [], text: RecordLines()), [[Self.boots, Self.hostile]])
        == "blog/boots\na%0Ab%1Bc\n")
    #expect(
      try written(RecordFormat.url.printer(columns: [], text: RecordLines()), [[Self.boots, Self.bare]])
        == "https://x.example/blog/boots\n")
  }

  @Test func searchOutput_textInAPipeIsWhole() throws {
    let printer = StoryText(columns: nil, matcher: TermMatcher("boots"), hasLinks: false)
    #expect(
      try written(printer, [[Self.boots], [Self.bare]], Self.summary) == """
        Choosing "hiking" boots, part 1  0.81
          blog/boots · article · published, changed since 2026-03-02
          Good boots decide.
          Second.

        =HYPERLINK("x")
          s

        2 stories, perhaps more (published, by meaning)

        """)
  }

  @Test func searchOutput_textOnATerminalIsFittedAndMarked() throws {
    var hit = Self.boots
    hit.name = "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"
    hit.excerpts = [String(repeating: "good boots and more ", count: 30)]
    let text = try written(
      StoryText(columns: 40, matcher: TermMatcher("boots"), hasLinks: false), [[hit]], colours: true, cleans: true)
    let plain = text.replacing("\u{1B}[0m", with: "").replacing("\u{1B}[1m", with: "").replacing("\u{1B}[33m", with: "")
      .replacing("\u{1B}[2m", with: "").replacing("\u{1B}[36m", with: "")
    let lines = plain.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 40 })
    #expect(lines[0].hasPrefix("漢字") && lines[0].contains("… ") && lines[0].hasSuffix(" 0.81"))
    #expect(lines[4].hasSuffix("…"))
    #expect(text.contains("\u{1B}[33mboots\u{1B}[0m"))
  }

  @Test func searchOutput_hostileTextNeitherBreaksALineNorATerminal() throws {
    var huge = Self.hostile
    huge.name = String(repeating: "\u{202E}x\u{301}\u{1B}", count: 300_000)
    let text = try written(
      StoryText(columns: 60, matcher: TermMatcher("x"), hasLinks: true), [[Self.hostile], [huge]], cleans: true)
    #expect(!text.unicodeScalars.contains(where: Self.isHarmful))
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= 60) }
    #expect(text.split(separator: "\n").count == 6)
  }

  @Test func searchOutput_linksOnlyWhereTheTerminalMakesThem() throws {
    let linked = try written(
      StoryText(columns: 80, matcher: nil, hasLinks: true), [[Self.boots]], cleans: true)
    #expect(linked.hasPrefix("\u{1B}]8;;https://x.example/blog/boots\u{1B}\\Choosing"))
    var evil = Self.boots
    evil.url = "https://x.example/\u{1B}\\\u{7}"
    #expect(
      try !written(StoryText(columns: 80, matcher: nil, hasLinks: true), [[evil]], cleans: true).contains("\u{1B}"))
    let known = { (variables: [String: String], isTerminal: Bool) in
      Hyperlinks.areKnown(
        to: Environment(
          variables: variables,
          terminal: TerminalState(input: true, output: isTerminal, error: true, columns: 80)))
    }
    #expect(known(["TERM": "xterm-kitty"], true))
    #expect(known(["TERM": "xterm-256color", "VTE_VERSION": "7006"], true))
    #expect(known(["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], true))
    #expect(!known(["TERM": "xterm-kitty"], false))
    #expect(!known(["TERM": "xterm-256color"], true))
    #expect(!known(["TERM": "xterm-256color", "VTE_VERSION": "4999"], true))
    #expect(!known(["TERM": "screen-256color", "VTE_VERSION": "7006"], true))
    #expect(!known(["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], true))
    #expect(!known(["TERM": "dumb", "VTE_VERSION": "7006"], true))
  }

  @Test(arguments: [
    (0, 0, true, "No stories found (published, by words)"), (1, 1, true, "1 story (published, by words)"),
    (3, 42, true, "3 of 42 stories (published, by words)"),
    (3, 9, false, "3 of at least 9 stories (published, by words)"),
    (2, 2, false, "2 stories, perhaps more (published, by words)"),
  ])
  func searchOutput_countsInASentence(count: Int, total: Int, isExact: Bool, sentence: String) {
    #expect(
      StoryRecord.summary(
        SearchSummary(
          term: "x", backend: "fulltext", manner: "by words", version: .published, count: count, total: total,
          totalIsExact: isExact)
      ).sentence == sentence)
  }

  @Test(arguments: [
    (0.8149, "0.81"), (0.005, "0.01"), (-0.5, "-0.50"), (-0.001, "0.00"), (12, "12.00"), (1e9, "1000000000.0"),
  ])
  func searchOutput_writesScores(score: Double, text: String) { #expect(StoryText.rounded(score) == text) }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" { return false }
    return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x202E
  }

  private static func text(hex: Substring) -> String {
    let digits = Array(hex)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
