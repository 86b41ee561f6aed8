/// `list_analyzed`: lists the stories of the last result.
struct ListAnalyzedTool: AskTool {
  let name = "list_analyzed"
  let description = "List the stories that the last analyze counted, or the last search or refine found."
  let parameters = [
    ToolParameter("limit", .integer(1...Int64(AskTools.mostShown)), "How many to list at most."),
    ToolParameter("offset", .integer(0...100_000), "How many to leave out at the beginning."),
  ]

  func run(_ input: ToolInput, _ context: ToolContext) -> ToolOutcome {
    guard let found = context.memory.findings else { return .nothingFound }
    let offset = input.integer("offset") ?? 0
    let limit = min(input.integer("limit") ?? context.limit, AskTools.mostShown)
    var listed = found
    listed.stories = Array(found.stories.dropFirst(offset).prefix(limit))
    var outcome = ToolOutcome(
      listed.stories.isEmpty
        ? "No more: there are \(found.stories.count)."
        : "\(listed.stories.count) of \(found.count), from number \(offset + 1).",
      content: StoryText.index(listed.stories, version: context.library.version))
    outcome.stories = StoryBlocks.index(listed.stories, version: context.library.version)
    outcome.action = .listAnalyzed
    outcome.results = .stories(listed)
    return outcome
  }
}
