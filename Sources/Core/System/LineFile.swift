#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A private file of whole lines to which several processes may append. Symbolic links are not followed, because a link
/// may point to any file.
package struct LineFile: Sendable {
  /// Its folder, absolute.
  package let folder: String
  /// Its name in the folder.
  package let name: String
  /// Its path.
  package var path: String { folder + "/" + name }

  /// The file `name` of `folder`.
  package init(folder: String, name: String) {
    self.folder = folder
    self.name = name
  }

  /// The operation that failed, and why.
  package struct Problem: Error, Equatable {
    /// The path of the file or folder.
    package var path: String
    /// The problem, as text that follows the path.
    package var reason: String

    /// A problem.
    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// The last whole lines of the file, at most `limit` bytes; nil if there is no file.
  package func read(atMost limit: Int) throws(Problem) -> [UInt8]? {
    let file: Descriptor
    do throws(FileProblem) { file = try Descriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) } catch {
      if error == .absent { return nil }
      throw problem("open", error)
    }
    defer { file.close() }
    let size = try size(file)
    var bytes = try bytes(of: file, from: max(0, size - limit), to: size)
    if size > limit {
      guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
      bytes.removeSubrange(...newline)
    }
    return bytes
  }

  /// Appends a line under the file's lock. Makes the folder if it is missing.
  ///
  /// - Parameter isNew: whether the file must not exist yet.
  /// - Returns: false if `isNew` is true and the file exists.
  package func append(_ line: [UInt8], isNew: Bool) throws(Problem) -> Bool {
    do throws(FileProblem) { try Folder.make(folder) } catch { throw Problem(path: folder, reason: error.sentence) }
    guard FileStatus(folder, followsLinks: false)?.isFolder == true else {
      throw Problem(path: folder, reason: "it is a link or no folder")
    }
    let file: Descriptor
    let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | (isNew ? O_EXCL : 0)
    do throws(FileProblem) { file = try Descriptor.open(path, flags, mode: 0o600) } catch {
      if isNew, error == .present { return false }
      throw problem("open", error)
    }
    defer { file.close() }
    guard retrying({ Int(flock(file.number, LOCK_EX)) }) == 0 else { throw problem("lock", .ofLastCall) }
    let size = try size(file)
    let whole = try endOfLastLine(file, size)
    if whole < size, ftruncate(file.number, off_t(whole)) != 0 { throw problem("repair", .ofLastCall) }
    do throws(FileProblem) { try file.write(line) } catch {
      // Removes a partial line after a full disk. If this fails too, the next writer repairs the file.
      _ = ftruncate(file.number, off_t(whole))
      throw problem("write to", error)
    }
    return true
  }

  /// Deletes the file; a file that is gone already is no problem.
  package func delete() throws(Problem) {
    if unlink(path) != 0, errno != ENOENT { throw problem("delete", .ofLastCall) }
  }

  /// The end of the last whole line. A process that was killed may have left a partial line.
  private func endOfLastLine(_ file: Descriptor, _ size: Int) throws(Problem) -> Int {
    var end = size
    while end > 0 {
      let start = max(0, end - (64 << 10))
      let chunk = try bytes(of: file, from: start, to: end)
      if let newline = chunk.lastIndex(of: UInt8(ascii: "\n")) { return start + newline + 1 }
      end = start
    }
    return 0
  }

  private func bytes(of file: Descriptor, from start: Int, to end: Int) throws(Problem) -> [UInt8] {
    do throws(FileProblem) { return try file.read(from: start, to: end) } catch { throw problem("read", error) }
  }

  private func size(_ file: Descriptor) throws(Problem) -> Int {
    let status: FileStatus
    do throws(FileProblem) { status = try file.status() } catch { throw problem("read", error) }
    guard status.isFile else { throw Problem(path: path, reason: "it is no file") }
    return status.size
  }

  private func problem(_ what: String, _ problem: FileProblem) -> Problem {
    Problem(path: path, reason: "cannot \(what) it: \(problem.sentence)")
  }
}
