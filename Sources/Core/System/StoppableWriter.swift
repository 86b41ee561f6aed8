#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes to a descriptor whose reader may take its time. Another thread can end it meanwhile.
package final class StoppableWriter: Sendable {
  private let descriptor: Descriptor
  private let stopPipe: StopPipe

  /// A writer to an open descriptor; nil if the system has no pipe left.
  package init?(_ descriptor: Descriptor) {
    guard let stopPipe = StopPipe() else { return nil }
    self.descriptor = descriptor
    self.stopPipe = stopPipe
  }

  /// Writes all bytes. Blocks; false if it was stopped before all were written.
  ///
  /// - Throws: `FileProblem`.
  package func write(_ bytes: [UInt8]) throws(FileProblem) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch stopPipe.wait(for: POLLOUT, on: descriptor, milliseconds: 10_000) {
      case .nothing: continue
      case .stopped: return false
      case .ready:
        // A pipe that is ready takes so many bytes without a wait.
        try descriptor.write(rest.prefix(Int(PIPE_BUF)))
        rest = rest.dropFirst(Int(PIPE_BUF))
      }
    }
    return true
  }

  /// Ends the writing: a `write` that waits returns, and every later one writes nothing.
  package func stop() { stopPipe.stop() }
}
