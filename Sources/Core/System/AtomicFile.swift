#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes small files atomically: a reader sees the old content or the new content, never a part.
public enum AtomicFile {
  private static let suffix = ".tmp"

  /// Whether `name` is that of a temporary file of `write` for a file whose name ends in `ending`.
  static func isTemporary(_ name: String, ending: String) -> Bool {
    guard name.hasSuffix(suffix), let dot = name.dropLast(suffix.count).lastIndex(of: ".") else { return false }
    let random = name.dropLast(suffix.count)[dot...].dropFirst()
    return name[..<dot].hasSuffix(ending) && UInt64(random, radix: 36).map { String($0, radix: 36) } == String(random)
  }

  /// The path of the temporary file for `path`. The end of a long name is left out: a name has at most 255 bytes.
  private static func temporary(_ path: String, _ random: UInt64) -> String {
    let ending = "." + String(random, radix: 36) + suffix
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    return String(path[..<name.startIndex]) + String(name.prefix(bytes: 255 - ending.utf8.count)) + ending
  }

  /// Removes the temporary files in `folder` that a write which was killed has left: those of `write` alone, that have
  /// not been written to since `time` (seconds since 1970).
  ///
  /// - Parameter ending: the end of the names of the files that are written in `folder`.
  /// - Returns: the number of files removed.
  /// - Throws: `FileProblem` if the folder cannot be read.
  @discardableResult
  package static func removeLeftovers(in folder: String, ending: String, before time: Double) throws(FileProblem) -> Int
  {
    var removed = 0
    for name in try Folder.files(in: folder, suffix: suffix) where isTemporary(name + suffix, ending: ending) {
      let path = folder + "/" + name + suffix
      guard let status = FileStatus(path, followsLinks: false), Double(status.modified.seconds) < time else { continue }
      if unlink(path) == 0 { removed += 1 }
    }
    return removed
  }

  /// Replaces the file at `path`: writes a temporary file in the same folder and renames it.
  ///
  /// A symbolic link at `path` is replaced, not followed. Missing parent folders are made with mode 0700.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - path: absolute; its parent folder may be missing.
  ///   - mode: the permissions of the file, to which the umask is not applied; nil for those of a file that programs make
  ///     for their user.
  ///   - random: 64 random bits, for the temporary name (`Environment.random`).
  /// - Throws: `FileProblem`. The temporary file is then removed and the file at `path` unchanged.
  public static func write(
    _ bytes: some Collection<UInt8>, to path: String, mode: UInt32? = 0o600, random: UInt64
  ) throws(FileProblem) {
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    if let cut, cut > path.startIndex { try Folder.make(String(path[..<cut])) }
    let temporary = temporary(path, random)
    let file = try Descriptor.open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode == nil ? 0o666 : 0o600)
    do throws(FileProblem) {
      defer { file.close() }
      try file.write(bytes)
      if let mode, fchmod(file.number, mode_t(truncatingIfNeeded: mode)) != 0 { throw .ofLastCall }
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
