import Core

/// The visible text of an answer: the model's text of every round without source marks. An empty line separates rounds.
struct AnswerText: Sendable {
  /// The text of the rounds before, and of the current round without the empty line before it.
  private var earlier = ""
  private(set) var round = ""
  /// The ids of the stories that the last round marks as its sources.
  var cited: [Int64] { filter.cited }
  private let kept: Int
  private var filter = CitationFilter()
  private var needsBreak = false
  private var wasFed = false
  /// Whether the current round has shown any text but white space.
  private(set) var hasWords = false

  /// An empty text that keeps about `kept` bytes: text that was written out need not be kept whole.
  init(kept: Int = .max) { self.kept = kept }

  /// The text shown so far, up to about `kept` bytes.
  var text: String { earlier.isEmpty ? round : round.isEmpty ? earlier : earlier + "\n\n" + round }

  /// Begins a round.
  mutating func beginRound() {
    filter = CitationFilter()
    wasFed = false
    hasWords = false
    earlier = text
    round = ""
    needsBreak = !earlier.isEmpty
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
    var shown = visible
    if needsBreak {
      // Leading blank text of a round is left out.
      shown = String(visible.drop { $0.isWhitespace })
      guard !shown.isEmpty else { return "" }
    }
    // Appends in place: a long answer is held once.
    if earlier.utf8.count + round.utf8.count < kept { round += shown }
    defer { needsBreak = false }
    return needsBreak ? "\n\n" + shown : shown
  }
}
