#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A local port that is bound but not listening, so that connections are refused and no other process can use it.
struct RefusedPort: Sendable {
  let port: Int

  /// One for all tests.
  static let shared = RefusedPort()

  var url: String { "http://127.0.0.1:\(port)" }

  private init() {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    // Not closed: it is needed as long as the tests run.
    let held = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(held, $0, length) + getsockname(held, $0, &length) }
    }
    port = bound == 0 ? Int(UInt16(bigEndian: address.sin_port)) : 1
    _ = fcntl(held, F_SETFD, FD_CLOEXEC)
  }
}
