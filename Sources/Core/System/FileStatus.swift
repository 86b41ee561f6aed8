#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The status of a file.
package struct FileStatus: Sendable {
  /// Whether it is a regular file.
  package let isFile: Bool
  /// Whether it is a folder.
  package let isFolder: Bool
  /// Whether it is a pipe.
  let isPipe: Bool
  /// Whether it is `/dev/null`, which counts as an empty file.
  let isNullDevice: Bool
  /// Whether group or others may read or write it.
  package let isOpenToOthers: Bool
  /// Who may read, write and run it (`0o644`).
  package let permissions: UInt32
  /// Its size in bytes.
  package let size: Int
  /// The time of the last write, in seconds and nanoseconds since 1970.
  package let modified: (seconds: Int, nanoseconds: Int)

  init(_ status: stat) {
    isFile = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isPipe = status.st_mode & S_IFMT == S_IFIFO
    isNullDevice = status.st_mode & S_IFMT == S_IFCHR && Self.isNullDevice(status)
    isOpenToOthers = status.st_mode & 0o077 != 0
    permissions = UInt32(status.st_mode & 0o777)
    size = Int(status.st_size)
    let time = Platform.modified(status)
    modified = (Int(time.tv_sec), Int(time.tv_nsec))
  }

  /// The status of the file at `path`, or of the link itself if `followsLinks` is false. Nil if there is no file.
  package init?(_ path: String, followsLinks: Bool = true) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.init(status)
  }

  private static func isNullDevice(_ status: stat) -> Bool {
    var null = stat()
    return stat("/dev/null", &null) == 0 && null.st_rdev == status.st_rdev
  }

  /// Whether this process may run the file at `path`.
  package static func isExecutable(_ path: String) -> Bool {
    access(path, X_OK) == 0 && FileStatus(path)?.isFolder == false
  }
}
