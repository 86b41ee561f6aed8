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
  /// The stories in `content` as search results, for models that take these; empty if it is not stories.
  var stories: [SearchResultBlock] = []
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

  /// The whole result for the model, about `limit` bytes at most in either form.
  func result(for id: String, in fence: StoryFence, limit: Int) -> ToolResult {
    let words = text.prefix(bytes: limit)
    var result = ToolResult(toolUseID: id, text: String(words), isError: isError)
    result.images = images
    guard !content.isEmpty else { return result }
    let left = max(0, limit - words.utf8.count)
    let enclosed = fence.enclose(content, limit: left)
    let (blocks, isCut) = StoryBlocks.limited(stories, to: left)
    if blocks.isEmpty {
      result.text += "\n" + enclosed
    } else {
      if isCut { result.text += "\n" + StoryFence.cut }
      result.found = SearchResults(blocks, text: enclosed)
    }
    return result
  }

  /// Whether the call read the space.
  var readsSpace: Bool { search != nil || analysis != nil || countsAsSearch }

  /// The outcome if there is nothing to filter or list.
  static let nothingFound = ToolOutcome(
    "Nothing was found before in this conversation: search first.", isError: true)
}
