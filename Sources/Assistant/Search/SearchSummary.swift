public import Storyblok

/// The summary of a search, without its stories.
public struct SearchSummary: Sendable, Equatable {
  /// The term; nil for a list.
  public var term: String?
  /// The name of the backend that searched: `strata`.
  public var backend: String
  /// The way of searching: `by meaning`; nil for a list.
  public var manner: String?
  /// The version searched.
  public var version: StoryVersion
  /// The language of the stories' text; nil for the default language.
  public var language: String?
  /// The number of stories delivered.
  public var count: Int
  /// The number of stories found, including those not delivered.
  public var total: Int
  /// Whether `total` is exact. A semantic search that was cut at its limit does not know the total.
  public var totalIsExact: Bool
  /// Why Strata was asked and did not answer; nil if it answered, or was not asked.
  public var strataAbsence: StrataAbsence?
  /// Whether the backend has nothing of the space in its index, so that another is tried.
  var indexIsEmpty = false

  /// Makes a summary.
  public init(
    term: String?, backend: String, manner: String?, version: StoryVersion, language: String? = nil,
    count: Int, total: Int, totalIsExact: Bool
  ) {
    self.term = term
    self.backend = backend
    self.manner = manner
    self.version = version
    self.language = language
    self.count = count
    self.total = total
    self.totalIsExact = totalIsExact
  }
}
