import Core
import Storyblok

/// `analyze`: counts what a search finds.
struct AnalyzeTool: AskTool {
  let name = "analyze"
  let description =
    "Count the stories that a search finds and describe them (content types, dates) without listing them."
  let parameters = [
    ToolParameter("description", .text, "What is being counted, in words for the user.", isRequired: true),
    ToolParameter("term", .text, "What to look for.", isRequired: true),
    ToolParameter("content_type", .text, "Only stories of this content type."),
  ]
  /// The most stories that are counted.
  private static let limit = 100

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    let (description, term) = (try input.text("description"), try input.text("term"))
    let type = context.contentType(input.optional("content_type"))
    var query = StoryLibrary.Query(term: term, limit: Self.limit)
    query.filter.contentType = type
    let found = try await context.search(query)
    let count = "count: \(found.count) (\(found.isExact ? "exact" : "capped: there may be more"))"
    var outcome = ToolOutcome(
      found.isByWords ? count + "\n" + SearchTool.byWords : count,
      content: Self.tally(found.stories).joined(separator: "\n"))
    outcome.action = .analyze
    outcome.results = .none
    outcome.remembered = found
    outcome.analysis = AskAnswer.Analysis(
      description: description, count: found.total, isExact: found.isExact, searchTerm: term, contentType: type)
    return outcome
  }

  /// The content types with their counts, and the range of dates.
  private static func tally(_ stories: [FoundStory]) -> [String] {
    var lines: [String] = []
    let types = Dictionary(grouping: stories, by: { StoryText.oneLine($0.contentType ?? "unknown") }).mapValues(\.count)
    if !types.isEmpty {
      let parts = types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      lines.append("content types: " + parts.joined(separator: ", "))
    }
    let dates = stories.compactMap { $0.publishedAt.map { StoryText.oneLine($0).prefix(scalars: 10) } }.sorted()
    if let first = dates.first, let last = dates.last { lines.append("published: \(first) to \(last)") }
    return lines
  }
}
