#if DEBUG || FUZZING
  import TestSupport

  @testable import Assistant

  extension FuzzTarget {
    static let citations = FuzzTarget(
      "citations",
      texts: [
        "Returns take 30 days [story:12]. See [story:12, 13; story:14].", "a  [story: 5 ] b [stor",
        "[story:] [story:x] [[story:1]]",
        "[story:99999999999999999999] é [story:1",
      ],
      words: ["[", "]", "[story:", "[story:1]", " ", "  ", ",", ";", ":", "story", "1", "[s", "[stor", "\n"]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      var whole = CitationFilter()
      let shown = whole.feed(text) + whole.finish()
      var random = SeededRandom(of: bytes)
      var sliced = CitationFilter()
      var pieces = ""
      var rest = text.unicodeScalars[...]
      while !rest.isEmpty {
        let piece = rest.prefix(1 + random.below(9))
        rest = rest.dropFirst(piece.count)
        pieces += sliced.feed(String(piece))
      }
      pieces += sliced.finish()
      try must(Array(pieces.utf8) == Array(shown.utf8), "any slicing shows the same text")
      try must(sliced.cited == whole.cited, "any slicing cites the same stories")
      try must(shown.utf8.count <= text.utf8.count, "marks are only taken out")
      try must(Set(whole.cited).count == whole.cited.count, "a story is cited once")
      try must(whole.cited.allSatisfy { $0 >= 0 }, "an id is a number")
      if !text.utf8.contains(UInt8(ascii: "[")) {
        try must(shown.utf8.starts(with: text.utf8.reversed().drop { $0 == 32 }.reversed()), "text without marks stays")
      }
      return [whole.cited.count, text.utf8.count - shown.utf8.count, shown.utf8.count / 32]
    }
  }
#endif
