/// The two directions of an exchange in which the answer is sent while the request's body arrives.
final class DuplexConnection {
  /// What arrives.
  enum Arrival {
    case bytes([UInt8])
    /// Nothing for the given time.
    case nothing
    /// The body has ended.
    case end
    /// The connection ended, or what arrives is no chunked body.
    case lost
  }

  private var reader: RequestReader
  private let socket: Socket
  private var spoil: ReplyWriter.Spoil
  private var sent = 0

  init(_ reader: RequestReader, _ socket: Socket, _ spoil: ReplyWriter.Spoil) {
    self.reader = reader
    self.socket = socket
    self.spoil = spoil
  }

  /// The next part of the body.
  func receive(patience milliseconds: Int) -> Arrival {
    socket.limitReceiving(milliseconds: milliseconds)
    do throws(RequestReader.End) {
      guard let chunk = try reader.nextChunk() else { return .end }
      return .bytes(chunk)
    } catch {
      return socket.isLate ? .nothing : .lost
    }
  }

  /// Sends a part of the answer, with the damage that the faults ask for; false if the connection is lost.
  func send(_ bytes: [UInt8]) -> Bool {
    var bytes = bytes
    Platform.sleep(milliseconds: spoil.pieceDelay)
    for flip in spoil.flips where (sent..<sent + bytes.count).contains(flip) { bytes[flip - sent] ^= 0x20 }
    let limit = min(spoil.cutAt ?? .max, spoil.resetAt ?? .max)
    let isCut = sent + bytes.count > limit
    if isCut { bytes = Array(bytes.prefix(max(0, limit - sent))) }
    sent += bytes.count
    if !bytes.isEmpty {
      let chunk = Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10]
      guard socket.send(chunk) else { return false }
    }
    guard isCut else { return true }
    wasCut = true
    return false
  }

  /// Ends the answer.
  func finish() {
    guard !isFinished, !wasCut else { return }
    isFinished = true
    _ = socket.send(Array("0\r\n\r\n".utf8))
  }

  private var isFinished = false

  /// Whether a fault ended the answer in the middle.
  private(set) var wasCut = false
}
