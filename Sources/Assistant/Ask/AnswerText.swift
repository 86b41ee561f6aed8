import Core

/// The visible text of an answer: the model's text of every round without source marks. An empty line separates rounds.
struct AnswerText: Sendable {
  /// The text shown so far, up to about `kept` bytes.
  private(set) var text = ""
  /// The ids of the stories that the last round marks as its sources.
  var cited: [Int64] { filter.cited }
  private let kept: Int
  private var filter = CitationFilter()
  private var needsBreak = false
  private var wasFed = false
  /// Whether the current round has shown any text but white space.
  private(set) var hasWords = false
  /// The offset in `text` at which the current round begins, in bytes.
  private var start = 0

  /// An empty text that keeps about `kept` bytes: text that was written out need not be kept whole.
  init(kept: Int = .max) { self.kept = kept }

  /// The text of the current round.
  var round: String { String(decoding: text.utf8.dropFirst(start), as: UTF8.self) }

  /// Begins a round.
  mutating func beginRound() {
    filter = CitationFilter()
    wasFed = false
    hasWords = false
    needsBreak = !text.isEmpty
    start = text.utf8.count
  }

  /// Adds a piece of the model's text; returns the part to show.
  mutating func add(_ piece: String) -> String {
    wasFed = true
    return show(filter.feed(piece))
  }

  /// Ends a round. `whole` is the round's whole text; it is shown now if it did not arrive in pieces. Returns the rest
  /// to show.
  mutating func endRound(_ whole: String) -> String {
    let late = wasFed ? "" : show(filter.feed(whole))
    return late + show(filter.finish())
  }

  private mutating func show(_ visible: String) -> String {
    guard !visible.isEmpty else { return "" }
    if !hasWords { hasWords = !visible.isBlank }
    var out = visible
    if needsBreak {
      // Leading blank text of a round is left out.
      let words = visible.drop { $0.isWhitespace }
      guard !words.isEmpty else { return "" }
      out = "\n\n" + words
      needsBreak = false
      start = text.utf8.count + 2
    }
    if text.utf8.count < kept { text += out }
    return out
  }
}
