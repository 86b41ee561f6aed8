/// `search`: finds stories.
struct SearchTool: AskTool {
  let name = "search"
  let description =
    "Find stories of the space: by meaning, or by words where the space has no search by meaning, as the result says. "
    + "Returns the best matches with the passages that match."
  let parameters = [
    ToolParameter("term", .text, "What to look for, in a few words or as a question.", isRequired: true),
    ToolParameter("limit", .integer(1...Int64(AskTools.mostShown)), "How many stories to return at most."),
    ToolParameter(
      "content_type", .text, "Only stories of this content type, by its technical name, such as article."),
  ]

  /// The note of a result that words were matched.
  static let byWords =
    "Found by words, not by meaning: only stories that contain words of the term. Before you say that there is nothing "
    + "about something, search with other words for it, in the language of the stories."

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    let limit = min(input.integer("limit") ?? context.limit, AskTools.mostShown)
    let found = try await context.search(
      try input.text("term"), limit: limit, contentType: input.optional("content_type"))
    var outcome = ToolOutcome(
      (found.stories.isEmpty ? "0 stories found." : "\(found.count) found, \(found.stories.count) shown.")
        + (found.isByWords ? "\n" + Self.byWords : ""),
      content: StoryText.list(found.stories, version: context.library.version))
    outcome.action = .search
    outcome.results = .stories(found)
    outcome.remembered = found
    outcome.search = found
    return outcome
  }
}
