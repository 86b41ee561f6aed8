#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The few places where the C libraries differ.
enum Platform {
  #if canImport(Glibc)
    static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    static let stream = SOCK_STREAM
  #endif

  #if canImport(Darwin)
    static let sendFlags: Int32 = 0
  #else
    static let sendFlags = Int32(MSG_NOSIGNAL)
  #endif

  /// A closed connection is an error of `send`, not a signal.
  static func quietPipe(_ descriptor: Int32) {
    #if canImport(Darwin)
      var on: Int32 = 1
      _ = setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  /// Pauses this thread.
  static func sleep(milliseconds: Int) {
    guard milliseconds > 0 else { return }
    var wanted = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    var left = timespec()
    while nanosleep(&wanted, &left) != 0, errno == EINTR { wanted = left }
  }

  /// Seconds since 1970, and the same with fractions.
  static func epoch() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Seconds of a clock that only goes forward.
  static func monotonic() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Where `needle` first occurs in `haystack`, beginning at `start`. (glibc shows `memmem` only on request.)
  static func offset(of needle: [UInt8], in haystack: [UInt8], from start: Int = 0) -> Int? {
    guard let first = needle.first, start >= 0, haystack.count - start >= needle.count else { return nil }
    return haystack.withUnsafeBytes { hay in
      needle.withUnsafeBytes { sought -> Int? in
        guard let base = hay.baseAddress, let pattern = sought.baseAddress else { return nil }
        let last = hay.count - sought.count
        var offset = start
        while offset <= last, let found = memchr(base + offset, Int32(first), last - offset + 1) {
          offset = UnsafeRawPointer(found) - base
          if memcmp(base + offset, pattern, sought.count) == 0 { return offset }
          offset += 1
        }
        return nil
      }
    }
  }

  /// Runs `body` on a thread of its own.
  static func thread(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(ThreadBody(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    #if canImport(Darwin)
      var thread: pthread_t?
      let failed = pthread_create(&thread, &attributes, { threadMain($0) }, box.toOpaque())
    #else
      var thread = pthread_t()
      let failed = pthread_create(&thread, &attributes, { threadMain($0) }, box.toOpaque())
    #endif
    if failed != 0 { box.release() }
    pthread_attr_destroy(&attributes)
  }
}

private final class ThreadBody {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
  return nil
}
