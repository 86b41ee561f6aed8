/// `refine`: filters the last result locally.
struct RefineTool: AskTool {
  let name = "refine"
  let description =
    "Filter all stories found before in this conversation. Keeps those that contain every word of term."
  let parameters = [
    ToolParameter("term", .text, "Words that must all occur in a story's name, slug or text."),
    ToolParameter("content_type", .text, "Keep only this content type."),
  ]

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    let (words, type) = (input.optional("term"), input.optional("content_type"))
    guard words != nil || type != nil else { throw .wrongInput("term or content_type must say what to keep") }
    guard let before = context.memory.findings else { return .nothingFound }
    var stories = before.stories
    if let type { stories = stories.filter { $0.contentType?.lowercased() == type.lowercased() } }
    if let words { stories = try await holding(words, stories, context) }
    let kept = Findings(
      term: words ?? before.term, contentType: type ?? before.contentType, stories: stories, total: stories.count,
      isExact: before.isExact && before.stories.count == before.total)
    var shown = kept
    shown.stories = Array(stories.prefix(AskTools.mostShown))
    var outcome = ToolOutcome(
      "\(kept.total) of \(before.stories.count) kept, \(shown.stories.count) shown"
        + (kept.isExact ? "." : " (the search before was capped: there may be more)."),
      content: StoryText.list(shown.stories, version: context.library.version))
    outcome.stories = StoryBlocks.list(shown.stories, version: context.library.version)
    outcome.action = .refine
    outcome.results = .stories(shown)
    outcome.remembered = kept
    return outcome
  }

  /// The stories that contain every word. A story whose text the search did not return is read first.
  private func holding(
    _ words: String, _ stories: [FoundStory], _ context: ToolContext
  ) async throws(ToolError) -> [FoundStory] {
    let wanted = words.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    var texts: [Int64: String] = [:]
    func holds(_ story: FoundStory) -> Bool {
      let parts = [story.name, story.slug, story.body ?? "", texts[story.id] ?? ""] + story.excerpts
      let text = parts.joined(separator: "\n").lowercased()
      return wanted.allSatisfy(text.contains)
    }
    for story in try await context.read(stories.filter { !holds($0) }.map(\.id)) { texts[story.id] = story.text }
    return stories.filter(holds)
  }
}
