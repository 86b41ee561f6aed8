#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where bytes go: a file descriptor, or a test's memory.
package struct Sink: Sendable {
  /// What became of the bytes.
  package enum Outcome: Sendable, Equatable {
    case written
    /// The reader is gone.
    case closed
    /// The system refused, and says why.
    case failed(String)
  }

  /// Takes all the bytes, or says why not.
  package let write: @Sendable (_ bytes: [UInt8]) -> Outcome

  /// A sink that hands the bytes to `write`.
  package init(write: @escaping @Sendable ([UInt8]) -> Outcome) { self.write = write }

  /// The sink that is a file descriptor, through write(2), so that nothing is left in anybody's buffer.
  package static func descriptor(_ descriptor: Int32) -> Sink {
    Sink { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 {
          rest = rest.dropFirst(count)
          continue
        }
        switch errno {
        case EINTR: continue
        case EAGAIN: waitUntilWritable(descriptor)
        // A descriptor that was closed before we began is as gone as a reader that left.
        case EPIPE, EBADF: return .closed
        default: return .failed(String(cString: strerror(errno)))
        }
      }
      return .written
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  guard let bytes else { return 0 }
  return write(descriptor, bytes, count)
}

/// A terminal or pipe may be in non-blocking mode because a program we share it with set it so.
private func waitUntilWritable(_ descriptor: Int32) {
  var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  _ = poll(&wanted, 1, 1000)
}
