import CSQLite

/// Why SQLite could not do what it was asked for.
enum DatabaseProblem: Error, Sendable, Equatable {
  /// The library cannot be used; the words follow "SQLite cannot be used: ".
  case library(String)
  /// SQLite's extended result code and message.
  case sqlite(code: Int32, message: String)
  /// The file is not what it should be.
  case unusable(IndexContent)

  /// The primary result code; nil for a problem of the library.
  var primary: Int32? {
    if case .sqlite(let code, _) = self { code & 0xFF } else { nil }
  }

  /// The extended result code; nil for a problem of the library.
  var code: Int32? {
    if case .sqlite(let code, _) = self { code } else { nil }
  }

  /// SQLite's message, or the reason why it cannot be used.
  var sentence: String {
    switch self {
    case .library(let reason): reason
    case .sqlite(let code, let message): "\(message) (SQLite \(code))"
    case .unusable: "the file is not what it should be"
    }
  }

  /// Whether the library was built without full-text search.
  var lacksFullText: Bool {
    if case .sqlite(_, let message) = self { message.contains("no such module") } else { false }
  }

  /// Whether the file system has no memory that processes share, as network file systems: SQLite then needs the whole
  /// file for one process.
  var lacksSharedMemory: Bool {
    switch code {
    case SQLITE_IOERR | (19 << 8), SQLITE_IOERR | (20 << 8), SQLITE_IOERR | (21 << 8): true
    default: primary == SQLITE_CANTOPEN
    }
  }
}

extension DatabaseProblem {
  /// Whether the statement took more work than it was allowed.
  var isInterrupted: Bool { primary == SQLITE_INTERRUPT }
}
