/// What a tool call came to: its result for the model, and what it does to the turn.
struct ToolOutcome: Sendable {
  /// What becomes of the results that the document shows.
  enum Results: Sendable {
    case unchanged
    case none
    case stories(Findings)
  }

  /// The result, as the model reads it.
  var text: String
  /// Whether the call failed.
  var isError = false
  /// The action it was; nil where it counts as none.
  var action: AskAnswer.Action?
  /// Whether it counts as a search where nothing else was done.
  var countsAsSearch = false
  /// What the document shows of it; only with `action`.
  var results = Results.unchanged
  /// What it found, for later calls.
  var remembered: Findings?
  /// What it found, where it was a search: several searches made at once are shown together.
  var search: Findings?
  /// The count it made.
  var analysis: AskAnswer.Analysis?
  /// The question it asks the user.
  var clarify: AskAnswer.Clarification?

  /// A result.
  init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }

  /// There is nothing to filter or list.
  static let nothingFound = ToolOutcome(
    "Nothing was found before in this conversation: search first.", isError: true)
}
