import Core
import Synchronization

/// Standard output: the one way to it. Text is gathered and written at `flush`, at the end of a run, and when much
/// has gathered.
final class Output: Sendable {
  /// Whether styles show.
  let colours: Bool
  /// Whether text is cleaned of what could move a terminal's cursor.
  let cleans: Bool
  private let sink: Sink
  private let beforeWriting: @Sendable () -> Void
  private let pending = Mutex<[UInt8]>([])
  private let broken = Mutex(false)
  private static let enough = 32_768

  /// An output to `sink`. `beforeWriting` runs each time before bytes leave, to take a progress line away.
  init(sink: Sink, colours: Bool, cleans: Bool, beforeWriting: @escaping @Sendable () -> Void = {}) {
    self.sink = sink
    self.colours = colours
    self.cleans = cleans
    self.beforeWriting = beforeWriting
  }

  /// Adds text, cleaned and styled as the stream wants it.
  ///
  /// - Throws: `Failure` with code `closedOutput` or `io`, when gathered bytes had to leave and could not.
  func write(_ text: StyledText) throws(Failure) {
    try write(bytes: Array(text.render(colours: colours, cleans: cleans).utf8))
  }

  /// Adds text, cleaned as the stream wants it.
  func write(_ text: String) throws(Failure) { try write(StyledText(text)) }

  /// Adds text of one style.
  func write(_ text: String, _ style: Style) throws(Failure) { try write(StyledText(text, style)) }

  /// Adds one JSON document and ends its line.
  func write(document: JSONWriter) throws(Failure) { try write(bytes: document.bytes + [UInt8(ascii: "\n")]) }

  /// Adds bytes as they are: for JSON, and for formats that promise to alter nothing.
  func write(bytes: [UInt8]) throws(Failure) {
    let isEnough = pending.withLock {
      $0 += bytes
      return $0.count >= Output.enough
    }
    if isEnough { try flush() }
  }

  /// Writes what has gathered.
  ///
  /// - Throws: `Failure` with code `closedOutput` where the reader is gone, `io` where the system refuses.
  func flush() throws(Failure) {
    let bytes = pending.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
    guard !bytes.isEmpty else { return }
    beforeWriting()
    switch sink.write(bytes) {
    case .written: return
    case .closed: throw Failure(.closedOutput, "standard output was closed", hint: "run it again")
    case .failed(let reason):
      broken.withLock { $0 = true }
      throw Failure(
        .io, "cannot write the result: \(reason)",
        hint: "make room or send the output elsewhere, then run the command again")
    }
  }

  /// Whether the system has refused a write: what stands there is not whole, and nothing must follow it.
  var isBroken: Bool { broken.withLock { $0 } }

  /// Forgets what has gathered.
  func discard() { pending.withLock { $0 = [] } }
}
