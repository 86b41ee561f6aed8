#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A lock file: one process holds it, and others see who that is and how far it has come. The system frees it when the
/// process ends in any way.
package final class AdvisoryLock: Sendable {
  /// The process that holds a lock.
  package struct Holder: Sendable, Equatable {
    /// Its process id; nil if it has not written it yet.
    package var process: Int?
    /// What it has reported last; empty if nothing.
    package var report: String
    /// When it reported that, in seconds since 1970 by the file's clock.
    package var reported: Double
  }

  /// The path of the lock file.
  package let path: String
  private let file: Descriptor

  private init(path: String, file: Descriptor) {
    self.path = path
    self.file = file
  }

  deinit { file.close() }

  /// Takes the lock; nil if another process holds it. The folder must exist.
  ///
  /// - Throws: `FileProblem`; also where the file system has no locks.
  package static func take(_ path: String) throws(FileProblem) -> AdvisoryLock? {
    while true {
      let file = try Descriptor.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
      guard retrying({ Int(flock(file.number, LOCK_EX | LOCK_NB)) }) == 0 else {
        let problem = errno == EWOULDBLOCK ? nil : FileProblem.ofLastCall
        file.close()
        if let problem { throw problem }
        return nil
      }
      // The holder before may have removed the file, so that others lock another one by the same name.
      if isSame(path, file) {
        let lock = AdvisoryLock(path: path, file: file)
        try lock.report("")
        return lock
      }
      file.close()
    }
  }

  /// The process that holds the lock at `path`; nil if there is no file.
  package static func holder(_ path: String) -> Holder? {
    guard let status = FileStatus(path, followsLinks: false), status.isFile,
      let bytes = try? FileReader.beginning(of: path, limit: 1000)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return Holder(
      process: lines.first.flatMap { Int($0) }, report: lines.dropFirst().first.map(String.init) ?? "",
      reported: Double(status.modified.seconds) + Double(status.modified.nanoseconds) / 1e9)
  }

  /// Tells others how far the work has come, in one line of at most 500 bytes.
  package func report(_ text: String) throws(FileProblem) {
    let line = text.split(separator: "\n").joined(separator: " ").prefix(bytes: 500)
    let bytes = Array("\(getpid())\n\(line)\n".utf8)
    let written = retrying { bytes.withUnsafeBytes { pwrite(file.number, $0.baseAddress, $0.count, 0) } }
    guard written == bytes.count, ftruncate(file.number, off_t(bytes.count)) == 0 else { throw .ofLastCall }
  }

  /// Removes the lock file while the lock is held, for work that leaves nothing behind.
  package func remove() throws(FileProblem) { try FileEntry.remove(path) }

  /// Whether the path still names the opened file.
  private static func isSame(_ path: String, _ file: Descriptor) -> Bool {
    var (named, opened) = (stat(), stat())
    guard lstat(path, &named) == 0, fstat(file.number, &opened) == 0 else { return false }
    return named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
  }
}
