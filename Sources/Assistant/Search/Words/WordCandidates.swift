import Core
import Storyblok

/// The stories that the lists of a question's words gave, and their ranking by BM25.
struct WordCandidates: Sendable {
  /// One story.
  struct Candidate: Sendable {
    /// The story; without content where memory was short.
    var story: Story
    /// How often each of the counted words occurs: in the name three times.
    var counts: [Double]
    /// The number of all words; nil if the content is not known.
    var length: Double?
    /// Whether the service found the whole term in it.
    var holdsTerm = false
  }

  /// The counted words: the base forms of the question's.
  let words: WordCount
  /// The candidates, in the order in which they came.
  private(set) var candidates: [Candidate] = []
  /// The stories that each counted word occurs in, by the service's totals.
  private(set) var frequencies: [Int]
  private var places: [Int64: Int] = [:]
  /// The bytes of pages whose stories are kept with their content.
  private var kept = 0

  /// The weight of a word in the name, as in the measurements (SQLite's `bm25` with a title weight of 3).
  private static let nameWeight = 3.0
  /// The count of a word that the service found in a story and this program did not: as part of a longer word, or in a
  /// field that is not text.
  private static let unseen = 0.5
  /// The score of the best story without the whole term, of that of the last story with it.
  private static let belowTerm = 0.9
  /// The most bytes of a story's text that are read.
  private static let longestText = 256 << 10
  /// The most bytes of pages that are kept; the stories of later ones are read again when they are shown.
  private static let mostKept = 24 << 20

  /// The language of the stories' text; nil for the default language.
  private let language: String?

  /// No candidates for a question's words.
  init(_ words: [String], language: String? = nil) {
    self.language = language
    self.words = WordCount(words)
    frequencies = Array(repeating: 0, count: self.words.words.count)
  }

  /// Whether no story was found.
  var isEmpty: Bool { candidates.isEmpty }

  /// Adds a page of the list of `word`.
  mutating func add(_ page: StoryPage, of word: String, total: Int) {
    guard let place = words.place(of: word) else { return }
    frequencies[place] = max(frequencies[place], total)
    for index in indices(of: page) where candidates[index].counts[place] == 0 {
      // Without content, the service's word is all that is known: the word occurs.
      candidates[index].counts[place] = candidates[index].length == nil ? 1 : Self.unseen
    }
  }

  /// Adds the page that the whole term gave.
  ///
  /// - Parameter isWhole: whether each of its stories is known to hold all words.
  mutating func add(term page: StoryPage, isWhole: Bool) {
    for index in indices(of: page) where isWhole {
      candidates[index].holdsTerm = true
      for place in candidates[index].counts.indices where candidates[index].counts[place] == 0 {
        candidates[index].counts[place] = candidates[index].length == nil ? 1 : Self.unseen
      }
    }
  }

  /// The places of a page's stories among the candidates; new ones are added.
  private mutating func indices(of page: StoryPage) -> [Int] {
    let isKept = kept + page.size <= Self.mostKept
    if isKept { kept += page.size }
    return page.stories.map { story in
      if let place = places[story.id] { return place }
      places[story.id] = candidates.count
      candidates.append(candidate(story, isKept: isKept))
      return candidates.count - 1
    }
  }

  private func candidate(_ story: Story, isKept: Bool) -> Candidate {
    var counts = Array(repeating: 0.0, count: words.words.count)
    var length = words.add(story.name, weight: Self.nameWeight, limit: 2000, to: &counts)
    length += words.add(story.slug, limit: 2000, to: &counts)
    guard story.content != nil else { return Candidate(story: story, counts: counts) }
    let text = ContentText(.plain, limit: Self.longestText, language: language).text(of: story)
    length += words.add(text, limit: Self.longestText, to: &counts)
    var story = story
    if !isKept {
      story.content = nil
      story.bytes = []
    }
    return Candidate(story: story, counts: counts, length: length)
  }

  /// The candidates with their scores, best first: those that hold the whole term before others. Their scores do not
  /// depend on the others; those of the others are scaled where they would be higher.
  ///
  /// - Parameter documents: the number of stories searched; nil to give all words the same weight, for candidates that
  ///   hold all of them.
  func ranked(among documents: Int?) -> [(candidate: Candidate, score: Double)] {
    let even = BM25(
      weights: frequencies.map { _ in 1 }, meanLength: Self.meanLength(candidates.filter(\.holdsTerm)))
    let weighted = documents.map {
      BM25(
        frequencies: frequencies, documents: max($0, candidates.count), meanLength: Self.meanLength(candidates))
    }
    var scored = candidates.map { candidate in
      let ranking = candidate.holdsTerm ? even : weighted ?? even
      return (candidate: candidate, score: ranking.score(counts: candidate.counts, length: candidate.length))
    }
    let lowest = scored.lazy.filter(\.candidate.holdsTerm).map(\.score).min()
    let highest = scored.lazy.filter { !$0.candidate.holdsTerm }.map(\.score).max()
    if let lowest, let highest, highest >= lowest {
      let scale = highest > 0 ? Self.belowTerm * lowest / highest : 0
      for place in scored.indices where !scored[place].candidate.holdsTerm { scored[place].score *= scale }
    }
    // Stories of equal score keep the service's order.
    return scored.enumerated().sorted { first, second in
      let (one, other) = (first.element, second.element)
      if one.candidate.holdsTerm != other.candidate.holdsTerm { return one.candidate.holdsTerm }
      return one.score == other.score ? first.offset < second.offset : one.score > other.score
    }.map(\.element)
  }

  private static func meanLength(_ candidates: [Candidate]) -> Double {
    let lengths = candidates.compactMap(\.length)
    return lengths.isEmpty ? 0 : lengths.reduce(0, +) / Double(lengths.count)
  }
}
