import TestSupport
import Testing

@testable import Assistant

@Suite struct SpokenTextTests {
  /// A Markdown text, and its prose with `|` for each line end.
  struct Case: Sendable, CustomTestStringConvertible {
    let markdown: String
    let prose: String
    var testDescription: String { markdown }

    init(_ markdown: String, _ prose: String) {
      self.markdown = markdown
      self.prose = prose
    }
  }

  static let cases = [
    Case("Three stories are about travel.", "Three stories are about travel.|"),
    Case("One line\nand another.\n\nA second paragraph", "One line and another. |A second paragraph.|"),
    // Marks.
    Case("This is **bold**, *slanted*, __both__ and ~~struck~~.", "This is bold, slanted, both and struck.|"),
    Case("2 * 3 is 6, 2*3 too, and a_b_c is a name.", "2 * 3 is 6, 2*3 too, and a_b_c is a name.|"),
    Case("***All of it***", "All of it.|"),
    Case("Set `BEDROCK_MODEL_ID` or ``a `b` c``.", "Set BEDROCK_MODEL_ID or a b c.|"),
    Case(#"Not \*bold\*, not \[a link\]."#, "Not *bold*, not [a link].|"),
    Case("about ~5 %", "about ~5 %.|"),
    // Links.
    Case("See [the guide](https://example.com/a_(b)) today.", "See the guide today.|"),
    Case("See [**the** guide][ref] and [it][].", "See the guide and it.|"),
    Case("![A red bus](bus.png) stands there.", "A red bus stands there.|"),
    Case("[![Logo](logo.png)](https://example.com) is ours!", "Logo is ours!|"),
    Case("Go to https://example.com/path?x=1, please.", "Go to , please.|"),
    Case("Go (https://example.com). Then www.example.org/a. Done", "Go (. Then . Done.|"),
    Case("<https://example.com> and <b>bold</b><br/>line", "and boldline.|"),
    Case("[ref]: https://example.com\nText.", "Text.|"),
    Case("A note[^1].\n\n[^1]: Its text.", "A note. |"),
    Case("x < y && y > z", "x < y && y > z.|"),
    Case("Tom &amp; Jerry&nbsp;&lt;3 &unknown;", "Tom & Jerry <3 &unknown;|"),
    Case("A [bracket] stays open [here", "A bracket stays open here.|"),
    // Headings and lists.
    Case("# Heading\nText", "Heading.|Text.|"),
    Case("## Is it?\n### Yes!", "Is it?|Yes!|"),
    Case("Heading\n=======\nText.\n---\nMore.", "Heading.|Text. |More.|"),
    Case("They are:\n- one\n- two **big**\n  words\n* three\n+ four", "They are: |one.|two big words.|three.|four.|"),
    Case("1. First\n2) Second\n\n10. Tenth.", "1: First.|2: Second.|10: Tenth.|"),
    Case("- [ ] open\n- [x] done", "open.|done.|"),
    Case(
      "3.5 is a number and #hashtag is a word\n#hashtag too", "3.5 is a number and #hashtag is a word #hashtag too.|"),
    Case("> Quoted\n> text\n\n> - item", "Quoted text.|item.|"),
    Case("- outer\n  - inner\n    1. deep", "outer.|inner.|1: deep.|"),
    // Left out.
    Case("Before\n```swift\nlet a = 1\n```\nafter", "Before.|after.|"),
    Case("~~~~\n```\n~~~\ncode\n~~~~\nText", "Text.|"),
    Case("```one line``` is code\nText", "Text.|"),
    Case("Table:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd", "Table: |End.|"),
    Case("a | b\n--- | ---", "a , b.|"),
    Case("One\n\n---\n\n***\n\n_ _ _\n\nTwo", "One.|Two.|"),
    Case("unclosed\n```\ncode for ever", "unclosed.|"),
    // Endings.
    Case("He said \"Yes.\"\n\nAnd (perhaps.)", "He said \"Yes.\" |And (perhaps.)|"),
    Case("東京は首都\n\n京都は古い。", "東京は首都。|京都は古い。|"),
    Case("Windows\r\nline ends\r\n", "Windows line ends.|"),
    Case("a\u{202E}b\u{7}c\td", "abc d.|"),
    Case("", ""), Case("\n\n \n", ""), Case("***", ""), Case("- \n- ", ""), Case("#", ""), Case("1.", "1.|"),
    Case("[", ""), Case("*", ""),
  ]

  private func shown(_ prose: String) -> String { prose.replacing("\n", with: "|") }

  @Test(arguments: cases) func spokenText_isTheProseOfMarkdown(sample: Case) {
    var text = SpokenText()
    #expect(shown(text.add(sample.markdown) + text.finish()) == sample.prose)
  }

  /// Wherever the text is cut, the prose is the same.
  @Test(arguments: cases) func spokenText_doesNotDependOnPieces(sample: Case) {
    let scalars = Array(sample.markdown.unicodeScalars)
    for cut in 0...scalars.count {
      var text = SpokenText()
      var prose = ""
      for part in [scalars[..<cut], scalars[cut...]] {
        prose += text.add(String(String.UnicodeScalarView(part)))
      }
      #expect(shown(prose + text.finish()) == sample.prose, "cut at \(cut)")
    }
    var text = SpokenText()
    let prose = scalars.map { text.add(String($0)) }.joined()
    #expect(shown(prose + text.finish()) == sample.prose)
  }

  /// A sentence can be spoken as soon as the white space behind it has come.
  @Test func spokenText_isThereAtOnce() {
    var text = SpokenText()
    #expect(text.add("There are **12**") == "There are 12")
    #expect(text.add(" stories. ") == " stories. ")
    #expect(text.add("See [them](https://e") == "See them")
    #expect(text.add("xample.com).\n") == ". ")
    #expect(text.add("- ") == "")
    #expect(text.add("o") == "\no")
  }

  /// After a pause another text begins: an open code block does not go on.
  @Test func spokenText_beginsAnewAfterAPause() {
    var text = SpokenText()
    #expect(text.add("Let me look\n```\nx") + text.finish() == "Let me look.\n")
    #expect(text.add("\n\nFound **it") + text.finish() == "Found it.\n")
    #expect(text.add("\n\nNot* bold.") + text.finish() == "Not bold.\n")
  }

  /// What looks like a mark for very long is given up, and does not hold up the text behind it.
  @Test func spokenText_looksAheadWithinBounds() {
    for mark in ["-", "`", "*", "<a", "&a", "(", "[", "_", "~", "www."] {
      var text = SpokenText()
      let long = String(repeating: mark, count: 3000) + "\n\nEnd."
      let prose = text.add(long) + text.finish()
      #expect(prose.hasSuffix("End.\n"), "\(mark)")
    }
  }
}
