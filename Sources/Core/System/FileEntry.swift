#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files of a folder as entries: what can be done with them without opening them.
package enum FileEntry {
  /// Removes the file at `path`, a link itself; one that is gone already is no problem.
  package static func remove(_ path: String) throws(FileProblem) {
    if unlink(path) != 0, errno != ENOENT { throw .ofLastCall }
  }

  /// Sets the times of the file at `path` to now.
  package static func touch(_ path: String) throws(FileProblem) {
    if utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW) != 0 { throw .ofLastCall }
  }

  /// Whether this process may make and remove files in the folder at `path`.
  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }
}
