#if DEBUG || FUZZING
  import TestSupport

  @testable import AWS
  import Core
  import HTTP
  import Synchronization

  extension FuzzTarget {
    static let eventStream = FuzzTarget(
      "event-stream", samples: EventStreamSamples.all,
      words: [
        ":message-type", ":event-type", ":exception-type", ":error-code", "event", "exception", "error", "messageStart",
        "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata", "throttlingException",
        #"{"delta":{"text":"a"},"contentBlockIndex":0}"#, #"{"delta":{"toolUse":{"input":"{"}},"contentBlockIndex":1}"#,
        #""contentBlockIndex":"#, #"{"stopReason":"end_turn"}"#, #""reasoningContent":{"signature":"s"}"#, "\u{7}",
        "\u{8}",
        "\u{9}",
      ],
      repair: EventStreamSamples.withChecksums
    ) { bytes in
      var random = SeededRandom(of: bytes)
      let whole = Decoding([bytes[...]])
      try must(Decoding(random.slices(bytes)) == whole, "any slicing yields the same frames and the same error")
      let size = whole.frames.reduce(0) { $0 + $1.payload.count + 16 }
      try must(size <= bytes.count, "frames hold no more than came")

      let events = try whole.frames.map { frame -> Int in
        var cursor = EventStreamHeaderCursor(frame.bytes, end: frame.headersEnd)
        var count = 0
        while try cursor.next() != nil { count += 1 }
        try must(count <= bytes.count / 2, "headers hold no more than came")
        return count
      }
      let text = try await Stream.read([bytes[...]])
      let sliced = try await Stream.read(random.slices(bytes))
      try must(text == sliced, "any slicing yields the same answer")
      return [whole.frames.count, whole.error.map { $0.description.utf8.count } ?? 0, text.kind, text.text.utf8.count]
        + events.prefix(4)
    }
  }

  /// The result of the decoder for slices.
  private struct Decoding: Equatable {
    var frames: [EventStreamFrame] = []
    var error: EventStreamError?

    init(_ slices: [ArraySlice<UInt8>]) {
      var decoder = EventStreamDecoder()
      do throws(EventStreamError) {
        for slice in slices {
          decoder.append(slice)
          while let frame = try decoder.next() { frames.append(frame) }
        }
        try decoder.finish()
      } catch { self.error = error }
    }
  }

  /// The result of the stream reader for slices.
  private struct Stream: Equatable {
    var text = ""
    /// The kind of end.
    var kind = 0
    var response: ConverseResponse?

    static func read(_ slices: [ArraySlice<UInt8>]) async throws(Broken) -> Stream {
      let source = Source(slices)
      var reader = StreamReader(ByteStream { () async throws(TransportError) in source.next() }, textLimit: 1000)
      var stream = Stream()
      while true {
        do throws(StreamReader.Interruption) {
          switch try await reader.next() {
          case .nothing, .thinking: continue
          case .text(let piece):
            try mustHold(!piece.isEmpty)
            stream.text += piece
          case .done(let response):
            stream.kind = 1
            stream.response = response
            return stream
          }
        } catch {
          stream.kind =
            switch error {
            case .exception(let error): 10 + (error.code?.utf8.count ?? 0)
            case .transport: throw Broken(rule: "a source that does not fail makes no transport error")
            case .damaged(let why): why == "a piece is empty" ? 99 : 2
            case .truncated: 3
            }
          return stream
        }
      }
    }

    private static func mustHold(_ condition: Bool) throws(StreamReader.Interruption) {
      if !condition { throw .damaged("a piece is empty") }
    }
  }

  private final class Source: Sendable {
    private let slices: Mutex<ArraySlice<ArraySlice<UInt8>>>
    init(_ slices: [ArraySlice<UInt8>]) { self.slices = Mutex(slices[...]) }
    func next() -> [UInt8]? { slices.withLock { $0.popFirst() }.map(Array.init) }
  }
#endif
