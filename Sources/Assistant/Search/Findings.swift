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
