#if DEBUG || FUZZING
  import Core
  import TestSupport

  @testable import Assistant

  extension FuzzTarget {
    /// Markdown to prose: slices do not matter, and what is spoken is bounded by what was written.
    static let spokenText = FuzzTarget(
      "spoken-text", texts: markdown,
      words: [
        "\n", "\n\n", "# ", "- ", "1. ", "> ", "```", "~~~", "`", "**", "*", "_", "[", "](", ")", "[a](b)", "![", "|",
        "|---|", "---", "https://", "www.", "<", ">", "<b>", "&amp;", "&#x41;", "\\", "  ", "\t", ". ", "[^1]: ", "~~",
        "- [ ] ",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      var whole = SpokenText()
      let prose = whole.add(text) + whole.finish()
      var sliced = SpokenText()
      var pieces = ""
      for piece in textSlices(text, bytes) { pieces += sliced.add(piece) }
      pieces += sliced.finish()
      try must(Array(pieces.utf8) == Array(prose.utf8), "slices change the prose")
      try must(prose.utf8.count <= 4 * text.utf8.count + 4, "prose of \(prose.utf8.count) bytes")
      try must(!prose.contains("  ") && !prose.contains("\n\n") && !prose.contains("\r"), "double space")
      try must(prose.isEmpty || prose.last == "\n", "a block that does not end")
      try must(prose.first.map { $0 != " " && $0 != "\n" } ?? true, "white space at the beginning")
      // A second text begins anew.
      try must(whole.add("Next.") + whole.finish() == "Next.\n", "a text changes the one behind it")
      return [prose.utf8.count / 8, prose.utf8.count { $0 == 0x0A }, text.utf8.count / 32]
    }

    /// Prose to requests: slices do not matter, nothing is lost, and no text is too long.
    static let sentences = FuzzTarget(
      "sentences", texts: prose,
      words: [
        ". ", "! ", "? ", ".\n", "\u{3002}", "\u{FF01}", "\u{2026} ", ", ", "; ", "\u{3001}", "Dr. ", "z.B. ", "12. ",
        "\"", ")", "(", "\u{201D}", " ", "\n", "U.S. ", "word ", "\u{1F600}", "-",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      var whole = SentenceCutter()
      let texts = whole.add(text) + whole.finish()
      var sliced = SentenceCutter()
      var pieces: [String] = []
      for piece in textSlices(text, bytes) { pieces += sliced.add(piece) }
      pieces += sliced.finish()
      try must(pieces.elementsEqual(texts) { Array($0.utf8) == Array($1.utf8) }, "slices change the texts")
      let longest = texts.map(\.utf16.count).max() ?? 0
      try must(longest <= SentenceCutter.most, "a text of \(longest) characters")
      try must(texts.allSatisfy { letters($0) != [] }, "a text without a word")
      try must(letters(texts.joined()) == letters(text), "a letter is lost")
      var script = SpeechScript(rest: "The rest is in the text.")
      let spoken = script.add(text) + script.pause()
      try must(script.characters <= SpeechScript.longest, "\(script.characters) characters")
      try must(spoken.allSatisfy { $0.utf16.count <= SentenceCutter.most }, "a request that is too long")
      return [texts.count, longest / 16, spoken.count, script.isCut ? 1 : 0]
    }

    private static let markdown = [
      "# Stories\n\nThere are **12** stories:\n\n- [One](https://example.com/a_(b)), _new_\n- Two ``a `b` c``\n\n1. First\n"
        + "2) Second\n\n> Quoted\n> - item\n\n```swift\nlet a = 1\n```\nAfter &amp; more.\n",
      "Table:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd\n===\n\n[ref]: https://example.com\nA note[^1].\n\n[^1]: Its text.",
      "![A bus](bus.png) <b>x</b> www.example.org/a. ~~struck~~ \\*no\\* ***all*** a_b_c 2*3 ~5 %\n~~~\ncode\n~~~\n",
      "\u{65E5}\u{672C}\u{8A9E}\u{3002}- [x] done\n* three\n+ four\n---\n_ _ _\n",
    ]

    private static let prose = [
      "There are three stories. The first, which is new, is about hiking boots! \u{201C}Is it?\u{201D} Yes.\nThen 3.5 more.\n",
      "\u{65E5}\u{672C}\u{8A9E}\u{3002}\u{4E8C}\u{3064}\u{3001}\u{4E09}\u{FF01}",
      String(repeating: "a word, and more ", count: 40) + "end. Dr. No z.B. am 12. Mai in the U.S. today.",
      String(repeating: "x", count: 500),
    ]
  }

  private func textSlices(_ text: String, _ seed: [UInt8]) -> [String] {
    var random = SeededRandom(of: seed)
    var pieces: [String] = []
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let piece = rest.prefix(1 + random.below(random.oneIn(4) ? 200 : 5))
      rest = rest.dropFirst(piece.count)
      pieces.append(String(piece))
    }
    return pieces
  }

  /// The letters and digits of a text, in order.
  private func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }
#endif
