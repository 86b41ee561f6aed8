/// What a search came to, as the assistant's tools and a conversation hold it.
public struct Findings: Sendable, Equatable {
  /// What was looked for.
  public var term: String
  /// The content type kept to.
  public var contentType: String?
  /// The stories, best first.
  public var stories: [FoundStory]
  /// How many there are in all.
  public var total: Int
  /// Whether `total` is exact, or what the search was cut at.
  public var isExact: Bool

  /// Findings.
  public init(term: String, contentType: String? = nil, stories: [FoundStory], total: Int, isExact: Bool) {
    self.term = term
    self.contentType = contentType
    self.stories = stories
    self.total = total
    self.isExact = isExact
  }

  /// The count in words: `12`, `at least 100`.
  var count: String { isExact ? "\(total)" : "at least \(total)" }
}
