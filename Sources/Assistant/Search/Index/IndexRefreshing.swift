public import Index
public import Storyblok

/// Brings an index up to date before a search, if that takes little.
public protocol IndexRefreshing: Sendable {
  /// Asks the space whether something changed since the index was updated, and brings small changes in, words only, in
  /// at most about two seconds. It runs beside the first requests of the search; the search in the file begins when it
  /// has returned.
  ///
  /// It never fails: where it cannot be told, the answer is `.unknown`, with the reason in the log at `note`.
  ///
  /// - Parameters:
  ///   - index: what is known of the file without opening it for writing: its subject, `updatedAt`, `cacheVersion`.
  ///   - folder: the folder of the file, for `IndexLock.take` and `IndexWriter.open`. Where another run holds the lock,
  ///     nothing is brought in.
  func refresh(_ index: IndexState, in folder: IndexFolder, client: StoryblokClient) async -> IndexFreshness
}

/// What is known of an index before it is searched.
public struct IndexState: Sendable, Equatable {
  /// What it is of.
  public var subject: IndexSubject
  /// The language as the space writes it; nil for the default language.
  public var language: String?
  /// When the last update was complete, ISO 8601.
  public var updatedAt: String
  /// The version of the space's content at that time, as a delivery token tells it.
  public var cacheVersion: Int64?

  /// What is known of an index.
  public init(subject: IndexSubject, language: String?, updatedAt: String, cacheVersion: Int64?) {
    self.subject = subject
    self.language = language
    self.updatedAt = updatedAt
    self.cacheVersion = cacheVersion
  }
}

/// How an index compares with its space.
public enum IndexFreshness: Sendable, Equatable {
  /// Nothing changed since it was updated.
  case current
  /// So many stories changed, and were brought in.
  case refreshed(stories: Int)
  /// Something changed, and more than was brought in: so many stories, if their number is known.
  case stale(stories: Int?)
  /// It is not known: the space could not be asked or took too long, or another run updates the index.
  case unknown
}
