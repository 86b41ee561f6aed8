#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ends the waiting for a descriptor from another thread or a signal handler: a pipe with a byte in it once the waiting is
/// to stop.
final class StopPipe: Sendable {
  /// What ended the waiting.
  enum Event { case ready, stopped, nothing }

  private let read: Int32
  /// The descriptor that a byte is written to. It stays open, because a signal may still write to it.
  let write: Int32

  /// A pipe; nil if the system has none left.
  init?() {
    guard let pipe = Pipe() else { return nil }
    (read, write) = (pipe.read, pipe.write)
  }

  /// Ends the waiting, the present one and every later one.
  func stop() {
    var byte: UInt8 = 1
    _ = retrying { systemWrite(write, &byte) }
  }

  /// Whether the waiting was ended.
  var isStopped: Bool {
    var polled = pollfd(fd: read, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  /// Waits for `events` of poll(2), or an error, on a descriptor.
  func wait(for events: Int32, on descriptor: Descriptor, milliseconds: Int32) -> Event {
    var polled = [
      pollfd(fd: descriptor.number, events: Int16(events), revents: 0),
      pollfd(fd: read, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&polled, 2, milliseconds) > 0 else { return .nothing }
    return polled[1].revents != 0 ? .stopped : .ready
  }
}

/// write(2), whose name a member above takes.
private func systemWrite(_ descriptor: Int32, _ byte: inout UInt8) -> Int { write(descriptor, &byte, 1) }
