import Core
import HTTP

/// Pulls a ConverseStream answer: bytes to frames to events to text, holding back nothing.
struct StreamReader {
  /// What one event came to.
  enum Step: Sendable {
    case text(String)
    case done(ConverseResponse)
    case nothing
  }

  /// Why a stream broke off.
  enum Trouble: Error {
    /// The service said so in the stream.
    case exception(AWSServiceError)
    /// The connection failed.
    case transport(TransportError)
    /// What came is no event stream, or not these events; why.
    case damaged(String)
    /// It ended before the message did.
    case cut

    /// Whether beginning again may help where nothing was shown.
    var isTransient: Bool {
      switch self {
      case .exception(let error):
        // A daily quota does not come back within any wait of ours.
        StreamReader.transient.contains(error.code?.lowercased() ?? "") && error.message?.contains("per day") != true
      case .transport(let error): error.isTransient
      case .cut: true
      case .damaged: false
      }
    }
  }

  private static let transient: Set<String> = [
    "internalserverexception", "modelstreamerrorexception", "throttlingexception", "serviceunavailableexception",
    "modeltimeoutexception",
  ]

  private let body: ByteStream
  private var decoder = EventStreamDecoder()
  private var assembly: StreamAssembly
  private var ended = false

  init(_ body: ByteStream, keepsText: Int) {
    self.body = body
    assembly = StreamAssembly(keepsText: keepsText)
  }

  /// The next step; after `done` there is none.
  mutating func next() async throws(Trouble) -> Step {
    while true {
      let frame: EventStreamFrame?
      do throws(EventStreamError) { frame = try decoder.next() } catch { throw .damaged("\(error)") }
      if let frame { return try take(frame) }
      if ended { return try finish() }
      let slice: [UInt8]?
      do throws(TransportError) { slice = try await body.next() } catch {
        // The message was whole: only figures could still have come.
        if assembly.stopReason != nil { return try finish() }
        throw error.kind == .truncated ? .cut : .transport(error)
      }
      if let slice { decoder.append(slice) } else { ended = true }
    }
  }

  private func finish() throws(Trouble) -> Step {
    guard let reason = assembly.stopReason else { throw .cut }
    return .done(ConverseResponse(message: assembly.message(), stopReason: reason, usage: assembly.usage))
  }

  private mutating func take(_ frame: EventStreamFrame) throws(Trouble) -> Step {
    switch frame.messageType {
    case "exception":
      let code = frame.exceptionType ?? "unknown"
      throw .exception(AWSServiceError(exception: code, payload: frame.payload))
    case "error":
      throw .exception(AWSServiceError(status: 0, code: frame.errorCode, message: frame.errorMessage))
    case "event": break
    default: return .nothing
    }
    let event: StreamEvent
    do { event = try StreamEvent(name: frame.eventType ?? "", payload: frame.payload) } catch {
      throw .damaged("the event \(frame.eventType ?? "") is not what the API promises")
    }
    do throws(StreamAssembly.TooMuch) { try assembly.add(event) } catch {
      throw .damaged("it holds more than any answer has")
    }
    if case .text(_, let text) = event, !text.isEmpty { return .text(text) }
    return .nothing
  }
}
