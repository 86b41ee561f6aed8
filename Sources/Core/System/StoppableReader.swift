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
  /// A pipe with a byte in it once the reading is to stop. Both ends stay open: a signal may still write to it.
  private let stopPipe: (read: Int32, write: Int32)

  /// A reader of an open descriptor; nil if the system has no pipe left.
  package init?(_ descriptor: Descriptor) {
    guard let pipe = Pipe() else { return nil }
    self.descriptor = descriptor
    stopPipe = (pipe.read, pipe.write)
  }

  /// Makes the first Ctrl-C from now on end the reading instead of the program; `false` ends that.
  package func endsOnInterrupt(_ doesEnd: Bool) { Interrupt.firstWrites(to: doesEnd ? stopPipe.write : nil) }

  /// Makes a Ctrl-C end the reading only for so long from now on, if it does so now.
  package func endsOnInterrupt(for time: Duration) { Interrupt.writesOnly(for: time) }

  /// Whether the reading was ended.
  package var isStopped: Bool {
    var polled = pollfd(fd: stopPipe.read, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  /// Whether `read` returns at once.
  package var isReady: Bool { wait(milliseconds: 0) != .nothing }

  /// The next bytes, at most `limit`; none at the end, or when it was stopped. Blocks.
  package func read(_ limit: Int) throws(FileProblem) -> [UInt8] {
    while true {
      switch wait(milliseconds: 10_000) {
      case .nothing: continue
      case .stopped: return []
      case .data: return try descriptor.read(limit)
      }
    }
  }

  /// Ends the reading: every `read` returns nothing.
  package func stop() {
    var byte: UInt8 = 1
    _ = retrying { write(stopPipe.write, &byte, 1) }
  }

  private enum Event { case data, stopped, nothing }

  private func wait(milliseconds: Int32) -> Event {
    var polled = [
      pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stopPipe.read, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&polled, 2, milliseconds) > 0 else { return .nothing }
    return polled[1].revents != 0 ? .stopped : .data
  }
}
