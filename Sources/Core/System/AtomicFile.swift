#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes small files atomically: a reader sees the old content or the new content, never a part.
public enum AtomicFile {
  /// Replaces the file at `path`: writes a temporary file in the same folder and renames it.
  ///
  /// A symbolic link at `path` is replaced, not followed. Missing parent folders are made with mode 0700.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - path: absolute; its parent folder may be missing.
  ///   - mode: the permissions of the file; the umask is not applied.
  ///   - random: 64 random bits, for the temporary name (`Environment.random`).
  /// - Throws: `FileProblem`. The temporary file is then removed and the file at `path` unchanged.
  public static func write(
    _ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o600, random: UInt64
  ) throws(FileProblem) {
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    if let cut, cut > path.startIndex { try Folder.make(String(path[..<cut])) }
    let temporary = path + "." + String(random, radix: 36) + ".tmp"
    let file = try Descriptor.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    do throws(FileProblem) {
      defer { file.close() }
      try file.write(bytes)
      guard fchmod(file.number, mode_t(truncatingIfNeeded: mode)) == 0 else { throw .ofLastCall }
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
}
