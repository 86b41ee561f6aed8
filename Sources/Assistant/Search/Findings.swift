/// The result of a search, for tools and conversations.
public struct Findings: Sendable, Equatable {
  /// The search term.
  public var term: String
  /// The content type that the search was limited to.
  public var contentType: String?
  /// The stories, best first.
  public var stories: [FoundStory]
  /// The total number.
  public var total: Int
  /// Whether `total` is exact; otherwise it is the limit of the search.
  public var isExact: Bool
  /// Whether words were matched because the space has no search by meaning.
  public var isByWords = false
  /// How the local index searched: `by words`; nil if another engine answered.
  public var indexManner: String?
  /// Whether these are the stories nearest to the term: their number is that of the search's limit, and no count.
  public var isByNearness = false
  /// Whether only the whole term was looked for, and not its words, so that a search may find more.
  public var isOfPhrase = false

  /// Creates a result.
  public init(term: String, contentType: String? = nil, stories: [FoundStory], total: Int, isExact: Bool) {
    self.term = term
    self.contentType = contentType
    self.stories = stories
    self.total = total
    self.isExact = isExact
  }

  /// Whether `total` is an exact count.
  var isCounted: Bool { isExact && !isByNearness }

  /// The count in words: `12`, `at least 100`.
  var count: String { isExact ? "\(total)" : "at least \(total)" }
}

extension Findings {
  /// The joined results of searches made at once, each story once.
  init(joining all: [Findings]) {
    var stories: [FoundStory] = []
    var seen: Set<Int64> = []
    for story in all.flatMap(\.stories) where seen.insert(story.id).inserted { stories.append(story) }
    // Results may overlap, so the total is exact only if all stories are known.
    let isWhole = all.allSatisfy { $0.isExact && $0.total == $0.stories.count }
    let types = Set(all.map(\.contentType))
    self.init(
      term: all.map(\.term).joined(separator: " / "), contentType: types.count == 1 ? all.first?.contentType : nil,
      stories: stories, total: isWhole ? stories.count : max(stories.count, all.map(\.total).max() ?? 0),
      isExact: isWhole)
  }
}
