public import Core

/// The folder of index files. Nothing is read, and SQLite is not loaded, before a file is opened.
public struct IndexFolder: Sendable {
  /// The absolute path of the folder.
  public let path: String
  /// The names under which SQLite's library is looked for.
  let library: [String]
  /// SQLite's name of the way to use the file system; nil for the usual one.
  var vfs: String?
  /// How long a file may be unused before it is removed, in seconds: 90 days.
  public static let longestUnused = 90.0 * 86_400

  /// The folder at `path`, which may be missing.
  public init(_ path: String) { self.init(path, library: SQLiteLibrary.names) }

  init(_ path: String, library: [String], vfs: String? = nil) {
    self.path = path
    self.library = library
    self.vfs = vfs
  }

  /// The path of the file of `subject`.
  public func path(of subject: IndexSubject) -> String { path + "/" + subject.fileName }

  /// Whether there is a file, of whatever kind, for `subject`.
  public func holds(_ subject: IndexSubject) -> Bool { FileStatus(path(of: subject), followsLinks: false) != nil }

  /// The subjects of all files in the folder, the one used last first; none if there is no folder.
  ///
  /// - Throws: `Failure` with code `io` if the folder cannot be read.
  public func subjects() throws(Failure) -> [IndexSubject] {
    let names: [String]
    do throws(FileProblem) { names = try Folder.files(in: path, suffix: IndexSubject.suffix, followsLinks: true) } catch
    {
      throw .indexFolder(path, error)
    }
    return names.compactMap { IndexSubject(fileName: $0 + IndexSubject.suffix) }
  }

  /// Removes the file of `subject` and all that belongs to it.
  ///
  /// - Returns: the bytes that were freed; nil if there was no file.
  /// - Throws: `Failure`: `io` if another process builds it, or if it cannot be removed.
  public func drop(_ subject: IndexSubject) throws(Failure) -> Int? {
    guard holds(subject) else { return nil }
    guard let lock = try IndexLock.take(subject, in: self) else { throw IndexLock.busy(subject, in: self) }
    let size = size(of: subject)
    try remove(subject, lock)
    return size
  }

  /// Removes the files that have not been used for 90 days. A file that is being built is left alone.
  ///
  /// - Parameters:
  ///   - kept: the file that stays in any case.
  ///   - now: seconds since 1970.
  /// - Returns: the subjects whose files were removed.
  /// - Throws: `Failure` with code `io`.
  public func removeUnused(besides kept: IndexSubject, now: Double) throws(Failure) -> [IndexSubject] {
    var removed: [IndexSubject] = []
    for subject in try subjects() where subject != kept {
      guard let status = FileStatus(path(of: subject), followsLinks: false),
        now - Double(status.modified.seconds) > Self.longestUnused, let lock = try IndexLock.take(subject, in: self)
      else { continue }
      try remove(subject, lock)
      removed.append(subject)
    }
    return removed
  }

  private func remove(_ subject: IndexSubject, _ lock: IndexLock) throws(Failure) {
    let path = path(of: subject)
    do throws(FileProblem) {
      // The file last: what belongs to a file that is gone would not be found again.
      for companion in Self.companions { try FileEntry.remove(path + companion) }
      try FileEntry.remove(path)
      try lock.remove()
    } catch { throw .indexFile(path, "cannot be removed: \(error.sentence)") }
  }

  /// The bytes that the file and what belongs to it take.
  public func size(of subject: IndexSubject) -> Int {
    ([""] + Self.companions).reduce(0) { $0 + (FileStatus(path(of: subject) + $1, followsLinks: false)?.size ?? 0) }
  }

  /// The endings of SQLite's files beside the file itself, and of a rollback journal.
  static let companions = ["-wal", "-shm", "-journal"]
}
