import Core

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server on loopback for large responses: each connection serves one request, on a thread of its own.
struct PeakServer {
  /// A response: its head's fields and its body in pieces, each sent as often as given.
  struct Reply {
    var fields = "Content-Type: application/json\r\n"
    var pieces: [(bytes: [UInt8], count: Int)]

    /// A JSON response.
    init(_ text: String, fields: String = "") {
      self.fields += fields
      pieces = [(Array(text.utf8), 1)]
    }

    /// A response in pieces.
    init(_ pieces: [(bytes: [UInt8], count: Int)], type: String) {
      fields = "Content-Type: \(type)\r\n"
      self.pieces = pieces
    }
  }

  let url: String

  /// Starts to serve; `reply` receives the target of each request.
  init?(_ reply: @escaping @Sendable (String) -> Reply) {
    guard let (socket, url) = LoopbackSocket.listen(backlog: 128) else { return nil }
    self.url = url
    _ = SystemThread.start {
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { continue }
        _ = SystemThread.start { Self.serve(connection, reply) }
      }
    }
  }

  private static func serve(_ connection: Int32, _ reply: (String) -> Reply) {
    defer { close(connection) }
    guard let target = readRequest(connection) else { return }
    let answer = reply(target)
    let length = answer.pieces.reduce(0) { $0 + $1.bytes.count * $1.count }
    let head = "HTTP/1.1 200 OK\r\n\(answer.fields)Content-Length: \(length)\r\nConnection: close\r\n\r\n"
    guard write(connection, Array(head.utf8)) else { return }
    for (bytes, count) in answer.pieces { for _ in 0..<count { guard write(connection, bytes) else { return } } }
  }

  /// Reads a request with its body and returns its target.
  private static func readRequest(_ connection: Int32) -> String? {
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      request += buffer[..<count]
      guard let (head, body) = request.cut(at: Array("\r\n\r\n".utf8)) else { continue }
      let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
      let length = lines.first { $0.lowercased().hasPrefix("content-length:") }?.split(separator: ":").last
      guard body.count >= length.flatMap({ Int($0.trimmed) }) ?? 0 else { continue }
      return lines.first?.split(separator: " ").dropFirst().first.map(String.init)
    }
  }

  private static func write(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
