/// A filter in which names that people use are replaced by those that lists take.
public struct StoryResolution: Sendable, Equatable {
  /// The filter.
  public var filter: StoryFilter
  /// The slugs that no story has, as they were written.
  public var missing: [String] = []
  /// The slugs of folders without a start page among them.
  public var folders: [String] = []
  /// Slugs that several stories fit, with those of the stories.
  public var ambiguous: [String] = []

  /// A filter in which nothing needs to be replaced.
  init(_ filter: StoryFilter) { self.filter = filter }
}
