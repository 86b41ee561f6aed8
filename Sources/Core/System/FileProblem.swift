#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file could not be read or written.
public enum FileProblem: Error, Sendable, Equatable {
  /// There is none at that path.
  case absent
  /// There is one already, though there must not be.
  case present
  /// A folder stands there.
  case directory
  /// A symbolic link stands there, and links are not followed.
  case link
  /// The system does not allow it.
  case notPermitted
  /// The reader of a pipe is gone, or the descriptor is closed.
  case closed
  /// It holds more than `limit` bytes.
  case tooLarge(limit: Int)
  /// Anything else, in the system's words.
  case failed(String)

  /// What is wrong, in words that follow "PATH: ".
  public var sentence: String {
    switch self {
    case .absent: "no such file"
    case .present: "it is there already"
    case .directory: "is a folder, not a file"
    case .link: "it is a symbolic link"
    case .notPermitted: "permission denied"
    case .closed: "it is closed"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    case .failed(let reason): reason
    }
  }

  /// The meaning of the calling thread's `errno`.
  static var ofLastCall: FileProblem { FileProblem(code: errno) }

  /// The meaning of an error number of the system.
  init(code: Int32) {
    self =
      switch code {
      case ENOENT, ENOTDIR: .absent
      case EEXIST: .present
      case EISDIR: .directory
      case ELOOP: .link
      case EACCES, EPERM: .notPermitted
      case EPIPE, EBADF: .closed
      default: .failed(SystemError.message(code))
      }
  }
}

/// Error numbers of the system.
package enum SystemError {
  /// The system's words for an error number.
  package static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
