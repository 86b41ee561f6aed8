#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// Writes small files so that a reader sees the old one or the new one, never half of either.
public enum AtomicFile {
  /// Replaces the file at `path` by one of the given bytes, by way of a temporary file beside it and a rename.
  ///
  /// A symbolic link at `path` is replaced, not followed. Missing parent folders are made with mode 0700.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - path: absolute; its parent folder may be missing.
  ///   - mode: permissions of the file, whatever the umask.
  ///   - random: 64 random bits, for the temporary name (`Environment.random`).
  /// - Throws: `FileProblem`; the temporary file is gone then, and what stood at `path` is untouched.
  public static func write(
    _ bytes: some Sequence<UInt8>, to path: String, mode: UInt32 = 0o600, random: UInt64
  ) throws(FileProblem) {
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    if let cut, cut > path.startIndex { try makeFolder(String(path[..<cut])) }
    let temporary = path + "." + String(random, radix: 36) + ".tmp"
    let file = try openFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    do throws(FileProblem) {
      defer { close(file) }
      try writeAll(Array(bytes), to: file)
      guard fchmod(file, mode_t(truncatingIfNeeded: mode)) == 0 else { throw .ofLastCall }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let problem = FileProblem.ofLastCall
      unlink(temporary)
      throw problem
    }
  }

  /// Makes the folder at `path` and those above it that are missing, with mode 0700.
  ///
  /// - Throws: `FileProblem`, where a file stands in the way or the system does not allow it.
  public static func makeFolder(_ path: String) throws(FileProblem) {
    if path.utf8.contains(0) { throw .failed("the path holds a NUL byte") }
    if path.utf8.count > Int(PATH_MAX) { throw .failed("the path is too long") }
    if isFolder(path) { return }
    let parent = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] }
    if let parent, !parent.isEmpty { try makeFolder(String(parent)) }
    if mkdir(path, 0o700) == 0 { return }
    let problem = errno == EEXIST ? FileProblem.failed("\(path) is no folder") : .ofLastCall
    // Another process may have made it meanwhile.
    if isFolder(path) { return }
    throw problem
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) throws(FileProblem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        retrying { Int(systemWrite(file, buffer)) }
      }
      guard count > 0 else { throw .ofLastCall }
      rest.removeFirst(count)
    }
  }
}

/// `write`, out of the reach of the method of that name.
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(file, buffer.baseAddress, buffer.count)
}
