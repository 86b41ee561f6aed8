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
      .notFound, "there is no index of the \(subject.description)",
      hint: "build it: \(command: .search) \(switch: .updateIndex)"
        + (subject.version == .draft && subject.family == .delivery ? " \(switch: .draftStories)" : ""))
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

  /// What to do about a file whose content is of no use.
  static let rebuild: Remedy =
    "remove it: \(command: .search) \(switch: .dropIndex); build it again: \(command: .search) \(switch: .updateIndex)"

  /// What a problem of SQLite means for the file at `path`.
  init(_ problem: DatabaseProblem, of path: String) {
    guard case .sqlite = problem else {
      self.init(
        .badConfig, "SQLite cannot be used: \(problem.sentence)",
        hint: "install SQLite 3.27 or newer (Debian: libsqlite3-0); without it, there is no local index")
      reason = .indexUnusable
      return
    }
    if problem.lacksFullText {
      self.init(
        .badConfig, "this SQLite cannot search: it was built without FTS5",
        hint: "install a build of SQLite with FTS5, as those of Debian, Ubuntu, Fedora and macOS are")
    } else {
      self = Self.ofFile(problem, path)
    }
    reason = .indexUnusable
    cause = problem.sentence
  }

  private static func ofFile(_ problem: DatabaseProblem, _ path: String) -> Failure {
    switch problem.primary {
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_MISMATCH, SQLITE_ERROR, SQLITE_TOOBIG:
      .indexFile(path, "is damaged", hint: rebuild)
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
