import Emulator

/// Frames of an event stream, as the service writes them.
enum Frame {
  static func event(_ type: String, _ payload: String) -> [UInt8] {
    make([(":message-type", "event"), (":event-type", type), (":content-type", "application/json")], payload)
  }

  static func exception(_ type: String, _ message: String) -> [UInt8] {
    make([(":message-type", "exception"), (":exception-type", type)], #"{"message":"\#(message)"}"#)
  }

  static func error(_ code: String, _ message: String) -> [UInt8] {
    make([(":message-type", "error"), (":error-code", code), (":error-message", message)], "")
  }

  /// The frames of a whole response with the given pieces of text.
  static func answer(_ pieces: [String], stop: String = "end_turn") -> [[UInt8]] {
    [event("messageStart", #"{"role":"assistant","p":"abc"}"#)]
      + pieces.map { event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"\#($0)"},"p":"xy"}"#) }
      + [
        event("contentBlockStop", #"{"contentBlockIndex":0}"#), event("messageStop", #"{"stopReason":"\#(stop)"}"#),
        event("metadata", #"{"usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7},"metrics":{"latencyMs":9}}"#),
      ]
  }

  private static func make(_ headers: [(String, String)], _ payload: String) -> [UInt8] {
    EventStreamWriter.frame(headers: headers, payload: Array(payload.utf8))
  }
}
