#if DEBUG || FUZZING
  import TestSupport

  @testable import AWS

  /// Event streams as Bedrock writes them, and the repair of checksums after a mutation.
  enum EventStreamSamples {
    static let all: [[UInt8]] = [
      stream([
        ("messageStart", #"{"role":"assistant"}"#),
        ("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"Hi"}}"#),
        ("contentBlockStop", #"{"contentBlockIndex":0}"#), ("messageStop", #"{"stopReason":"end_turn"}"#),
        ("metadata", #"{"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3},"metrics":{"latencyMs":5}}"#),
      ]),
      stream([
        ("contentBlockStart", #"{"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"t","name":"search"}}}"#),
        ("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\"term\":"}}}"#),
        ("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"toolUse":{"input":"\"x\"}"}}}"#),
        ("messageStop", #"{"stopReason":"tool_use"}"#),
      ]),
      stream([
        ("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"hm"}}}"#),
        ("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"sg"}}}"#),
        ("contentBlockDelta", #"{"contentBlockIndex":2,"delta":{"reasoningContent":{"redactedContent":"AA=="}}}"#),
      ]),
      frame([(":message-type", "exception"), (":exception-type", "throttlingException")], #"{"message":"Slow"}"#),
      frame([(":message-type", "error"), (":error-code", "internal"), (":error-message", "no")], ""),
      frame([], ""), oddHeaders,
    ]

    private static func stream(_ events: [(name: String, payload: String)]) -> [UInt8] {
      events.flatMap { event in
        frame(
          [(":event-type", event.name), (":content-type", "application/json"), (":message-type", "event")],
          event.payload)
      }
    }

    private static func frame(_ headers: [(name: String, value: String)], _ payload: String) -> [UInt8] {
      let head = headers.flatMap { name, value in
        [UInt8(name.utf8.count)] + name.utf8 + [7, 0, UInt8(value.utf8.count)] + value.utf8
      }
      return frame(head, Array(payload.utf8))
    }

    /// One header of every type.
    private static var oddHeaders: [UInt8] {
      let widths = [0, 0, 1, 2, 4, 8, 2, 2, 8, 16]
      return frame(
        widths.enumerated().flatMap { type, width in
          [1, 0x61 + UInt8(type), UInt8(type)] + [UInt8](repeating: 0, count: width)
        },
        [])
    }

    private static func frame(_ head: [UInt8], _ payload: [UInt8]) -> [UInt8] {
      let zeros = [UInt8](repeating: 0, count: 4)
      var bytes = big(16 + head.count + payload.count) + big(head.count) + zeros + head + payload + zeros
      seal(&bytes, at: 0, count: bytes.count)
      return bytes
    }

    /// The bytes with valid checksums for each frame that the lengths give. Sometimes the lengths are repaired too.
    @Sendable static func withChecksums(_ input: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
      var bytes = input
      var start = 0
      while bytes.count - start >= 16 {
        var total = number(bytes, at: start)
        if total < 16 || total > bytes.count - start {
          if random.oneIn(3) {
            sealPrelude(&bytes, at: start)
            return bytes
          }
          total = 16 + random.below(bytes.count - start - 15)
          write(total, to: &bytes, at: start)
        }
        if number(bytes, at: start + 4) > total - 16, random.oneIn(2) {
          write(random.below(total - 15), to: &bytes, at: start + 4)
        }
        seal(&bytes, at: start, count: total)
        start += total
      }
      return bytes
    }

    private static func seal(_ bytes: inout [UInt8], at start: Int, count: Int) {
      sealPrelude(&bytes, at: start)
      let end = start + count - 4
      write(Int(CRC32.checksum(bytes[start..<end])), to: &bytes, at: end)
    }

    private static func sealPrelude(_ bytes: inout [UInt8], at start: Int) {
      write(Int(CRC32.checksum(bytes[start..<(start + 8)])), to: &bytes, at: start + 8)
    }

    private static func number(_ bytes: [UInt8], at index: Int) -> Int {
      bytes[index..<(index + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func write(_ number: Int, to bytes: inout [UInt8], at index: Int) {
      bytes.replaceSubrange(index..<(index + 4), with: big(number))
    }

    private static func big(_ number: Int) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
  }
#endif
