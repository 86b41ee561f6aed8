import Core
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A loopback server that sends exactly the given bytes, for invalid behaviour.
final class RawServer: Sendable {
  enum Step: Sendable {
    /// Reads to the end of a request's head, and its body by `Content-Length`.
    case read
    case send(String)
    case bytes([UInt8])
    case wait(milliseconds: Int)
    /// Waits until the gate is opened.
    case pass(Gate)
    /// Closes the connection with a reset.
    case reset
    /// Sends nothing until the client disconnects.
    case hang
  }

  /// Pauses a script until the test opens it.
  final class Gate: Sendable {
    private let state = Mutex(false)
    var isOpen: Bool { state.withLock { $0 } }
    func open() { state.withLock { $0 = true } }
  }

  let port: UInt16
  private let socket: Listener
  private let heads = Received()

  /// Serves one connection per script, in order, then closes it.
  init(_ scripts: [[Step]]) throws {
    let (descriptor, port) = RawServer.listen()
    let socket = Listener(descriptor)
    self.socket = socket
    self.port = port
    let heads = heads
    _ = SystemThread.start {
      for script in scripts {
        let client = accept(socket.descriptor, nil, nil)
        guard client >= 0 else { return }
        _ = SystemThread.start { RawServer.play(script, client, heads) }
      }
    }
  }

  deinit { shutdown(socket.descriptor, Int32(SHUT_RDWR)) }

  /// Closed when neither the server nor its thread refers to it. If it were closed earlier, another server could get
  /// its number, and the thread would accept that server's connections.
  private final class Listener: Sendable {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
  }

  var url: String { "http://127.0.0.1:\(port)" }
  /// The heads of the requests received, as on the wire.
  var received: [String] { heads.list.withLock { $0 } }

  private final class Received: Sendable {
    let list = Mutex<[String]>([])
  }

  private static func play(_ script: [Step], _ client: Int32, _ log: Received) {
    defer { close(client) }
    for step in script {
      switch step {
      case .read:
        guard let head = readRequest(client) else { return }
        log.list.withLock { $0.append(head) }
      case .send(let text): write(client, Array(text.utf8))
      case .bytes(let bytes): write(client, bytes)
      case .wait(let milliseconds): usleep(UInt32(milliseconds * 1000))
      case .pass(let gate): while !gate.isOpen { usleep(1000) }
      case .reset:
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(client, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        return
      case .hang:
        var byte: UInt8 = 0
        while recv(client, &byte, 1, 0) > 0 {}
        return
      }
    }
    // Allows the client to read all bytes before the connection closes.
    shutdown(client, Int32(SHUT_WR))
    var byte: UInt8 = 0
    while recv(client, &byte, 1, 0) > 0 {}
  }

  private static func readRequest(_ client: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      guard recv(client, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    let head = String(decoding: bytes, as: UTF8.self)
    let length =
      head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
    for _ in 0..<length {
      guard recv(client, &byte, 1, 0) == 1 else { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ client: Int32, _ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  private static func listen() -> (Int32, UInt16) {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let descriptor = Glibc.socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, length)
        _ = Glibc.listen(descriptor, 16)
        _ = getsockname(descriptor, $0, &length)
      }
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }
}
