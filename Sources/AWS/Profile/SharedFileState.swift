import Core

/// Whether a shared file was read, or why not.
enum SharedFileState: Sendable, Equatable {
  /// It was read.
  case read
  /// There is none.
  case absent
  /// A folder has its name.
  case folder
  /// It cannot be opened or read. As in botocore, it then counts as absent.
  case unreadable(String)
  /// It cannot be parsed. It stops what needs it.
  case damaged(Failure)

  /// The failure of a file that cannot be parsed.
  var damage: Failure? { if case .damaged(let failure) = self { failure } else { nil } }

  /// Whether a file is there whose content is not known.
  var isUnknown: Bool {
    switch self {
    case .unreadable, .damaged: true
    case .read, .absent, .folder: false
    }
  }

  /// Why nothing was read, as text that follows the path.
  var absence: String {
    switch self {
    case .read: "was read"
    case .absent: "does not exist"
    case .folder: "is a folder, not a file"
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .damaged: "cannot be parsed"
    }
  }
}
