import CSQLite
import Core

/// An opened index file that was found to be ours, whole in its outline, and of its subject.
final class IndexConnection {
  let database: Database
  let subject: IndexSubject
  let path: String
  var tokenizer: Tokenizer

  private init(_ database: Database, _ subject: IndexSubject, _ path: String, _ tokenizer: Tokenizer) {
    self.database = database
    self.subject = subject
    self.path = path
    self.tokenizer = tokenizer
  }

  /// Opens a file for reading.
  ///
  /// - Throws: `Failure`: `notFound` without a file; `io` for one that cannot be used; `badConfig` without SQLite.
  static func reading(_ subject: IndexSubject, in folder: IndexFolder, log: Log) throws(Failure) -> IndexConnection {
    let path = folder.path(of: subject)
    guard try holdsFile(path, subject) else { throw .noIndex(subject, path) }
    let (database, content): (Database, IndexContent)
    do throws(DatabaseProblem) {
      do throws(DatabaseProblem) { (database, content) = try open(path, .reading, subject, folder) } catch {
        guard isOnReadOnlyMedium(path, folder, error) || error.lacksSharedMemory && isSettled(path) else {
          throw error
        }
        // SQLite cannot make the file that readers share.
        log.note("index: \(path) is read as a file that nobody changes: \(error.sentence)")
        (database, content) = try open(path, .unchanging, subject, folder)
      }
    } catch { throw Failure(error, of: subject, at: path) }
    guard case .usable(let tokenizer) = content else { throw .content(content, subject, path) }
    return IndexConnection(database, subject, path, tokenizer)
  }

  /// Opens a file for writing; makes it if it is missing, empty or of an older format.
  ///
  /// - Throws: `Failure`: `io` for a file that cannot be used or made; `badConfig` without SQLite.
  static func writing(
    _ subject: IndexSubject, in folder: IndexFolder, random: UInt64, log: Log
  ) throws(Failure) -> IndexConnection {
    let path = folder.path(of: subject)
    if try !holdsFile(path, subject) { try make(path, random) }
    do throws(DatabaseProblem) {
      var (database, content) = try open(path, .writing, subject, folder)
      if content == .outdated {
        log.notice("the local index is of an older format and is built anew")
        database = try emptied(path, subject, folder, random)
        content = .empty
      }
      try journal(&database, path, subject, folder, log)
      if content == .empty {
        let tokenizer = Tokenizer.words
        try database.transaction { () throws(DatabaseProblem) in
          try Schema.create(database, tokenizer)
          try Meta.set(.space, .integer(subject.space), database)
          try Meta.set(.version, .text(subject.version.rawValue), database)
          try Meta.set(.language, .text(subject.language), database)
          try Meta.set(.family, .text(subject.family.rawValue), database)
          try Meta.set(.tokenizer, .text(tokenizer.rawValue), database)
        }
        content = .usable(tokenizer)
      }
      if case .usable(let tokenizer) = content { return IndexConnection(database, subject, path, tokenizer) }
      throw DatabaseProblem.unusable(content)
    } catch { throw Failure(error, of: subject, at: path) }
  }

  private static func open(
    _ path: String, _ mode: Database.Mode, _ subject: IndexSubject, _ folder: IndexFolder, isExclusive: Bool = false
  ) throws(DatabaseProblem) -> (Database, IndexContent) {
    let database = try Database(
      path, mode, library: folder.library, vfs: folder.vfs, patience: mode == .writing ? 10_000 : 2000)
    // Nothing that a file holds is run, and its pages are checked when they are read.
    try database.run("pragma trusted_schema = off")
    try database.run("pragma cell_size_check = on")
    try database.run("pragma temp_store = memory")
    if mode != .writing { try database.run("pragma query_only = on") }
    if isExclusive { try database.run("pragma locking_mode = exclusive") }
    return (database, try IndexContent(database, subject))
  }

  /// Makes writers and readers independent of each other, or keeps the file for this process where the file system does
  /// not let processes share memory.
  private static func journal(
    _ database: inout Database, _ path: String, _ subject: IndexSubject, _ folder: IndexFolder, _ log: Log
  ) throws(DatabaseProblem) {
    let reason: String
    do throws(DatabaseProblem) {
      try database.run("pragma synchronous = normal")
      let mode = try database.first("pragma journal_mode = wal") { $0.text(0) } ?? nil
      if mode == "wal" {
        // The first read makes the shared memory.
        _ = try database.integer("select count(*) from sqlite_master")
        return
      }
      reason = "the file system does not allow it"
    } catch {
      guard error.lacksSharedMemory else { throw error }
      reason = error.sentence
    }
    log.note("index: \(path) is kept for this run alone while it is written: \(reason)")
    (database, _) = try open(path, .writing, subject, folder, isExclusive: true)
    // Not WAL: readers of such a file need the shared memory too.
    try database.run("pragma journal_mode = delete")
    try database.run("pragma synchronous = full")
  }

  /// A new, empty file in place of the one at `path`.
  private static func emptied(
    _ path: String, _ subject: IndexSubject, _ folder: IndexFolder, _ random: UInt64
  ) throws(DatabaseProblem) -> Database {
    do throws(FileProblem) {
      for companion in IndexFolder.companions { try FileEntry.remove(path + companion) }
      try AtomicFile.write([], to: path, random: random)
    } catch { throw .sqlite(code: SQLITE_CANTOPEN, message: error.sentence) }
    return try open(path, .writing, subject, folder).0
  }

  /// Makes an empty file that nobody else may read. SQLite gives its other files the same permissions.
  private static func make(_ path: String, _ random: UInt64) throws(Failure) {
    do throws(FileProblem) { try AtomicFile.write([], to: path, random: random) } catch {
      throw .indexFile(path, "cannot be made: \(error.sentence)")
    }
  }

  /// Whether there is a regular file at `path`.
  ///
  /// - Throws: `Failure` with code `io` for something else: SQLite would wait for a pipe.
  private static func holdsFile(_ path: String, _ subject: IndexSubject) throws(Failure) -> Bool {
    guard let status = FileStatus(path, followsLinks: false) else { return false }
    // A link may have been made by the user, to keep the file elsewhere.
    guard status.isFile || FileStatus(path)?.isFile == true else {
      throw .indexFile(path, "is no regular file", hint: "remove or rename what is there")
    }
    // SQLite takes a file that is shorter than its smallest page for an empty one, and would write over it.
    if let size = FileStatus(path)?.size, 1..<512 ~= size { throw .content(.foreign, subject, path) }
    return true
  }

  /// Whether a file could not be opened because nothing can be written beside it, and nothing needs to be.
  private static func isOnReadOnlyMedium(_ path: String, _ folder: IndexFolder, _ problem: DatabaseProblem) -> Bool {
    guard problem.primary == SQLITE_CANTOPEN || problem.primary == SQLITE_READONLY else { return false }
    return !FileEntry.isWritable(folder.path) && isSettled(path)
  }

  /// Whether all that was written is in the file itself.
  private static func isSettled(_ path: String) -> Bool { (FileStatus(path + "-wal")?.size ?? 0) == 0 }
}
