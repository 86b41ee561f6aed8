#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A socket on loopback.
enum LoopbackSocket {
  /// Listens on a free port; returns the socket and its URL.
  static func listen(backlog: Int32) -> (socket: Int32, url: String)? {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let made = makeSocket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let ready = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(made, $0, length) == 0 && startListening(made, backlog) == 0 && getsockname(made, $0, &length) == 0
      }
    }
    guard made >= 0, ready else { return nil }
    return (made, "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))")
  }
}

// The C functions, whose names members have.
private func makeSocket(_ family: Int32, _ kind: Int32, _ protocolNumber: Int32) -> Int32 {
  socket(family, kind, protocolNumber)
}
private func startListening(_ socket: Int32, _ backlog: Int32) -> Int32 { listen(socket, backlog) }
