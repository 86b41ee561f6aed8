/// A fault of the emulator.
public struct Fault: Sendable {
  /// The kind of the fault.
  public enum Kind: Sendable {
    /// The head comes `milliseconds` late.
    case delay(milliseconds: Int)
    /// Each piece of the body (each frame of a stream) comes `milliseconds` after the one before.
    case delayPieces(milliseconds: Int)
    /// The service's own throttling response, with this `Retry-After` if given.
    case throttle(retryAfter: String?)
    /// Another status, with any body and headers; in chunks of `piece` bytes if that is given.
    case answer(status: Int, type: String, headers: [(String, String)], body: [UInt8], piece: Int = .max)
    /// An error in the service's own shape.
    case error(status: Int, code: String, message: String)
    /// An HTML page, as proxies and gateways send it.
    case html(status: Int)
    /// A redirect to any URL.
    case redirect(status: Int, to: String)
    /// The connection is reset before anything is answered.
    case reset
    /// The connection is reset after `bytes` of the body.
    case resetAfter(bytes: Int)
    /// The connection stays open and nothing is ever answered.
    case silent
    /// The body comes a byte at a time, `milliseconds` between them.
    case drip(milliseconds: Int)
    /// The connection ends in order after `bytes` of the body.
    case cut(bytes: Int)
    /// One bit of the body's byte `at` is flipped.
    case flip(at: Int)
    /// An exception frame replaces the stream's event `afterEvents` (0: the first frame) and ends the stream.
    case exception(name: String, message: String, afterEvents: Int)
    /// An `error` frame (`:error-code`) replaces it.
    case errorFrame(code: String, message: String, afterEvents: Int)
    /// The stream ends in order before `messageStop`.
    case noMessageStop
    /// The stream ends in order without its `metadata`.
    case noMetadata
    /// The answer of a transcription ends in order after so many messages of sound.
    case endAfter(messages: Int)
    /// A transcription gets no final results.
    case noFinals
    /// A JSON body of that many megabytes replaces the response.
    case huge(megabytes: Int)
    /// A JSON body nested that deep replaces the response.
    case nested(depth: Int)
    /// The answer under another content type.
    case contentType(String)
  }

  /// The kind of the fault.
  public var kind: Kind
  /// Which requests: those whose `METHOD target service:Operation` contains this; an empty text is all.
  public var matching: String
  /// How many matching requests pass unharmed first.
  public var after: Int
  /// How many matching requests are hit then; nil: all.
  public var times: Int?

  public init(_ kind: Kind, on matching: String = "", after: Int = 0, times: Int? = nil) {
    self.kind = kind
    self.matching = matching
    self.after = after
    self.times = times
  }
}
