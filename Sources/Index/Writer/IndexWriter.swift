public import Core

/// Builds and updates an index. Every call is one transaction: what a call has done stays when the process is killed,
/// and what it has not finished leaves no trace. Readers see the last finished call and never wait.
///
/// Use: take an `IndexLock`, `open`, `check`, compare `stamps()` with what the space has, `begin`, `write` and `remove`
/// what differs, `finish`; then, for vectors, `useVectors`, and `store` for all that `waiting` gives.
///
/// Not safe for use by several tasks at once.
public final class IndexWriter {
  let connection: IndexConnection
  let cutter = PassageCutter()
  private let lock: IndexLock
  private let log: Log
  /// The row of the next vector behind all others; nil before it was looked up.
  var nextSlot: Int64?
  var database: Database { connection.database }
  /// The most million steps of SQLite's machine that the check takes; some seconds.
  private static let mostChecking: Int32 = 200
  /// The seconds between two checks.
  private static let checkInterval = 86_400.0
  /// When the file was checked; nil if it was not.
  private var checkedAt: Int64?

  private init(_ connection: IndexConnection, _ lock: IndexLock, _ log: Log) {
    self.connection = connection
    self.lock = lock
    self.log = log
  }

  /// Opens the file of the lock's subject; makes it if it is missing, never finished, or of an older format.
  ///
  /// - Parameters:
  ///   - builder: the version of this program.
  ///   - random: 64 random bits (`Environment.random`).
  /// - Throws: `Failure`: `io` for a file that is damaged, foreign, newer, locked or not writable, with what to do;
  ///   `badConfig` without SQLite or its full-text search.
  public static func open(
    _ lock: IndexLock, in folder: IndexFolder, builder: String, random: UInt64, log: Log
  ) throws(Failure) -> IndexWriter {
    let connection = try IndexConnection.writing(lock.subject, in: folder, random: random, log: log)
    let writer = IndexWriter(connection, lock, log)
    try writer.working { (database) throws(DatabaseProblem) in
      let known = (try Meta.text(.builder, database), try Meta.integer(.passageLength, database))
      if known == (builder, Int64(writer.cutter.length)) { return }
      try database.transaction { () throws(DatabaseProblem) in
        try Meta.set(.builder, .text(builder), database)
        try Meta.set(.passageLength, .integer(writer.cutter.length), database)
      }
    }
    return writer
  }

  /// What the index holds now.
  ///
  /// - Throws: `Failure` with code `io`.
  public func information() throws(Failure) -> IndexInformation {
    try working { (_) throws(DatabaseProblem) in try IndexInformation(connection) }
  }

  /// Decides how texts are split into words, while the index holds no story; later it stays as it is.
  ///
  /// - Throws: `Failure` with code `io`.
  public func choose(_ tokenizer: Tokenizer) throws(Failure) {
    guard tokenizer != connection.tokenizer else { return }
    if tokenizer == .trigrams, database.version < SQLiteLibrary.oldestWithTrigrams {
      return log.note("index: texts are split at blanks: this SQLite is older than 3.34 and has no trigrams")
    }
    try working { (database) throws(DatabaseProblem) in
      guard try database.integer("select count(*) from story") == 0 else { return }
      try database.transaction { () throws(DatabaseProblem) in
        try database.run("drop table words")
        try database.run(Schema.words(tokenizer))
        try Meta.set(.tokenizer, .text(tokenizer.rawValue), database)
      }
      connection.tokenizer = tokenizer
    }
  }

  /// Notes that an update begins to write. Until `finish`, a story of the index that is up to date says nothing about
  /// the others.
  ///
  /// - Throws: `Failure` with code `io`.
  public func begin() throws(Failure) {
    try working { (database) throws(DatabaseProblem) in try Meta.set(.isOpen, .flag(true), database) }
  }

  /// Notes that the index is now as the space was at `time`.
  ///
  /// - Parameters:
  ///   - time: ISO 8601.
  ///   - cacheVersion: the version of the space's content at that time, if it is known.
  ///   - site: the address of the site without query and secrets, for links to its pages; nil leaves what is known.
  ///   - languages: the codes of the space's languages besides the default one; nil leaves what is known.
  /// - Throws: `Failure` with code `io`.
  public func finish(
    at time: String, cacheVersion: Int64?, site: String? = nil, languages: [String]? = nil
  ) throws(Failure) {
    try working { (database) throws(DatabaseProblem) in
      try database.transaction { () throws(DatabaseProblem) in
        try Meta.set(.updated, .text(time), database)
        try Meta.set(.cacheVersion, cacheVersion.map { .integer($0) } ?? .null, database)
        try Meta.set(.isOpen, .null, database)
        if let site { try Meta.set(.site, .text(site), database) }
        if let languages { try Meta.set(.languages, .text(languages.joined(separator: "\n")), database) }
        if let checkedAt { try Meta.set(.checked, .integer(checkedAt), database) }
      }
      // The copy of an index that is kept for this run alone is whole once it is closed.
      do throws(DatabaseProblem) { try database.unite() } catch {
        log.note("index: what was written stays beside the file until it is closed: \(error.sentence)")
      }
    }
  }

  /// Runs work on the database and words its problems.
  func working<Value>(_ body: (Database) throws(DatabaseProblem) -> Value) throws(Failure) -> Value {
    do throws(DatabaseProblem) { return try body(database) } catch { throw Failure(error, of: connection) }
  }

  /// Looks for damage, as far as some seconds allow. The whole file is read, so it is done once a day; what statements
  /// read is checked by SQLite itself.
  ///
  /// - Parameter now: seconds since 1970. `finish` notes it.
  /// - Throws: `Failure` with code `io` for a damaged file.
  public func check(now: Double) throws(Failure) {
    let last = try working { (database) throws(DatabaseProblem) in try Meta.integer(.checked, database) }
    if let last, 0..<Self.checkInterval ~= now - Double(last) { return }
    database.limitWork(millionSteps: Self.mostChecking)
    defer { database.limitWork(millionSteps: nil) }
    let verdict: String?
    do throws(DatabaseProblem) {
      verdict = try database.first("pragma quick_check(1)") { $0.text(0) } ?? nil
    } catch {
      if error.isInterrupted { return }
      throw Failure(error, of: connection)
    }
    if let verdict, verdict != "ok" {
      var failure = Failure.indexFile(connection.path, "is damaged", hint: connection.subject.rebuild)
      failure.cause = verdict
      throw failure
    }
    checkedAt = Int64(now)
  }
}
