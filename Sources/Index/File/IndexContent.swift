import CSQLite

/// What an opened file turns out to be.
enum IndexContent: Equatable {
  /// An SQLite file without anything in it: one whose first write was not finished.
  case empty
  /// An index of an older format.
  case outdated
  /// An index of a newer format.
  case newer
  /// No index, but another file.
  case foreign
  /// An index whose tables are not as they were made.
  case damaged
  /// An index of something else, as after renaming the file.
  case misplaced
  /// An index of the subject.
  case usable(Tokenizer)

  /// Looks into an opened file.
  init(_ database: Database, _ subject: IndexSubject) throws(DatabaseProblem) {
    do throws(DatabaseProblem) { self = try Self.read(database, subject) } catch {
      guard error.primary == SQLITE_NOTADB else { throw error }
      self = .foreign
    }
  }

  private static func read(_ database: Database, _ subject: IndexSubject) throws(DatabaseProblem) -> IndexContent {
    let application = try database.integer("pragma application_id") ?? 0
    guard application == Schema.applicationID else {
      let count = try database.integer("select count(*) from sqlite_master") ?? 0
      return application == 0 && count == 0 ? .empty : .foreign
    }
    let format = try database.integer("pragma user_version") ?? 0
    if format != Schema.format { return format > Schema.format ? .newer : .outdated }
    guard try Schema.isIntact(database),
      let tokenizer = try Meta.text(.tokenizer, database).flatMap(Tokenizer.init(rawValue:))
    else { return .damaged }
    let space = try Meta.integer(.space, database)
    let version = try Meta.text(.version, database)
    let language = try Meta.text(.language, database)
    let family = try Meta.text(.family, database)
    let isOfSubject =
      space == subject.space && version == subject.version.rawValue && language == subject.language
      && family == subject.family.rawValue
    return isOfSubject ? .usable(tokenizer) : .misplaced
  }
}
