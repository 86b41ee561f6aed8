import Core
import Index

/// The result of an update of an index, or an estimate of one.
public struct IndexReport: Sendable, Equatable {
  /// What the index holds after it; for an estimate what it would hold.
  public var path: String
  /// The number of stories.
  public var stories: Int
  /// The number of passages.
  public var passages: Int
  /// The embedding model of the vectors; nil without vectors.
  public var model: String?
  /// The dimensions of the vectors.
  public var dimensions: Int?
  /// When the index was last as the space was, ISO 8601; nil if it never was.
  public var updatedAt: String?
  /// The size of the index in bytes.
  public var bytes: Int
  /// The version of the stories: `published` or `draft`.
  public var version: String
  /// The language; nil for the default language.
  public var language: String?
  /// The stories that were written, also those whose text is as it was; or would be.
  public var changed = 0
  /// The stories that were removed, or would be.
  public var removed = 0
  /// What the embeddings cost, or would cost, in US dollars.
  public var cost = 0.0
  /// What only an estimate tells.
  public var estimate: Estimate?

  /// What only an estimate tells.
  public struct Estimate: Sendable, Equatable {
    /// The requests for embeddings.
    public var requests: Int
    /// The least time of reading and embedding, in seconds.
    public var seconds: Double
    /// The number of stories that were read for it; nil if all were.
    public var sample: Int?
    /// The passages that wait for a vector.
    public var waiting: Int
  }

  init(_ information: IndexInformation) {
    path = information.path
    stories = information.stories
    passages = information.passages
    // A model whose vectors could not be made yet finds nothing.
    model = information.vectors > 0 ? information.model : nil
    dimensions = information.vectors > 0 ? information.dimensions : nil
    updatedAt = information.updatedAt
    bytes = information.bytes
    version = information.subject.version.rawValue
    language = information.subject.language
  }

  init(_ subject: IndexSubject, path: String) {
    self.path = path
    stories = 0
    passages = 0
    bytes = 0
    version = subject.version.rawValue
    language = subject.language
  }
}
