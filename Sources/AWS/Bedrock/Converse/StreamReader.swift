import Core
import HTTP

/// Reads a ConverseStream response: bytes to frames to events to text, without delay.
struct StreamReader {
  /// The result of one event.
  enum Step: Sendable {
    case text(String)
    /// The model thinks.
    case thinking
    case done(ConverseResponse)
    case nothing
  }

  /// Why a stream ended early.
  enum Interruption: Error {
    /// The service sent an exception.
    case exception(AWSServiceError)
    /// The connection failed.
    case transport(TransportError)
    /// The bytes are not a valid event stream; the text says why.
    case damaged(String)
    /// The stream ended before the message did.
    case truncated

    /// Whether sending `call` again may succeed.
    func mayRestart(_ call: AWSCall) -> Bool {
      switch self {
      case .exception(let error):
        AWSErrorTable.retry(error, in: AWSErrorContext(service: call.service, operation: call.operation)) != .done
      case .transport(let error): error.isTransient
      case .truncated: true
      case .damaged: false
      }
    }

    /// Whether the tokens may be billed although the rest of the answer did not arrive: the model was late, or had begun
    /// to write (`hasBegun`), and the service did not report a failure of its own.
    func mayBeBilled(hasBegun: Bool) -> Bool {
      switch self {
      case .exception, .damaged: false
      case .transport(let error): error.kind == .timeout || hasBegun && error.isTransient
      case .truncated: hasBegun
      }
    }
  }

  private let body: ByteStream
  private var decoder = EventStreamDecoder()
  private var assembly: StreamAssembly
  private var ended = false
  /// Whether the model has written anything: text, reasoning or a tool call.
  private(set) var hasBegun = false

  init(_ body: ByteStream, textLimit: Int) {
    self.body = body
    assembly = StreamAssembly(textLimit: textLimit)
  }

  /// The next step. Must not be called after `done`.
  mutating func next() async throws(Interruption) -> Step {
    while true {
      let frame: EventStreamFrame?
      do throws(EventStreamError) { frame = try decoder.next() } catch { throw .damaged("\(error)") }
      if let frame { return try take(frame) }
      if ended { return try finish() }
      let slice: [UInt8]?
      do throws(TransportError) { slice = try await body.next() } catch {
        // The message is complete; only the token counts were missing.
        if assembly.stopReason != nil { return try finish() }
        throw error.kind == .truncated ? .truncated : .transport(error)
      }
      if let slice { decoder.append(slice) } else { ended = true }
    }
  }

  private func finish() throws(Interruption) -> Step {
    guard let reason = assembly.stopReason else { throw .truncated }
    var answer = ConverseResponse(message: assembly.message(), stopReason: reason, usage: assembly.usage)
    answer.note(assembly.trace)
    return .done(answer)
  }

  private mutating func take(_ frame: EventStreamFrame) throws(Interruption) -> Step {
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
    do throws(StreamAssembly.LimitExceeded) { try assembly.add(event) } catch {
      throw .damaged("it holds more than any answer has")
    }
    switch event {
    case .messageStart, .blockStop, .messageStop, .metadata, .unknown: return .nothing
    case .text(_, let text):
      hasBegun = true
      return text.isEmpty ? .nothing : .text(text)
    case .reasoningText, .reasoningSignature, .reasoningRedacted:
      hasBegun = true
      return .thinking
    case .toolUseStart, .toolInput, .serviceResult, .citation:
      hasBegun = true
      return .nothing
    }
  }
}
