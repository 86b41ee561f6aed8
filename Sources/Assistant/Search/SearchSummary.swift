public import Storyblok

/// What a search came to, apart from its stories.
public struct SearchSummary: Sendable, Equatable {
  /// What was looked for; nil where stories were listed.
  public var term: String?
  /// The name of the backend that searched: `strata`.
  public var backend: String
  /// How it searched, in words: `by meaning`; nil where stories were listed.
  public var manner: String?
  /// Which version was searched.
  public var version: StoryVersion
  /// Stories delivered.
  public var count: Int
  /// Stories there are, those not delivered included.
  public var total: Int
  /// Whether `total` is certain: a search by meaning that was cut at its limit does not know.
  public var totalIsExact: Bool

  /// Makes a summary.
  public init(
    term: String?, backend: String, manner: String?, version: StoryVersion, count: Int, total: Int, totalIsExact: Bool
  ) {
    self.term = term
    self.backend = backend
    self.manner = manner
    self.version = version
    self.count = count
    self.total = total
    self.totalIsExact = totalIsExact
  }
}
