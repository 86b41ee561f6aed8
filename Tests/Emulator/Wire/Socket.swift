#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One end of a TCP connection, or a listener, on loopback.
struct Socket: Sendable, Hashable {
  let descriptor: Int32

  /// Listens on `port` of 127.0.0.1 (0: any free one); gives the socket and the port it got.
  static func listen(port: Int) throws -> (Socket, Int) {
    let descriptor = socket(AF_INET, Platform.stream, 0)
    guard descriptor >= 0 else { throw EmulatorError.cannotListen(port: port, errno: errno) }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && Self.systemListen(descriptor)
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    guard bound else {
      let reason = errno
      close(descriptor)
      throw EmulatorError.cannotListen(port: port, errno: reason)
    }
    return (Socket(descriptor: descriptor), Int(UInt16(bigEndian: address.sin_port)))
  }

  /// The next connection, or nil once the listener was closed.
  func accept() -> Socket? {
    while true {
      let accepted = Self.systemAccept(descriptor)
      if accepted >= 0 {
        var on: Int32 = 1
        setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        Platform.quietPipe(accepted)
        return Socket(descriptor: accepted)
      }
      guard errno == EINTR || errno == ECONNABORTED || errno == EMFILE || errno == ENFILE else { return nil }
      if errno == EMFILE || errno == ENFILE { Platform.sleep(milliseconds: 10) }
    }
  }

  /// Appends what arrives; false at the end of the stream or on an error.
  func receive(into buffer: inout [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65_536) { room in
      var received = -1
      repeat {
        received = recv(descriptor, room.baseAddress, room.count, 0)
      } while received < 0 && errno == EINTR
      guard received > 0 else { return false }
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<received]))
      return true
    }
  }

  /// Sends all of `bytes`; false if the peer has closed the connection.
  func send(_ bytes: some Collection<UInt8>) -> Bool {
    let sent = bytes.withContiguousStorageIfAvailable { self.sendAll(UnsafeRawBufferPointer($0)) }
    return sent ?? Array(bytes).withUnsafeBytes { self.sendAll($0) }
  }

  private func sendAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < bytes.count {
      guard let base = bytes.baseAddress else { return true }
      let count = Self.systemSend(descriptor, base + offset, bytes.count - offset)
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      offset += count
    }
    return true
  }

  /// Makes receiving give up after a time.
  func limitReceiving(milliseconds: Int) {
    var limit = timeval()
    limit.tv_sec = milliseconds / 1000
    limit.tv_usec = .init(milliseconds % 1000 * 1000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Whether the last receiving gave up because nothing came.
  var isLate: Bool { errno == EAGAIN || errno == EWOULDBLOCK }

  /// Reads and forgets until the peer closes.
  func drain() {
    var buffer: [UInt8] = []
    while receive(into: &buffer) { buffer.removeAll(keepingCapacity: true) }
  }

  /// Makes the coming `close` a reset instead of an orderly end.
  func armReset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  /// Ends both directions, so that a thread waiting on the socket wakes; `close` still has to follow.
  func wake() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Ends our direction: all that was sent arrives before the end does.
  func finish() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

  func end() { _ = close(descriptor) }

  // The C names, free of the methods that share them.
  private static func systemListen(_ descriptor: Int32) -> Bool {
    #if canImport(Glibc)
      Glibc.listen(descriptor, 512) == 0
    #elseif canImport(Musl)
      Musl.listen(descriptor, 512) == 0
    #else
      Darwin.listen(descriptor, 512) == 0
    #endif
  }

  private static func systemAccept(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.accept(descriptor, nil, nil)
    #elseif canImport(Musl)
      Musl.accept(descriptor, nil, nil)
    #else
      Darwin.accept(descriptor, nil, nil)
    #endif
  }

  private static func systemSend(_ descriptor: Int32, _ base: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.send(descriptor, base, count, Platform.sendFlags)
    #elseif canImport(Musl)
      Musl.send(descriptor, base, count, Platform.sendFlags)
    #else
      Darwin.send(descriptor, base, count, Platform.sendFlags)
    #endif
  }
}
