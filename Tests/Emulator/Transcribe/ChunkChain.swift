internal import Crypto

/// Checks the chain of signatures of a stream's messages.
struct ChunkChain {
  enum Refusal: Error { case malformed(String), expired(String), mismatch }

  private let scopeEnd: String
  private let secret: String
  private var previous: String

  /// A chain that begins with the signature of a request.
  init(secret: String, region: String, service: String, seed: String) {
    scopeEnd = "/\(region)/\(service)/aws4_request"
    self.secret = secret
    previous = seed
  }

  /// The message inside a signed one; empty for the message that ends the stream.
  mutating func open(_ frame: EventStreamParser.Frame, now: Int) throws(Refusal) -> [UInt8] {
    guard frame.headers.count == 2, frame.headers[0].name == ":date", frame.headers[0].type == 8,
      frame.headers[1].name == ":chunk-signature", frame.headers[1].type == 6, frame.headers[1].value.count == 32
    else { throw .malformed("The message has other headers than a date and a signature.") }
    let date = frame.headers[0].value
    let milliseconds = date.reduce(0) { $0 << 8 | Int($1) }
    let time = Timestamp.basic(milliseconds / 1000)
    if milliseconds / 1000 < now - 300 {
      throw .expired(
        "Signature expired: \(time) is now earlier than \(Timestamp.basic(now - 300)) "
          + "(\(Timestamp.basic(now)) - 5 min.)")
    }
    let scope = String(time.prefix(8)) + scopeEnd
    let header = [5] + Array(":date".utf8) + [8] + date
    let text = [
      "AWS4-HMAC-SHA256-PAYLOAD", time, scope, previous, Text.sha256(header), Text.sha256(frame.payload),
    ].joined(separator: "\n")
    let key = scope.split(separator: "/").reduce(Array("AWS4\(secret)".utf8)) { Text.hmac($0, String($1)) }
    let signature = Text.hmac(key, text)
    guard signature == frame.headers[1].value else { throw .mismatch }
    previous = Text.hex(signature)
    return frame.payload
  }
}
