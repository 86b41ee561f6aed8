import Core
import HTTP

/// Reads the response of a transcription: bytes to frames to events, without delay.
struct TranscriptReader {
  /// Why a stream ended early.
  enum Interruption: Error {
    /// The service sent an exception.
    case exception(AWSServiceError)
    /// The connection failed.
    case transport(TransportError)
    /// The bytes are not a valid event stream; the text says why.
    case damaged(String)
    /// The stream ended inside a frame.
    case truncated
  }

  private let body: ByteStream
  private var decoder = EventStreamDecoder()
  private(set) var assembly = TranscriptAssembly()

  init(_ body: ByteStream) { self.body = body }

  /// Reads until the text has changed. Returns false at the end of the stream.
  mutating func next() async throws(Interruption) -> Bool {
    while true {
      let frame: EventStreamFrame?
      do throws(EventStreamError) { frame = try decoder.next() } catch { throw .damaged("\(error)") }
      if let frame {
        if try take(frame) { return true }
        continue
      }
      let slice: [UInt8]?
      do throws(TransportError) { slice = try await body.next() } catch {
        throw .transport(error)
      }
      guard let slice else {
        do throws(EventStreamError) { try decoder.finish() } catch { throw .truncated }
        return false
      }
      decoder.append(slice)
    }
  }

  /// Takes a frame. Returns whether the text has changed.
  private mutating func take(_ frame: EventStreamFrame) throws(Interruption) -> Bool {
    switch frame.messageType {
    case "exception":
      // The documented example names the exception in `:event-type`.
      let code = frame.exceptionType ?? frame.eventType ?? "unknown"
      throw .exception(AWSServiceError(exception: code, payload: frame.payload))
    case "error":
      throw .exception(AWSServiceError(status: 0, code: frame.errorCode, message: frame.errorMessage))
    case "event" where frame.eventType == "TranscriptEvent": break
    default: return false
    }
    let event: TranscriptEvent
    do { event = try TranscriptEvent(payload: frame.payload) } catch {
      throw .damaged("a TranscriptEvent is not what the API promises")
    }
    do throws(TranscriptAssembly.LimitExceeded) { return try assembly.add(event) } catch {
      throw .damaged("it holds more than any recording has")
    }
  }
}
