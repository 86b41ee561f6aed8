import Core
import Storyblok

/// `search`: finds stories.
struct SearchTool: AskTool {
  let name = "search"
  let description =
    "Find stories of the space: by meaning, or by words where the space has no search by meaning, as the result says; or "
    + "list those that tag, state, dates or content type select. Returns the best matches with the passages that match."
  let parameters =
    [
      ToolParameter(
        "term", .text, "What to look for, in a few words or as a question. Leave it out to list by the other members."),
      ToolParameter("limit", .integer(1...Int64(AskTools.mostShown)), "How many stories to return at most."),
      ToolParameter(
        "sort", .text, "Order by name, created_at, updated_at or published_at; with :desc the latest first."),
    ] + StorySelection.parameters

  /// The note of a result that words were matched.
  static let byWords =
    "Found by words, not by meaning: only stories that contain words of the term. Before you say that there is nothing "
    + "about something, search with other words for it, in the language of the stories."

  /// The note of a result about the engine that found it, where that is not the search by meaning; else empty.
  static func engine(_ found: Findings) -> String {
    if found.isByWords { return "\n" + byWords }
    guard let manner = found.indexManner else { return "" }
    return manner == IndexSearch.manner(nil)
      ? "\n" + byWords : "\nFound in a local index of the space, \(manner)."
  }

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    let limit = min(input.integer("limit") ?? context.limit, AskTools.mostShown)
    let query = try query(input, limit: limit)
    let found = try await context.select(query)
    var outcome = ToolOutcome(
      Self.summary(found) + Self.engine(found),
      content: StoryText.list(found.stories, version: context.version(of: query)))
    outcome.stories = StoryBlocks.list(found.stories, version: context.version(of: query))
    outcome.action = .search
    outcome.results = .stories(found)
    outcome.remembered = found
    outcome.search = found
    return outcome
  }

  /// What was found. Nearness is no count: a search by meaning always returns the nearest stories.
  private static func summary(_ found: Findings) -> String {
    if found.stories.isEmpty { return "0 stories found." }
    if found.isByNearness { return "The \(found.stories.count) nearest stories, the best first." }
    return "\(found.count) found, \(found.stories.count) shown."
  }

  /// The query that the model's input means.
  private func query(_ input: ToolInput, limit: Int) throws(ToolError) -> StoryLibrary.Query {
    var query = try StorySelection.query(input, limit: limit)
    guard !query.selectsNothing else { throw .wrongInput("term is required where nothing else selects stories") }
    if let text = input.optional("sort") {
      guard let sort = StorySort(text) else { throw .wrongInput("sort must be a field such as updated_at:desc") }
      query.filter.sort = sort
    }
    return query
  }
}
