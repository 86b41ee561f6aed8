import CSQLite
public import Core

extension Failure.Reason {
  /// There is no index, or none that is complete.
  public static let indexAbsent = Failure.Reason("index-absent")
  /// The index file cannot be used: damaged, foreign, of another version, locked, or without SQLite.
  public static let indexUnusable = Failure.Reason("index-unusable")
}

extension Failure {
  /// No file for `subject`.
  static func noIndex(_ subject: IndexSubject, _ path: String) -> Failure {
    var failure = Failure(
      .notFound, "there is no index of the \(subject.description)", hint: "build it: \(subject.update)")
    failure.reason = .indexAbsent
    failure.cause = path
    return failure
  }

  /// A file that cannot be used; `what` follows its path.
  static func indexFile(_ path: String, _ what: String, hint: Remedy? = nil) -> Failure {
    var failure = Failure(
      .io, "the index file \(path) \(what)",
      hint: hint ?? "check the permissions of the file and of its folder, and the space left there")
    failure.reason = .indexUnusable
    return failure
  }

  /// The folder of index files cannot be used.
  static func indexFolder(_ path: String, _ problem: FileProblem) -> Failure {
    var failure = Failure(
      .io, "cannot use the folder of indexes \(path): \(problem.sentence)",
      hint: "check its permissions and the space left there, or set SVA_STATE_HOME to another folder")
    failure.reason = .indexUnusable
    return failure
  }

  /// What a problem of SQLite means for an opened file.
  init(_ problem: DatabaseProblem, of connection: IndexConnection) {
    self.init(problem, of: connection.subject, at: connection.path)
  }

  /// What a problem of SQLite means for the file of `subject` at `path`.
  init(_ problem: DatabaseProblem, of subject: IndexSubject, at path: String) {
    switch problem {
    case .unusable(let content): self = .content(content, subject, path)
    case .library:
      self.init(
        .badConfig, "SQLite cannot be used: \(problem.sentence)",
        hint: "install SQLite 3.27 or newer (Debian: libsqlite3-0); without it, there is no local index")
      reason = .indexUnusable
    case .sqlite:
      if problem.lacksFullText {
        self.init(
          .badConfig, "this SQLite cannot search: it was built without FTS5",
          hint: "install a build of SQLite with FTS5, as those of Debian, Ubuntu, Fedora and macOS are")
      } else {
        self = Self.ofFile(problem, subject, path)
      }
      reason = .indexUnusable
      cause = problem.sentence
    }
  }

  /// The failure of a file with this content.
  static func content(_ content: IndexContent, _ subject: IndexSubject, _ path: String) -> Failure {
    switch content {
    case .empty, .usable: .noIndex(subject, path)
    case .outdated: .indexFile(path, "is of an older format", hint: "build it again: \(subject.update)")
    case .newer:
      .indexFile(
        path, "was built by a newer version of this program", hint: "update this program, or " + subject.rebuild)
    case .foreign: .indexFile(path, "is no index, or is damaged", hint: subject.rebuild)
    case .damaged: .indexFile(path, "is damaged", hint: subject.rebuild)
    case .misplaced: .indexFile(path, "is not of the \(subject.description)", hint: subject.rebuild)
    }
  }

  private static func ofFile(_ problem: DatabaseProblem, _ subject: IndexSubject, _ path: String) -> Failure {
    switch problem.primary {
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_MISMATCH, SQLITE_TOOBIG:
      .indexFile(path, "is damaged", hint: subject.rebuild)
    // SQLite says the same of a file and of a statement that is not as it should be.
    case SQLITE_ERROR:
      .indexFile(
        path, "cannot be used: \(problem.sentence)",
        hint: "try again; if it stays so, report it, and build the index again: \(subject.update)")
    case SQLITE_FULL:
      Failure(
        .io, "no space is left for the index file \(path)",
        hint: "free some space and run it again: what was done is kept")
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL:
      .indexFile(path, "is locked by another program", hint: "try again when that has finished")
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .indexFile(path, "cannot be written")
    case SQLITE_CANTOPEN: .indexFile(path, "cannot be opened")
    case SQLITE_NOMEM:
      Failure(.io, "not enough memory for the index file \(path)", hint: "end other programs and try again")
    default:
      .indexFile(
        path, "cannot be read or written",
        hint: "check the disk; on a network folder, set SVA_STATE_HOME to a local one")
    }
  }
}
