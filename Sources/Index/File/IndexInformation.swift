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
  /// The bytes of the file and what belongs to it.
  public var bytes: Int
  /// How its texts are split into words.
  public var tokenizer: Tokenizer
  /// The version of the program that updated it last.
  public var builder: String?

  /// Whether an update was complete once.
  public var isWhole: Bool { updatedAt != nil }

  /// Reads an opened file.
  init(_ connection: IndexConnection, _ folder: IndexFolder) throws(DatabaseProblem) {
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
    bytes = folder.size(of: connection.subject)
  }

  /// What the index of `subject` holds.
  ///
  /// - Throws: `Failure`: `notFound` without a file; `io` for one that cannot be used; `badConfig` without SQLite.
  public static func read(_ subject: IndexSubject, in folder: IndexFolder, log: Log) throws(Failure) -> IndexInformation
  {
    let connection = try IndexConnection.reading(subject, in: folder, log: log)
    do throws(DatabaseProblem) { return try IndexInformation(connection, folder) } catch {
      throw Failure(error, of: connection.path)
    }
  }
}
