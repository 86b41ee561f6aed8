import Core

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// The file of one conversation, and the calls of the system it takes. Symbolic links are not followed: what is
/// written here is private, and a link may lead anywhere.
struct ConversationFile {
  let folder: String
  let name: String

  private static let suffix = ".jsonl"
  private var path: String { folder + "/" + name + Self.suffix }

  /// The end of the file, `limit` bytes at most and whole lines of it; nil where there is no file.
  func read(atMost limit: Int) throws(Failure) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("open")
    }
    defer { close(file) }
    let size = try regularSize(file)
    var bytes = try bytes(of: file, from: max(0, size - limit), to: size)
    if size > limit {
      guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
      bytes.removeSubrange(...newline)
    }
    return bytes
  }

  /// Appends a whole line under the file's lock.
  ///
  /// - Parameter isNew: whether the file must not be there yet.
  /// - Returns: false where a file of that name was there already though it must not be.
  @discardableResult
  func append(_ line: [UInt8], isNew: Bool) throws(Failure) -> Bool {
    do throws(FileProblem) { try AtomicFile.makeFolder(folder) } catch {
      throw Self.failure(folder, error.sentence)
    }
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Self.failure(folder, "it is a link or no folder")
    }
    let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (isNew ? O_EXCL : 0), 0o600)
    guard file >= 0 else {
      if isNew, errno == EEXIST { return false }
      throw failure("open")
    }
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 { if errno != EINTR { throw failure("lock") } }
    let size = try regularSize(file)
    let whole = try endOfLastLine(file, size)
    if whole < size, ftruncate(file, off_t(whole)) != 0 { throw failure("repair") }
    var written = 0
    while written < line.count {
      let count = line.withUnsafeBytes { buffer in
        write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        let failure = failure("write to")
        // A full disk must not leave half a line; if even this fails, the next writer repairs it.
        _ = ftruncate(file, off_t(whole))
        throw failure
      }
    }
    return true
  }

  /// Where the last whole line ends: a run that was killed may have left the beginning of another.
  private func endOfLastLine(_ file: Int32, _ size: Int) throws(Failure) -> Int {
    var end = size
    while end > 0 {
      let start = max(0, end - (64 << 10))
      let chunk = try bytes(of: file, from: start, to: end)
      if let newline = chunk.lastIndex(of: UInt8(ascii: "\n")) { return start + newline + 1 }
      end = start
    }
    return 0
  }

  private func bytes(of file: Int32, from start: Int, to end: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: end - start)
    var done = 0
    while done < bytes.count {
      let wanted = bytes.count - done
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(file, buffer.baseAddress?.advanced(by: done), wanted, off_t(start + done))
      }
      if count > 0 {
        done += count
      } else if count == 0 {
        break
      } else if errno != EINTR {
        throw failure("read")
      }
    }
    return Array(bytes[..<done])
  }

  private func regularSize(_ file: Int32) throws(Failure) -> Int {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure("read") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Self.failure(path, "it is no file") }
    return Int(status.st_size)
  }

  private func failure(_ what: String) -> Failure {
    let reason = errno == ELOOP ? "it is a symbolic link" : String(cString: strerror(errno))
    return Self.failure(path, "cannot \(what) it: \(reason)")
  }

  private static func failure(_ path: String, _ reason: String) -> Failure {
    Failure(
      .io, "the conversation cannot be kept at \(path): \(reason)",
      hint: "make the folder writable, or name another with SVA_STATE_HOME")
  }

  /// The names of the files in a folder, the one last written first.
  static func list(_ folder: String) throws(Failure) -> [String] {
    guard let directory = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw failure(folder, String(cString: strerror(errno)))
    }
    defer { closedir(directory) }
    var found: [(name: String, seconds: Int, nanoseconds: Int)] = []
    while let entry = readdir(directory) {
      let file = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard file.hasSuffix(suffix), lstat(folder + "/" + file, &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      found.append((String(file.dropLast(suffix.count)), Int(time.tv_sec), Int(time.tv_nsec)))
    }
    return found.sorted { ($1.seconds, $1.nanoseconds, $1.name) < ($0.seconds, $0.nanoseconds, $0.name) }.map(\.name)
  }
}
