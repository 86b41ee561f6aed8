import Core
import Storyblok

/// `analyze`: counts stories, by conditions alone or by a search, and breaks the count down.
struct AnalyzeTool: AskTool {
  let name = "analyze"
  let description =
    "Count stories without listing them, and break the count down. A count by content type, folder, tag, state or date "
    + "needs no term and is exact. With a term it counts what a search finds, which may leave out or add stories."
  let parameters =
    [
      ToolParameter("description", .text, "What is being counted, in words for the user.", isRequired: true),
      ToolParameter(
        "term", .text, "What to look for. Leave it out to count all stories that the other members select."),
    ] + StorySelection.parameters + [
      ToolParameter(
        "by", .word(StoryBreakdown.allCases.map(\.rawValue)),
        "Count each content type, folder, tag, state, month, or language of a translation.")
    ]
  /// The most stories that are read for a count, and for a breakdown.
  private static let (limit, breakdownLimit) = (100, 1000)

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    let description = try input.text("description")
    let by = input.optional("by").flatMap(StoryBreakdown.init(rawValue:))
    var query = try StorySelection.query(input, limit: by == nil ? Self.limit : Self.breakdownLimit)
    // Every story: lists select by slug.
    if query.selectsNothing, context.filter.isEmpty { query.filter.slugs = ["*"] }
    let found = try await context.select(query)
    var outcome = ToolOutcome(
      Self.count(found) + SearchTool.engine(found),
      content: Self.tally(found, by).joined(separator: "\n"))
    outcome.action = .analyze
    outcome.results = .none
    outcome.remembered = found
    outcome.analysis = AskAnswer.Analysis(
      description: description, count: found.total, isExact: found.isCounted,
      searchTerm: query.term.isEmpty ? nil : query.term,
      contentType: query.filter.contentType ?? context.filter.contentType)
    return outcome
  }

  private static func count(_ found: Findings) -> String {
    if found.isByNearness {
      return found.stories.isEmpty
        ? "nothing near the term was found. To count by conditions alone, leave the term out."
        : "count: \(found.total) nearest stories. A search by meaning always returns the nearest, so this is no count of "
          + "those about the term."
    }
    return "count: \(found.count) (\(found.isExact ? "exact" : "capped: there may be more"))"
  }

  /// The parts of the count, and the range of dates.
  private static func tally(_ found: Findings, _ by: StoryBreakdown?) -> [String] {
    let stories = found.stories
    guard !stories.isEmpty else { return [] }
    var lines = [StoryBreakdown.type, by].compactMap { $0 }.map { $0.line(stories) }
    if by == .type { lines.removeLast() }
    let dates = stories.compactMap { $0.publishedAt.map { StoryText.oneLine($0).prefix(scalars: 10) } }.sorted()
    if let first = dates.first, let last = dates.last { lines.append("published: \(first) to \(last)") }
    if stories.count < found.total { lines.append("(of the first \(stories.count) stories)") }
    return lines
  }
}
