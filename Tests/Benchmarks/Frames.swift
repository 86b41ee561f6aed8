import Emulator

/// Frames of `ConverseStream`, made without the library under measurement.
enum Frames {
  /// The content type of a stream.
  static let type = "application/vnd.amazon.eventstream"

  /// A whole response in pieces to write one after the other: head, start, tokens, end.
  static func answer(tokens: Int) -> [[UInt8]] {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nConnection: close\r\n\r\n"
    let start = frame("messageStart", #"{"role":"assistant"}"#)
    let token = frame("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"word~ "}}"#)
    let end =
      frame("contentBlockStop", #"{"contentBlockIndex":0}"#) + frame("messageStop", #"{"stopReason":"end_turn"}"#)
      + frame("metadata", #"{"usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2},"metrics":{"latencyMs":1}}"#)
    return [Array(head.utf8), start] + Array(repeating: token, count: tokens) + [end]
  }

  /// The body of a response whose reasoning has a signature in so many pieces.
  static func signed(_ count: Int) -> [(bytes: [UInt8], count: Int)] {
    let all = answer(tokens: 1)
    let piece = frame(
      "contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"reasoningContent":{"signature":"c2lnbmF0dXJl"}}}"#)
    return [(all[1] + all[2], 1), (piece, count), (all[3], 1)]
  }

  /// The body of a response with each text as often as given.
  static func body(_ texts: [(text: String, count: Int)]) -> [(bytes: [UInt8], count: Int)] {
    let all = answer(tokens: 0)
    let pieces = texts.map { text, count in
      (bytes: frame("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"\#(text)"}}"#), count: count)
    }
    return [(all[1], 1)] + pieces + [(all[2], 1)]
  }

  /// Whether a piece of such a response has a token.
  static func holdsToken(_ index: Int, of count: Int) -> Bool { index > 1 && index < count - 1 }

  /// A frame with one event.
  static func frame(_ event: String, _ json: String) -> [UInt8] {
    EventStreamWriter.frame(
      headers: [(":event-type", event), (":content-type", "application/json"), (":message-type", "event")],
      payload: Array(json.utf8))
  }
}
