#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads two pipes to their ends, or to the end of the program that writes to them.
struct PipeCollector {
  let output: Int32
  let errors: Int32
  var outputBytes: [UInt8] = []
  var errorBytes: [UInt8] = []

  init(output: Int32, errors: Int32) {
    self.output = output
    self.errors = errors
  }

  /// The longest wait for bytes before `hasEnded` is asked again, in milliseconds.
  private static let interval: Int32 = 20

  /// Reads until both are closed or the program has ended, or returns why it stopped earlier. After the program's end
  /// only what is in the pipes is read.
  mutating func collect(
    until deadline: ContinuousClock.Instant, hasEnded: () -> Bool
  ) -> ChildProcess.Result.End? {
    var open = [output, errors]
    while !open.isEmpty {
      let left = deadline - ContinuousClock.now
      guard left > .zero else { return .timedOut }
      let isOver = hasEnded()
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&polled, nfds_t(polled.count), isOver ? 0 : Self.interval)
      if ready < 0 && errno != EINTR || ready == 0 && isOver { return nil }
      guard ready > 0 else { continue }
      for descriptor in polled where descriptor.revents != 0 {
        guard let bytes = Self.read(descriptor.fd) else {
          open.removeAll { $0 == descriptor.fd }
          continue
        }
        if descriptor.fd == output {
          outputBytes += bytes
          if outputBytes.count > ChildProcess.outputLimit { return .tooMuchOutput }
        } else if errorBytes.count < ChildProcess.errorLimit {
          errorBytes += bytes
        }
      }
    }
    return nil
  }

  /// The available bytes; nil at the end.
  private static func read(_ descriptor: Int32) -> [UInt8]? {
    let bytes = try? Descriptor(descriptor).read(16 << 10)
    return bytes.flatMap { $0.isEmpty ? nil : $0 }
  }
}
