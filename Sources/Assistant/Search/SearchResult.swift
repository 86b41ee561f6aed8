/// A search's outcome, whole.
public struct SearchResult: Sendable {
  /// The stories, best first, or in the list's order.
  public var stories: [FoundStory]
  /// What the search came to.
  public var summary: SearchSummary
}
