import AWS
import Core

/// The outcome of a tool call: its result for the model, and its effect on the turn.
struct ToolOutcome: Sendable {
  /// The effect on the results in the JSON document.
  enum Results: Sendable {
    case unchanged
    case none
    case stories(Findings)
  }

  /// The result for the model, in our own words.
  var text: String
  /// What comes from outside, to follow the text in the conversation's fence; empty if there is none.
  var content = ""
  /// Images that follow the text.
  var images: [FileBlock] = []
  /// Whether the call failed.
  var isError = false
  /// The action; nil if the call counts as none.
  var action: AskAnswer.Action?
  /// Whether the call counts as a search if there was no other action.
  var countsAsSearch = false
  /// The results in the document; used only with `action`.
  var results = Results.unchanged
  /// The result kept for later calls.
  var remembered: Findings?
  /// The result of a search: the results of searches made at once are joined.
  var search: Findings?
  /// The count.
  var analysis: AskAnswer.Analysis?
  /// The question to the user.
  var clarify: AskAnswer.Clarification?
  /// Why the space could not be read, if the model was told of it and may work around it.
  var failure: Failure?

  /// A result.
  init(_ text: String, content: String = "", isError: Bool = false) {
    self.text = text
    self.content = content
    self.isError = isError
  }

  /// The outcome of a request to the space that failed.
  init(_ failure: Failure) {
    self.init("The tool failed.", content: StoryText.oneLine(failure.sentence), isError: true)
    self.failure = failure
  }

  /// The whole result for the model, about `limit` bytes at most.
  func result(in fence: StoryFence, limit: Int) -> String {
    let words = text.prefix(bytes: limit)
    guard !content.isEmpty else { return String(words) }
    return words + "\n" + fence.enclose(content, limit: max(0, limit - words.utf8.count))
  }

  /// Whether the call read the space.
  var readsSpace: Bool { search != nil || analysis != nil || countsAsSearch }

  /// The outcome if there is nothing to filter or list.
  static let nothingFound = ToolOutcome(
    "Nothing was found before in this conversation: search first.", isError: true)
}
