/// Frames of `ConverseStream`, made without the library that is measured.
enum Frames {
  /// A whole answer in the pieces in which it is to be written: the head, the start, the tokens, the end.
  static func answer(tokens: Int) -> [[UInt8]] {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nConnection: close\r\n\r\n"
    let start = frame("messageStart", #"{"role":"assistant"}"#)
    let token = frame("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"word~ "}}"#)
    let end =
      frame("contentBlockStop", #"{"contentBlockIndex":0}"#) + frame("messageStop", #"{"stopReason":"end_turn"}"#)
      + frame("metadata", #"{"usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2},"metrics":{"latencyMs":1}}"#)
    return [Array(head.utf8), start] + Array(repeating: token, count: tokens) + [end]
  }

  /// Whether a piece of such an answer holds a token.
  static func holdsToken(_ index: Int, of count: Int) -> Bool { index > 1 && index < count - 1 }

  /// A frame that holds one event.
  static func frame(_ event: String, _ json: String) -> [UInt8] {
    let payload = Array(json.utf8)
    var headers: [UInt8] = []
    for (name, value) in [
      (":event-type", event), (":content-type", "application/json"), (":message-type", "event"),
    ] {
      headers +=
        [UInt8(name.utf8.count)] + Array(name.utf8) + [7, 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }
    var bytes = big(16 + headers.count + payload.count) + big(headers.count)
    bytes += big(Int(crc(bytes))) + headers + payload
    return bytes + big(Int(crc(bytes)))
  }

  private static func big(_ value: Int) -> [UInt8] {
    [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }

  /// Bit by bit: the decoder's own table is what is measured, so it does not make the frames.
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var state = ~UInt32(0)
    for byte in bytes {
      state ^= UInt32(byte)
      for _ in 0..<8 { state = state & 1 == 1 ? (state >> 1) ^ 0xEDB8_8320 : state >> 1 }
    }
    return ~state
  }
}
