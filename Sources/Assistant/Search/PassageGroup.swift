import Storyblok

/// One story, and the passages of it that a search returned.
struct PassageGroup: Sendable {
  /// The best passage.
  var best: Passage
  /// The distinct texts of all passages, best first.
  var excerpts: [String]

  /// Groups passages by story, in the order of each story's best passage.
  static func groups(of passages: [Passage]) -> [PassageGroup] {
    var groups: [PassageGroup] = []
    var places: [Int64: Int] = [:]
    // The texts of each group. Looking in its excerpts would take quadratic time for a story of many passages.
    var texts: [Set<String>] = []
    // Passages of equal score keep the order of the answer.
    let ranked = passages.enumerated().sorted { a, b in
      let (x, y) = (a.element.score ?? -.infinity, b.element.score ?? -.infinity)
      return x == y ? a.offset < b.offset : x > y
    }
    for passage in ranked.map(\.element) {
      if let place = places[passage.storyID] {
        if let text = passage.text, texts[place].insert(text).inserted { groups[place].excerpts.append(text) }
      } else {
        places[passage.storyID] = groups.count
        groups.append(PassageGroup(best: passage, excerpts: passage.text.map { [$0] } ?? []))
        texts.append(Set(groups[groups.count - 1].excerpts))
      }
    }
    return groups
  }
}
