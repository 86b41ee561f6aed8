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
  /// A pipe with a byte in it once the writing is to stop.
  private let stopPipe: (read: Int32, write: Int32)

  /// A writer to an open descriptor; nil if the system has no pipe left.
  package init?(_ descriptor: Descriptor) {
    guard let pipe = Pipe() else { return nil }
    self.descriptor = descriptor
    stopPipe = (pipe.read, pipe.write)
  }

  deinit {
    close(stopPipe.read)
    close(stopPipe.write)
  }

  /// Writes all bytes. Blocks; false if it was stopped before all were written.
  ///
  /// - Throws: `FileProblem`.
  package func write(_ bytes: [UInt8]) throws(FileProblem) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard isReady() else { return false }
      // A pipe that is ready takes so many bytes without a wait.
      try descriptor.write(rest.prefix(Int(PIPE_BUF)))
      rest = rest.dropFirst(Int(PIPE_BUF))
    }
    return true
  }

  /// Ends the writing: a `write` that waits returns, and every later one writes nothing.
  package func stop() {
    var byte: UInt8 = 1
    _ = retrying { systemWrite(stopPipe.write, &byte) }
  }

  /// Waits until the descriptor takes bytes or has failed; false if the writing is to stop.
  private func isReady() -> Bool {
    while true {
      var polled = [
        pollfd(fd: descriptor.number, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: stopPipe.read, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&polled, 2, 10_000) > 0 else { continue }
      return polled[1].revents == 0
    }
  }
}

/// write(2), whose name a method above takes.
private func systemWrite(_ descriptor: Int32, _ byte: inout UInt8) -> Int { write(descriptor, &byte, 1) }
