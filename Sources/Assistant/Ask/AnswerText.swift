/// The visible text of an answer: what the model wrote in every round, marks of sources taken out, rounds apart by a
/// blank line.
struct AnswerText: Sendable {
  /// What was shown so far, about `kept` bytes of it.
  private(set) var text = ""
  /// The ids that the last round marks as its sources.
  var cited: [Int64] { filter.cited }
  private let kept: Int
  private var filter = CitationFilter()
  private var needsBreak = false
  private var wasFed = false
  /// Where the text of the current round begins, in bytes of `text`.
  private var start = 0

  /// An empty text that keeps about `kept` bytes: what was written out need not be held whole.
  init(kept: Int = .max) { self.kept = kept }

  /// The text of the current round.
  var round: String { String(decoding: text.utf8.dropFirst(start), as: UTF8.self) }

  /// Begins a round.
  mutating func beginRound() {
    filter = CitationFilter()
    wasFed = false
    needsBreak = !text.isEmpty
    start = text.utf8.count
  }

  /// Takes a piece of the model's text; what of it is to be shown.
  mutating func add(_ piece: String) -> String {
    wasFed = true
    return show(filter.feed(piece))
  }

  /// Ends a round. `said` is its whole text, shown now where it did not come in pieces. What is left to be shown.
  mutating func endRound(_ said: String) -> String {
    let late = wasFed ? "" : show(filter.feed(said))
    return late + show(filter.finish())
  }

  private mutating func show(_ visible: String) -> String {
    guard !visible.isEmpty else { return "" }
    var out = visible
    if needsBreak {
      // Blank text before the first word is nothing to set apart.
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
