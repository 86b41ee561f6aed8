#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system knows of a file.
package struct FileStatus: Sendable {
  /// Whether it is a regular file.
  package let isFile: Bool
  /// Whether it is a folder.
  package let isFolder: Bool
  /// Whether others than its owner may read or write it.
  package let isOpenToOthers: Bool
  /// Its size in bytes.
  package let size: Int
  /// When it was last written: seconds and nanoseconds since 1970.
  let modified: (seconds: Int, nanoseconds: Int)

  init(_ status: stat) {
    isFile = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isOpenToOthers = status.st_mode & 0o077 != 0
    size = Int(status.st_size)
    let time = Platform.modified(status)
    modified = (Int(time.tv_sec), Int(time.tv_nsec))
  }

  /// The status of the file at `path`; of the link itself unless `followsLinks`. Nil where there is none.
  package init?(_ path: String, followsLinks: Bool = true) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.init(status)
  }

  /// Whether this process may run the file at `path`.
  package static func isExecutable(_ path: String) -> Bool {
    access(path, X_OK) == 0 && FileStatus(path)?.isFolder == false
  }
}
