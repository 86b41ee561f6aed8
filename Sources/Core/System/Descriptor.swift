#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file descriptor and the calls on it. Each call is repeated while a signal interrupts it.
package struct Descriptor: Sendable {
  /// The number the system knows it by.
  package let number: Int32

  /// The descriptor of that number.
  package init(_ number: Int32) { self.number = number }

  /// Opens `path`; no child inherits the descriptor. A NUL in a path would silently name another file.
  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileProblem) -> Descriptor {
    if path.utf8.contains(0) { throw .failed("the path holds a NUL byte") }
    let number = retrying { Int(systemOpen(path, flags | O_CLOEXEC, mode)) }
    guard number >= 0 else { throw .ofLastCall }
    return Descriptor(Int32(number))
  }

  /// Closes it.
  package func close() { systemClose(number) }

  /// The next bytes, `limit` at most; none at the end.
  package func read(_ limit: Int) throws(FileProblem) -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let got = retrying { systemRead(number, buffer.baseAddress, limit) }
      failed = got < 0
      count = max(0, got)
    }
    if failed { throw .ofLastCall }
    return bytes
  }

  /// The bytes from `start` to `end`, fewer where the file is shorter. Does not move the reading position.
  func read(from start: Int, to end: Int) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < end - start {
      let wanted = end - start - bytes.count
      let offset = off_t(start + bytes.count)
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        count = max(0, retrying { pread(number, buffer.baseAddress, wanted, offset) })
        if count > 0 { errno = 0 }
      }
      if chunk.isEmpty {
        guard errno == 0 else { throw .ofLastCall }
        break
      }
      bytes += chunk
    }
    return bytes
  }

  /// Writes all of `bytes`. A descriptor in non-blocking mode, set so by a program that shares it, is waited for.
  package func write(_ bytes: some Collection<UInt8>) throws(FileProblem) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in retrying { systemWrite(number, buffer.baseAddress, buffer.count) } }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var wanted = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wanted, 1, 1000)
      } else {
        throw .ofLastCall
      }
    }
  }

  /// What the system knows of the file.
  func status() throws(FileProblem) -> FileStatus {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw .ofLastCall }
    return FileStatus(status)
  }
}

/// Calls again while a signal interrupts the call.
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

// The C functions, out of reach of the methods of the same name.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private func systemClose(_ number: Int32) { _ = close(number) }
private func systemRead(_ number: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(number, buffer, count)
}
private func systemWrite(_ number: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(number, buffer, count)
}
