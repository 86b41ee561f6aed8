import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that must be collected before they can be written. Those above a limit are kept in a file that has no name and
/// vanishes with the process, so that memory stays flat.
package final class SpilledBytes: Sendable {
  private struct State {
    var pending: [UInt8] = []
    var file: Descriptor?
    /// The bytes in the file.
    var size = 0
  }

  private let state = Mutex(State())
  private let folder: String
  private let limit: Int

  /// Nothing.
  ///
  /// - Parameters:
  ///   - folder: for temporary files.
  ///   - limit: the bytes that are kept in memory.
  package init(folder: String, limit: Int = 4 << 20) {
    self.folder = folder
    self.limit = limit
  }

  deinit { state.withLock { $0.file?.close() } }

  /// Whether there are none.
  package var isEmpty: Bool { state.withLock { $0.pending.isEmpty && $0.size == 0 } }

  /// Adds bytes.
  ///
  /// - Throws: `FileProblem` if the file cannot be made or written.
  package func append(_ bytes: [UInt8]) throws(FileProblem) {
    try state.withLock { state throws(FileProblem) in
      state.pending += bytes
      guard state.pending.count > limit else { return }
      if state.file == nil { state.file = try Descriptor.unnamed(in: folder) }
      try state.file?.write(state.pending)
      state.size += state.pending.count
      state.pending = []
    }
  }

  /// The bytes from `start`, at most a piece; none at the end.
  ///
  /// - Throws: `FileProblem` if the file cannot be read.
  package func piece(from start: Int) throws(FileProblem) -> [UInt8] {
    let (file, size, rest) = state.withLock { ($0.file, $0.size, $0.pending) }
    guard let file, start < size else { return Array(rest.dropFirst(start - size).prefix(Self.piece)) }
    let bytes = try file.read(from: start, to: min(size, start + Self.piece))
    if bytes.isEmpty { throw .failed("the temporary file was cut") }
    return bytes
  }

  private static let piece = 256 << 10
}

extension Descriptor {
  /// A new file in `folder` that only this process can reach: its name is removed at once.
  fileprivate static func unnamed(in folder: String) throws(FileProblem) -> Descriptor {
    var name = Array((folder + "/sva-XXXXXX").utf8CString)
    let number = mkstemp(&name)
    guard number >= 0 else { throw .ofLastCall }
    unlink(name)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    return Descriptor(number)
  }
}
