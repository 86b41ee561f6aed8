import Core
import Synchronization

/// Standard output. Bytes are buffered and written by `flush`, and when the buffer reaches 32 KiB.
final class Output: Sendable {
  /// Whether styles are written.
  let colours: Bool
  /// Whether control characters are removed from fields that are whole elsewhere: on a terminal.
  private let cleansFields: Bool
  private let sink: Sink
  private let beforeWriting: @Sendable () -> Void
  private let afterWriting: @Sendable (Bool) -> Void
  private let pending = Mutex<[UInt8]>([])
  private let broken = Mutex(false)
  private static let bufferLimit = 32_768

  /// An output to `sink`. `beforeWriting` runs before each write, to erase a progress line; `afterWriting` after it, with
  /// whether a line is open.
  init(
    sink: Sink, colours: Bool, cleans: Bool, beforeWriting: @escaping @Sendable () -> Void = {},
    afterWriting: @escaping @Sendable (Bool) -> Void = { _ in }
  ) {
    self.sink = sink
    self.colours = colours
    cleansFields = cleans
    self.beforeWriting = beforeWriting
    self.afterWriting = afterWriting
  }

  /// Buffers text for people: sanitized, because it may meet a terminal later, and styled as configured.
  ///
  /// - Throws: `Failure` with code `closedOutput` or `io` if buffered bytes had to be written and could not.
  func write(_ text: StyledText) throws(Failure) {
    try write(bytes: Array(text.render(colours: colours, cleans: true).utf8))
  }

  /// Buffers fields for scripts, as they are but on a terminal.
  func write(fields: String) throws(Failure) {
    try write(bytes: Array((cleansFields ? Sanitizer.clean(fields) : fields).utf8))
  }

  /// Buffers text, sanitized.
  func write(_ text: String) throws(Failure) { try write(StyledText(text)) }

  /// Buffers text of one style.
  func write(_ text: String, _ style: Style) throws(Failure) { try write(StyledText(text, style)) }

  /// Buffers one JSON document and a newline.
  func write(document: JSONWriter) throws(Failure) { try write(bytes: document.bytes + [UInt8(ascii: "\n")]) }

  /// Buffers bytes unchanged: for JSON and for formats that must not alter text.
  func write(bytes: [UInt8]) throws(Failure) {
    let isFull = pending.withLock {
      $0 += bytes
      return $0.count >= Output.bufferLimit
    }
    if isFull { try flush() }
  }

  /// Writes the buffer.
  ///
  /// - Throws: `Failure` with code `closedOutput` if the reader has closed the pipe, `io` for any other error.
  func flush() throws(Failure) {
    let bytes = pending.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
    guard !bytes.isEmpty else { return }
    beforeWriting()
    switch sink.write(bytes) {
    case .written: afterWriting(bytes.last != UInt8(ascii: "\n"))
    case .closed: throw Failure(.closedOutput, "standard output was closed", hint: "run it again")
    case .failed(let reason):
      broken.withLock { $0 = true }
      throw Failure(
        .io, "cannot write the result: \(reason)",
        hint: "make room or send the output elsewhere, then run the command again")
    }
  }

  /// Whether a write has failed: the output is incomplete and nothing must follow it.
  var isBroken: Bool { broken.withLock { $0 } }

  /// Discards the buffer.
  func discard() { pending.withLock { $0 = [] } }
}
