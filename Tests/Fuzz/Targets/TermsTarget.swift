#if DEBUG || FUZZING
  @testable import Assistant

  extension FuzzTarget {
    static let terms = FuzzTarget(
      "terms",
      texts: [
        "boots size\nChoosing hiking boots: the right boot size matters. Boots, boots.", "é\nCafé cafe\u{301} É",
        "a b\na b c a",
      ],
      words: ["\n", "boots", " ", "s", "é", "e\u{301}", "漢", ".", "ß", "SS", "İ"]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let body = String(parts.last ?? "")
      let matcher = TermMatcher(String(parts.first ?? ""))
      let ranges = matcher.ranges(in: body)
      for (before, after) in zip(ranges, ranges.dropFirst()) {
        try must(before.upperBound <= after.lowerBound, "ranges ascend and do not overlap")
      }
      try must(ranges.allSatisfy { !$0.isEmpty && $0.upperBound <= body.endIndex }, "a range lies within the text")
      let passages = matcher.passages(in: body)
      try must(
        passages.count <= 3 && passages.allSatisfy { $0.utf8.count <= body.utf8.count + 6 },
        "passages are parts of the text")
      try must(passages.isEmpty == ranges.isEmpty, "a match gives a passage")
      // Text for the model cannot close the fence around it.
      var story = FoundStory(id: 1, name: text, slug: text)
      story.body = text
      let shown = StoryFence { 1 }.enclose(StoryText.list([story], version: "published"))
      try must(shown.lowercased().utf8.count { $0 == UInt8(ascii: "<") } >= 2, "the fence stands")
      try must(shown.ranges(of: "</stories").count == 1, "content cannot end itself")
      return [ranges.count, passages.count, passages.first?.utf8.count ?? 0, body.utf8.count / 64]
    }
  }
#endif
