import Core
import Storyblok

/// `search`: finds stories.
struct SearchTool: AskTool {
  let name = "search"
  let description =
    "Find stories of the space: by meaning, or by words where the space has no search by meaning, as the result says; or "
    + "list those that tag, state, dates or content type select. Returns the best matches with the passages that match."
  let parameters = [
    ToolParameter(
      "term", .text, "What to look for, in a few words or as a question. Leave it out to list by the other members."),
    ToolParameter("limit", .integer(1...Int64(AskTools.mostShown)), "How many stories to return at most."),
    ToolParameter(
      "content_type", .text, "Only stories of this content type, by its technical name, such as article."),
    ToolParameter("tag", .text, "Only stories with this tag."),
    ToolParameter("state", .word(Story.State.allCases.map(\.rawValue)), "Only stories in this publication state."),
    ToolParameter("updated_since", .text, "Only stories saved since this date (2026-03-01) or age (7d)."),
    ToolParameter("published_since", .text, "Only stories published since this date or age."),
    ToolParameter("sort", .text, "Order by name, created_at, updated_at or published_at; with :desc the latest first."),
  ]

  /// The note of a result that words were matched.
  static let byWords =
    "Found by words, not by meaning: only stories that contain words of the term. Before you say that there is nothing "
    + "about something, search with other words for it, in the language of the stories."

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    let limit = min(input.integer("limit") ?? context.limit, AskTools.mostShown)
    let query = try query(input, limit: limit)
    let isOfDrafts = query.filter.states.contains { $0 != .published }
    let found: Findings
    do throws(ToolError) { found = try await context.search(query) } catch {
      // A token that reads no drafts can still find what is published.
      guard case .failed(let failure) = error, failure.code == .accessDenied, isOfDrafts else { throw error }
      throw .wrongInput("state must be published or left out: \(failure.sentence)")
    }
    let version = isOfDrafts ? StoryVersion.draft.rawValue : context.library.version
    var outcome = ToolOutcome(
      (found.stories.isEmpty ? "0 stories found." : "\(found.count) found, \(found.stories.count) shown.")
        + (found.isByWords ? "\n" + Self.byWords : ""),
      content: StoryText.list(found.stories, version: version))
    outcome.action = .search
    outcome.results = .stories(found)
    outcome.remembered = found
    outcome.search = found
    return outcome
  }

  /// The query that the model's input means.
  private func query(_ input: ToolInput, limit: Int) throws(ToolError) -> StoryLibrary.Query {
    var query = StoryLibrary.Query(term: input.optional("term") ?? "", limit: limit)
    query.filter.contentType = input.optional("content_type")
    query.filter.tags = input.optional("tag").map { [$0] } ?? []
    query.filter.states = input.optional("state").flatMap(Story.State.init(rawValue:)).map { [$0] } ?? []
    query.updatedSince = try time("updated_since", input)
    query.publishedSince = try time("published_since", input)
    guard !query.term.isEmpty || !query.filter.isEmpty || query.updatedSince != nil || query.publishedSince != nil
    else {
      throw .wrongInput("term is required where nothing else selects stories")
    }
    if let text = input.optional("sort") {
      guard let sort = StorySort(text) else { throw .wrongInput("sort must be a field such as updated_at:desc") }
      query.filter.sort = sort
    }
    return query
  }

  private func time(_ name: String, _ input: ToolInput) throws(ToolError) -> TimeText? {
    guard let text = input.optional(name) else { return nil }
    guard let time = TimeText(text) else { throw .wrongInput("\(name) must be a date (2026-03-01) or an age (7d)") }
    return time
  }
}
