#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files, streams and signals of this process.
enum World {
  /// Writes at once, so that a script that waits for the line gets it.
  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, base, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, base, count)
    #else
      Darwin.write(descriptor, base, count)
    #endif
  }

  /// Writes a file that only its owner can read; false on an error.
  static func write(_ text: String, file: String) -> Bool {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { return false }
    write(text, to: descriptor)
    return close(descriptor) == 0
  }

  /// Returns when standard input has ended.
  static func waitForEndOfInput() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 || (count < 0 && errno == EINTR) { continue }
      return
    }
  }

  /// Returns never; SIGTERM and SIGINT end the process.
  static func waitForSignal() -> Never {
    while true { pause() }
  }

  static func leave(_ status: Int32) -> Never { exit(status) }
}
