#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a descriptor on which nothing may come for long. Another thread, or the first Ctrl-C, can end it meanwhile.
package final class StoppableReader: Sendable {
  private let descriptor: Descriptor
  private let stopPipe: StopPipe

  /// A reader of an open descriptor; nil if the system has no pipe left.
  package init?(_ descriptor: Descriptor) {
    guard let stopPipe = StopPipe() else { return nil }
    self.descriptor = descriptor
    self.stopPipe = stopPipe
  }

  /// Makes the first Ctrl-C from now on end the reading instead of the program; `false` ends that.
  package func endsOnInterrupt(_ doesEnd: Bool) { Interrupt.firstWrites(to: doesEnd ? stopPipe.write : nil) }

  /// Makes a Ctrl-C end the reading only for so long from now on, if it does so now.
  package func endsOnInterrupt(for time: Duration) { Interrupt.writesOnly(for: time) }

  /// Whether the reading was ended.
  package var isStopped: Bool { stopPipe.isStopped }

  /// Whether `read` returns at once.
  package var isReady: Bool { wait(milliseconds: 0) != .nothing }

  /// The next bytes, at most `limit`; none at the end, or when it was stopped. Blocks.
  package func read(_ limit: Int) throws(FileProblem) -> [UInt8] {
    while true {
      switch wait(milliseconds: 10_000) {
      case .nothing: continue
      case .stopped: return []
      case .ready: return try descriptor.read(limit)
      }
    }
  }

  /// Ends the reading: every `read` returns nothing.
  package func stop() { stopPipe.stop() }

  private func wait(milliseconds: Int32) -> StopPipe.Event {
    stopPipe.wait(for: POLLIN, on: descriptor, milliseconds: milliseconds)
  }
}
