import Testing

@testable import CLI

/// `MarkdownRenderer`: what a terminal shows of prose and Markdown.
struct MarkdownRendererTests {
  /// The text as shown, with bold as `<…>` and code as `{…}`.
  private static func shown(_ text: StyledText) -> String {
    text.spans.map { span in
      switch span.style {
      case .bold: "<\(span.text)>"
      case .cyan: "{\(span.text)}"
      default: span.text
      }
    }.joined().replacing("><", with: "").replacing("> <", with: " ")
      .replacing("} {", with: " ")
  }

  private static func render(_ text: String, width: Int = 20, hasStyles: Bool = true) -> String {
    shown(MarkdownRenderer.text(text, width: width, hasStyles: hasStyles))
  }

  static let cases: [(text: String, shown: String)] = [
    ("", ""),
    ("one line", "one line"),
    ("Words are never broken in the middle.\n", "Words are never\nbroken in the\nmiddle.\n"),
    ("exactly twenty wide!\nnext", "exactly twenty wide!\nnext"),
    ("exactly twenty wide! x", "exactly twenty wide!\nx"),
    (
      "an address https://site.example/a/long/path stays whole",
      "an address\nhttps://site.example/a/long/path\nstays whole"
    ),
    ("a  b\n\n\nc\r\nd\n", "a b\n\n\nc\nd\n"),
    ("# Title\ntext", "<Title>\ntext"),
    ("#hashtag is no title", "#hashtag is no title"),
    (
      "- an item that is long\n  - nested item that is long\n* star",
      "• an item that is\n  long\n  • nested item that\n    is long\n• star"
    ),
    ("1. first of the items here\n10) tenth", "1. first of the\n   items here\n10) tenth"),
    ("-5 degrees, 2026 was - warm", "-5 degrees, 2026 was\n- warm"),
    ("see **two bold words** here", "see <two bold words>\nhere"),
    ("**a** and **b**, 2 ** 3, **open", "<a> and <b>, 2 ** 3,\n**open"),
    ("use `a b` or ``x ` y`` now", "use {a b} or {x ` y} now"),
    ("`open and a*b*c", "`open and a*b*c"),
    (
      "[the page](https://a.example/x) and [1] and [a b](c d)",
      "the page\n(https://a.example/x)\nand [1] and [a b](c\nd)"
    ),
    ("**[name](u)**", "<name (u)>"),
    (
      "text\n```swift\nlet a  =  \"a line that is longer\"\n```\nmore",
      "text\n{let a  =  \"a line that is longer\"}\nmore"
    ),
    ("| a | b |\n|---|:-:|\n| one | **x** |\n| a\\|b | |\nend", "<a>    <b>\none  <x>\na|b  \nend"),
    ("| a | a cell that is too long |\n|---|---|\nend", "| a | a cell that is too long |\n|---|---|\nend"),
    ("| no table |\nend", "| no table |\nend"),
    ("日本語の文章はどこでも折り返せます。", "日本語の文章はどこで\nも折り返せます。"),
    ("「引用」、これは日本語の文、終わり。", "「引用」、これは日本\n語の文、終わり。"),
    ("e\u{301}e\u{301} caf\u{E9} \u{1B}[31mred", "e\u{301}e\u{301} caf\u{E9} ^[[31mred"),
  ]

  @Test(arguments: cases) func markdownRenderer_showsATextWhole(text: String, shown: String) {
    #expect(Self.render(text) == shown)
  }

  /// The look does not depend on how the text arrives.
  @Test(arguments: cases.map(\.text), [1, 2, 3, 7])
  func markdownRenderer_showsTheSameInPieces(text: String, size: Int) {
    var renderer = MarkdownRenderer(width: 20, hasStyles: true)
    var out = StyledText()
    var scalars = Array(text.unicodeScalars)
    while !scalars.isEmpty {
      out += renderer.add(String(String.UnicodeScalarView(scalars.prefix(size))))
      scalars.removeFirst(min(size, scalars.count))
    }
    out += renderer.end()
    #expect(Self.shown(out) == Self.render(text))
  }

  @Test func markdownRenderer_showsWordsAsTheyArrive() {
    var renderer = MarkdownRenderer(width: 40, hasStyles: true)
    #expect(renderer.add("The ans").plain == "The")
    #expect(renderer.add("wer is **very").plain == " answer is")
    #expect(renderer.add(" short**").plain == "")
    #expect(renderer.add(" in").plain == " very short")
    #expect(renderer.breakLine().plain == "\n")
    #expect(renderer.add("deed.").plain == "")
    #expect(renderer.end().plain == "indeed.")
    #expect(renderer.breakLine().plain == "\n")
    #expect(renderer.breakLine().plain == "")
  }

  /// Without colours the marks stay, because nothing else would tell what they mark.
  @Test func markdownRenderer_keepsMarksWithoutStyles() {
    #expect(
      Self.render("# T\n- **b** `c` [d](e)", hasStyles: false) == "<T>\n• **b** `c` d (e)")
  }

  /// Text that never ends its word, mark, line or table is shown in the end, and costs no more than its length.
  @Test(arguments: ["x", "**a ", "[", "`", "| a ", "|\n", "```\nx", "日", "**a", "a`b"])
  func markdownRenderer_isBounded(piece: String) {
    var renderer = MarkdownRenderer(width: 40, hasStyles: true)
    var count = 0
    for _ in 0..<1000 { count += renderer.add(piece).plain.utf8.count }
    #expect(count > 1000 / 2)
    _ = renderer.end()
  }
}
