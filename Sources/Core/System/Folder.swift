#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Folders of the file system.
public enum Folder {
  /// Makes the folder at `path` and its missing parents with mode 0700.
  ///
  /// - Throws: `FileProblem` if a file has that path or permission is denied.
  public static func make(_ path: String) throws(FileProblem) {
    if path.utf8.contains(0) { throw .failed("the path holds a NUL byte") }
    if path.utf8.count > Int(PATH_MAX) { throw .failed("the path is too long") }
    if FileStatus(path)?.isFolder == true { return }
    let parent = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] }
    if let parent, !parent.isEmpty { try make(String(parent)) }
    if mkdir(path, 0o700) == 0 { return }
    let problem = errno == EEXIST ? FileProblem.failed("\(path) is no folder") : .ofLastCall
    // Another process may have made it in the meantime.
    if FileStatus(path)?.isFolder == true { return }
    throw problem
  }

  /// The names of the regular files in the folder at `path` that end in `suffix`, without the suffix, newest first.
  /// Empty if there is no folder.
  ///
  /// - Parameter followsLinks: whether a link to a regular file counts as one.
  /// - Throws: `FileProblem`.
  package static func files(
    in path: String, suffix: String, followsLinks: Bool = false
  ) throws(FileProblem) -> [String] {
    guard let folder = opendir(path) else {
      let problem = FileProblem.ofLastCall
      if problem == .absent { return [] }
      throw problem
    }
    defer { closedir(folder) }
    var found: [(name: String, modified: (seconds: Int, nanoseconds: Int))] = []
    while let entry = readdir(folder) {
      let file = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard file.hasSuffix(suffix), let status = FileStatus(path + "/" + file, followsLinks: followsLinks),
        status.isFile
      else { continue }
      found.append((String(file.dropLast(suffix.count)), status.modified))
    }
    return found.sorted {
      ($1.modified.seconds, $1.modified.nanoseconds, $1.name) < ($0.modified.seconds, $0.modified.nanoseconds, $0.name)
    }
    .map(\.name)
  }

  /// Whether the folder at `path` has an entry whose name, in bytes, satisfies `predicate`; false without such a folder.
  package static func contains(in path: String, where predicate: (Slice<UnsafeRawBufferPointer>) -> Bool) -> Bool {
    guard let folder = opendir(path) else { return false }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      if withUnsafeBytes(of: &entry.pointee.d_name, { predicate($0.prefix { $0 != 0 }) }) { return true }
    }
    return false
  }
}
