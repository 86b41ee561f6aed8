import Core
import Synchronization

/// Writes an answer to standard output, piece by piece.
final class AnswerPrinter: Sendable {
  private let output: Output
  private let isSilent: Bool
  /// The last character written; nil if no line is open.
  private let last = Mutex<Character?>(nil)

  init(output: Output, isSilent: Bool) {
    self.output = output
    self.isSilent = isSilent
  }

  /// Writes a piece of the answer and flushes it.
  func show(_ text: String) throws(Failure) {
    guard !isSilent else { return }
    try output.write(text)
    try output.flush()
    last.withLock { $0 = text.last ?? $0 }
  }

  /// Ends an open line and flushes it, before a message on the same terminal. A write error is ignored here: the next
  /// piece of the answer throws it.
  func breakLine() {
    try? endLine()
    try? output.flush()
  }

  /// Ends the line if one is open.
  func endLine() throws(Failure) {
    let isOpen = last.withLock { last in
      defer { last = nil }
      return last.map { !$0.isNewline } ?? false
    }
    guard isOpen else { return }
    try output.write("\n")
  }
}
