/// Reads requests from a connection.
struct RequestReader {
  /// Why a connection yields no further request.
  enum End: Error { case closed, malformed(Int, String) }

  private let socket: Socket
  private let connection: Int
  private var buffer: [UInt8] = []
  private static let headLimit = 262_144
  private static let bodyLimit = 64 << 20

  init(_ socket: Socket, connection: Int) {
    self.socket = socket
    self.connection = connection
  }

  /// The next request.
  mutating func next() throws(End) -> HTTPRequest {
    let head = try readHead()
    let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].first == "/" else {
      throw .malformed(400, "malformed request line")
    }
    var request = HTTPRequest(
      method: String(words[0]), target: String(words[1]), headers: [], body: [], connection: connection)
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { throw .malformed(400, "malformed header") }
      let value = line[line.index(after: colon)...]
      request.headers.append(.init(name: String(line[..<colon]), value: Self.trim(value)))
    }
    if !request.isDuplex { try readBody(of: &request) }
    return request
  }

  private mutating func readHead() throws(End) -> String {
    let end = Array("\r\n\r\n".utf8)
    var searched = 0
    while true {
      if let offset = Platform.offset(of: end, in: buffer, from: max(0, searched - 3)) {
        // Line breaks are split on as one character each, and bytes beyond ASCII kept as they are.
        let text = String(decoding: buffer[..<offset], as: UTF8.self)
        buffer.removeSubrange(..<(offset + 4))
        return text
      }
      searched = buffer.count
      guard searched < Self.headLimit else { throw .malformed(431, "head too large") }
      guard socket.receive(into: &buffer) else { throw .closed }
    }
  }

  private mutating func readBody(of request: inout HTTPRequest) throws(End) {
    let chunked = request.header("transfer-encoding")?.lowercased().contains("chunked") ?? false
    let length = request.header("content-length")
    guard chunked || length != nil else { return }
    if request.header("expect")?.lowercased() == "100-continue" {
      guard socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { throw .closed }
    }
    if chunked {
      request.body = try readChunks()
      return
    }
    guard let count = length.flatMap({ Int($0) }), count >= 0 else { throw .malformed(400, "bad length") }
    request.body = try take(count)
  }

  private mutating func readChunks() throws(End) -> [UInt8] {
    var body: [UInt8] = []
    while true {
      let line = try readLine()
      guard let size = Int(line.prefix { $0 != ";" && $0 != " " }, radix: 16), size >= 0 else {
        throw .malformed(400, "bad chunk")
      }
      if size == 0 {
        while try !readLine().isEmpty {}
        return body
      }
      body += try take(size)
      guard try readLine().isEmpty, body.count <= Self.bodyLimit else { throw .malformed(400, "bad chunk") }
    }
  }

  /// The next chunk of a chunked body; nil at its end.
  mutating func nextChunk() throws(End) -> [UInt8]? {
    let line = try readLine()
    guard let size = Int(line.prefix { $0 != ";" && $0 != " " }, radix: 16), size >= 0 else {
      throw .malformed(400, "bad chunk")
    }
    if size == 0 {
      while try !readLine().isEmpty {}
      return nil
    }
    let chunk = try take(size)
    guard try readLine().isEmpty else { throw .malformed(400, "bad chunk") }
    return chunk
  }

  private mutating func readLine() throws(End) -> String {
    while true {
      if let offset = Platform.offset(of: [13, 10], in: buffer) {
        let line = String(decoding: buffer[..<offset], as: UTF8.self)
        buffer.removeSubrange(..<(offset + 2))
        return line
      }
      guard buffer.count < Self.headLimit, socket.receive(into: &buffer) else { throw .closed }
    }
  }

  private mutating func take(_ count: Int) throws(End) -> [UInt8] {
    guard count <= Self.bodyLimit else { throw .malformed(413, "body too large") }
    while buffer.count < count {
      guard socket.receive(into: &buffer) else { throw .closed }
    }
    let taken = Array(buffer[..<count])
    buffer.removeSubrange(..<count)
    return taken
  }

  private static func trim(_ text: Substring) -> String {
    var trimmed = text
    while let first = trimmed.first, first == " " || first == "\t" { trimmed.removeFirst() }
    while let last = trimmed.last, last == " " || last == "\t" { trimmed.removeLast() }
    return String(trimmed)
  }
}
