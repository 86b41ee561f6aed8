import Core
import Synchronization

/// Writes an answer to standard output, piece by piece: on a terminal wrapped, with its Markdown rendered; elsewhere as
/// the model wrote it.
final class AnswerPrinter: Sendable {
  private let output: Output
  private let isSilent: Bool
  private let state: Mutex<State>

  private struct State {
    /// Renders for a terminal; nil elsewhere.
    var renderer: MarkdownRenderer?
    /// Whether the last character written elsewhere was not a line end.
    var isOpen = false
  }

  /// - Parameter columns: the width of the terminal; nil elsewhere.
  init(output: Output, columns: Int?, isSilent: Bool) {
    self.output = output
    self.isSilent = isSilent
    state = Mutex(
      State(renderer: columns.map { MarkdownRenderer(width: $0, hasStyles: output.colours) }))
  }

  /// Writes a piece of the answer and flushes it.
  func show(_ text: String) throws(Failure) {
    guard !isSilent else { return }
    let shown = state.withLock { state in
      guard let text = state.renderer?.add(text) else {
        if let last = text.unicodeScalars.last { state.isOpen = last != "\n" }
        return StyledText(text)
      }
      return text
    }
    try output.write(shown)
    try output.flush()
  }

  /// Ends an open line and flushes it, before a message on the same terminal. A write error is ignored here: the next
  /// piece of the answer throws it.
  func breakLine() {
    let end = state.withLock { state in
      defer { state.isOpen = false }
      return state.renderer?.breakLine() ?? (state.isOpen ? "\n" : StyledText())
    }
    try? output.write(end)
    try? output.flush()
  }

  /// Writes what is left and ends the line if one is open.
  func endLine() throws(Failure) {
    let end = state.withLock { state -> StyledText in
      defer { state.isOpen = false }
      guard let rest = state.renderer?.end() else { return state.isOpen ? "\n" : StyledText() }
      return rest + (state.renderer?.breakLine() ?? StyledText())
    }
    try output.write(end)
  }
}
