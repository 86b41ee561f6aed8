#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file could not be read or written.
public enum FileProblem: Error, Sendable, Equatable {
  /// No file exists at the path.
  case absent
  /// A file exists, but must not.
  case present
  /// The path is a folder.
  case directory
  /// The path is a pipe or a device, where a regular file is needed.
  case notRegular
  /// The path is a symbolic link, and links are not followed.
  case link
  /// Permission denied.
  case notPermitted
  /// The reader of a pipe is closed, or the descriptor is.
  case closed
  /// The file has more than `limit` bytes.
  case tooLarge(limit: Int)
  /// Any other error, with the system's message.
  case failed(String)

  /// The problem, as text that follows "PATH: ".
  public var sentence: String {
    switch self {
    case .absent: "no such file"
    case .present: "it is there already"
    case .directory: "is a folder, not a file"
    case .notRegular: "is a pipe or a device, not a regular file"
    case .link: "it is a symbolic link"
    case .notPermitted: "permission denied"
    case .closed: "it is closed"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    case .failed(let reason): reason
    }
  }

  /// The problem of the calling thread's `errno`.
  static var ofLastCall: FileProblem { FileProblem(code: errno) }

  /// The problem of a system error number.
  init(code: Int32) {
    self =
      switch code {
      case ENOENT, ENOTDIR: .absent
      case EEXIST: .present
      case EISDIR: .directory
      case ELOOP: .link
      // A file such as /proc/kmsg, which has nothing to read now.
      case EAGAIN: .notRegular
      case EACCES, EPERM: .notPermitted
      case EPIPE, EBADF: .closed
      default: .failed(SystemError.message(code))
      }
  }
}
