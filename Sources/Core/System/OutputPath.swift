#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What can be written at a path that the user named for output.
package enum OutputPath: Sendable, Equatable {
  /// A regular file, which is replaced, or none yet: the path without symbolic links at its end.
  case file(String)
  /// A pipe or a device, which is written to as it is.
  case stream

  /// What stands at an absolute path. Nothing is made or opened.
  ///
  /// - Throws: `FileProblem` if nothing can be written there: a folder, a missing folder, no permission.
  package init(_ path: String) throws(FileProblem) {
    if path.utf8.contains(0) { throw .failed("the path holds a NUL byte") }
    if let status = FileStatus(path) {
      if status.isFolder { throw .directory }
      guard status.isFile else {
        guard access(path, W_OK) == 0 else { throw .ofLastCall }
        self = .stream
        return
      }
    }
    let target = Self.resolved(path)
    // A name that is too long, or a link that leads to itself, is no missing file.
    guard access(target, F_OK) == 0 || errno == ENOENT || errno == ENOTDIR else { throw .ofLastCall }
    guard let slash = target.utf8.lastIndex(of: UInt8(ascii: "/")) else { throw .absent }
    if target.utf8.last == UInt8(ascii: "/") { throw .directory }
    let folder = slash == target.startIndex ? "/" : String(target[..<slash])
    guard let status = FileStatus(folder) else { throw .failed("there is no folder \(folder)") }
    guard status.isFolder else { throw .failed("\(folder) is no folder") }
    guard access(folder, W_OK | X_OK) == 0 else { throw .ofLastCall }
    self = .file(target)
  }

  /// The path of the file that a link leads to.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension Descriptor {
  /// Opens a pipe or a device for writing; waits for the reader of a pipe. The caller closes it.
  ///
  /// - Throws: `FileProblem`.
  package static func openStream(_ path: String) throws(FileProblem) -> Descriptor {
    try open(path, O_WRONLY | O_NOCTTY)
  }
}
