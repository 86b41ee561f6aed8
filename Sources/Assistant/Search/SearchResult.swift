/// The stories and the summary of a search.
public struct SearchResult: Sendable {
  /// The stories, best first, or in the list's order.
  public var stories: [FoundStory]
  /// The summary.
  public var summary: SearchSummary
}
