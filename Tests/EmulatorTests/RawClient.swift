#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Emulator
import Testing

/// A client that sends given bytes and keeps the response undecoded.
final class RawClient {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// The response to one request.
  struct Response {
    var status = 0
    var headers: [(String, String)] = []
    var body: [UInt8] = []
    /// Whether the body is complete.
    var isWhole = false

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON? { JSON(parsing: body) }
    func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
  }

  init(_ emulator: Emulator) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(emulator.port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let descriptor = descriptor
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0)
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// The time limit of a read.
  func wait(atMost milliseconds: Int) {
    var limit = timeval(tv_sec: 0, tv_usec: .init(milliseconds * 1000))
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Sends a request with a body of known length and reads its answer.
  func ask(
    _ method: String, _ target: String, _ headers: [(String, String)] = [], body: String = ""
  ) -> Response {
    var lines = "\(method) \(target) HTTP/1.1\r\n"
    if !headers.contains(where: { $0.0.lowercased() == "host" }) { lines += "Host: 127.0.0.1\r\n" }
    for (name, value) in headers { lines += "\(name): \(value)\r\n" }
    if !body.isEmpty { lines += "Content-Length: \(body.utf8.count)\r\n" }
    send(lines + "\r\n" + body)
    return read()
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        systemSend($0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      guard count > 0 else { return }
      offset += count
    }
  }

  /// A closed connection is an error here, not a signal.
  private func systemSend(_ base: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.send(descriptor, base, count, Int32(MSG_NOSIGNAL))
    #elseif canImport(Musl)
      Musl.send(descriptor, base, count, Int32(MSG_NOSIGNAL))
    #else
      Darwin.send(descriptor, base, count, 0)
    #endif
  }

  /// Reads one response; missing parts stay empty.
  func read() -> Response {
    var response = Response()
    guard let head = take(through: "\r\n\r\n") else { return response }
    let lines = head.split(separator: "\r\n")
    response.status = Int(lines[0].split(separator: " ")[1]) ?? 0
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      response.headers.append((String(line[..<colon]), String(line[line.index(colon, offsetBy: 2)...])))
    }
    if response.header("transfer-encoding") == "chunked" {
      while let line = take(through: "\r\n"), let size = Int(line, radix: 16) {
        guard size > 0 else {
          response.isWhole = take(through: "\r\n") == ""
          return response
        }
        while buffer.count < size + 2, fill() {}
        response.body += buffer.prefix(size)
        guard buffer.count >= size + 2 else { return response }
        buffer.removeFirst(size + 2)
      }
      return response
    }
    let length = response.header("content-length").flatMap { Int($0) } ?? 0
    while buffer.count < length, fill() {}
    response.isWhole = buffer.count >= length
    response.body = Array(buffer.prefix(length))
    buffer.removeFirst(min(length, buffer.count))
    return response
  }

  private func take(through mark: String) -> String? {
    let mark = Array(mark.utf8)
    while true {
      if let range = buffer.firstRange(of: mark) {
        let text = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
        buffer.removeSubrange(..<range.upperBound)
        return text
      }
      guard fill() else { return nil }
    }
  }

  private func fill() -> Bool {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &piece, piece.count, 0)
    if count > 0 { buffer += piece.prefix(count) }
    return count > 0
  }
}
