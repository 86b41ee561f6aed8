/// Writes a reply to a connection, changed by the faults.
struct ReplyWriter {
  /// The state of a connection after a reply.
  enum Fate { case keep, close, reset }

  let socket: Socket
  let date: String
  let spoil: Spoil

  /// Damage that is done to the bytes of the body on their way out.
  struct Spoil: Sendable {
    var headDelay = 0
    var pieceDelay = 0
    var byteDelay = 0
    var cutAt: Int?
    var resetAt: Int?
    var flips: [Int] = []

    var touchesBody: Bool { byteDelay > 0 || cutAt != nil || resetAt != nil || !flips.isEmpty }
  }

  /// Sends the reply; `headOnly` for HEAD requests.
  func write(_ reply: Reply, keepAlive: Bool, headOnly: Bool, from reader: RequestReader? = nil) -> Fate {
    Platform.sleep(milliseconds: spoil.headDelay)
    var head = "HTTP/1.1 \(reply.status) \(Reply.phrase(reply.status))\r\nDate: \(date)\r\n"
    for field in reply.headers { head += "\(field.name): \(field.value)\r\n" }
    switch reply.body {
    case .bytes(let bytes): head += "Content-Length: \(bytes.count)\r\n"
    case .pieces, .duplex: head += "Transfer-Encoding: chunked\r\n"
    }
    head += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n"
    if case .bytes(let bytes) = reply.body, !spoil.touchesBody, spoil.pieceDelay == 0, bytes.count < 65_536 {
      let sent = socket.send(Array(head.utf8) + (headOnly ? [] : bytes))
      return sent && keepAlive ? .keep : .close
    }
    guard socket.send(Array(head.utf8)) else { return .close }
    if headOnly { return keepAlive ? .keep : .close }
    if case .duplex(let run) = reply.body { return converse(run, reader) }
    let fate = writeBody(reply.body)
    return fate == .keep && !keepAlive ? .close : fate
  }

  private func writeBody(_ body: Reply.Body) -> Fate {
    var offset = 0
    switch body {
    case .bytes(let bytes):
      Platform.sleep(milliseconds: spoil.pieceDelay)
      return spoiled(bytes, offset: &offset, chunked: false)
    case .pieces(let count, let piece):
      for index in 0..<count {
        if index > 0 || spoil.pieceDelay > 0 { Platform.sleep(milliseconds: spoil.pieceDelay) }
        let fate = spoiled(piece(index), offset: &offset, chunked: true)
        guard fate == .keep else { return fate }
      }
      return socket.send(Array("0\r\n\r\n".utf8)) ? .keep : .close
    case .duplex: return .close
    }
  }

  /// Sends an answer while the request arrives; the connection serves nothing else after it.
  private func converse(_ run: (DuplexConnection) -> Void, _ reader: RequestReader?) -> Fate {
    guard let reader else { return .close }
    let connection = DuplexConnection(reader, socket, spoil)
    run(connection)
    guard !connection.wasCut else {
      Platform.sleep(milliseconds: 50)
      return spoil.resetAt == nil ? .close : .reset
    }
    connection.finish()
    return .close
  }

  private func spoiled(_ bytes: [UInt8], offset: inout Int, chunked: Bool) -> Fate {
    let start = offset
    offset += bytes.count
    guard spoil.touchesBody else { return put(bytes, chunked) ? .keep : .close }
    var bytes = bytes
    for flip in spoil.flips where (start..<offset).contains(flip) { bytes[flip - start] ^= 0x20 }
    let limit = min(spoil.cutAt ?? Int.max, spoil.resetAt ?? Int.max)
    let ends = limit < offset
    if ends { bytes = Array(bytes.prefix(max(0, limit - start))) }
    if spoil.byteDelay > 0 {
      for byte in bytes {
        Platform.sleep(milliseconds: spoil.byteDelay)
        guard put([byte], chunked) else { return .close }
      }
    } else if !bytes.isEmpty {
      guard put(bytes, chunked) else { return .close }
    }
    guard ends else { return .keep }
    if spoil.resetAt == limit {
      // A reset discards what the peer has not read yet: let it arrive first.
      Platform.sleep(milliseconds: 50)
      return .reset
    }
    return .close
  }

  private func put(_ bytes: [UInt8], _ chunked: Bool) -> Bool {
    guard chunked else { return socket.send(bytes) }
    guard !bytes.isEmpty else { return true }
    return socket.send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10])
  }
}
