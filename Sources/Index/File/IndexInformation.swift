public import Core

/// What an index holds, for people and documents.
public struct IndexInformation: Sendable, Equatable {
  /// The path of the file.
  public var path: String
  /// What it is of.
  public var subject: IndexSubject
  /// The stories in it.
  public var stories: Int
  /// The passages in it.
  public var passages: Int
  /// The passages that have a vector.
  public var vectors: Int
  /// The embedding model of the vectors; nil if it has none.
  public var model: String?
  /// The number of the vectors' dimensions; nil if it has none.
  public var dimensions: Int?
  /// When the last update was complete, ISO 8601; nil if none was: then the index is not whole.
  public var updatedAt: String?
  /// The version of the space's content at that time, as a delivery token tells it.
  public var cacheVersion: Int64?
  /// The size of the file in bytes, once all that was written is in it.
  public var bytes: Int
  /// How its texts are split into words.
  public var tokenizer: Tokenizer
  /// The version of the program that updated it last.
  public var builder: String?

  /// Whether an update began to write and was not finished.
  public var isOpen: Bool

  /// Whether an update was complete once.
  public var isWhole: Bool { updatedAt != nil }
  /// Whether all stories are as the last update found them, so that those which are older than one that is up to date
  /// are up to date too.
  public var isComplete: Bool { isWhole && !isOpen }

  /// Reads an opened file.
  init(_ connection: IndexConnection) throws(DatabaseProblem) {
    let database = connection.database
    path = connection.path
    subject = connection.subject
    tokenizer = connection.tokenizer
    stories = Int(try database.integer("select count(*) from story") ?? 0)
    passages = Int(try database.integer("select count(*) from passage") ?? 0)
    model = try Meta.text(.model, database)
    dimensions = try Meta.integer(.dimensions, database).flatMap {
      1...Quantiser.mostDimensions ~= Int($0) ? Int($0) : nil
    }
    let waiting = try database.integer("select count(*) from passage where slot is null") ?? 0
    vectors = model == nil ? 0 : passages - Int(waiting)
    updatedAt = try Meta.text(.updated, database)
    cacheVersion = try Meta.integer(.cacheVersion, database)
    builder = try Meta.text(.builder, database)
    // The file beside it that holds the last writes goes when the last process closes the index.
    let pages = try (count: database.integer("pragma page_count") ?? 0, size: database.integer("pragma page_size") ?? 0)
    bytes = Int(pages.count * pages.size)
    isOpen = try Meta.integer(.isOpen, database) != nil
  }

  /// What the index of `subject` holds.
  ///
  /// - Throws: `Failure`: `notFound` without a file; `io` for one that cannot be used; `badConfig` without SQLite.
  public static func read(_ subject: IndexSubject, in folder: IndexFolder, log: Log) throws(Failure) -> IndexInformation
  {
    let connection = try IndexConnection.reading(subject, in: folder, log: log)
    do throws(DatabaseProblem) { return try IndexInformation(connection) } catch {
      throw Failure(error, of: connection)
    }
  }
}
