import Core
import Storyblok

/// The members of a tool's input that select stories, shared by `search` and `analyze`.
enum StorySelection {
  /// The members.
  static let parameters = [
    ToolParameter(
      "content_type", .text, "Only stories of this content type, by its technical name, such as article."),
    ToolParameter("folder", .text, "Only stories in this folder, by the beginning of their slug, such as blog/."),
    ToolParameter("tag", .text, "Only stories with this tag."),
    ToolParameter("state", .word(Story.State.allCases.map(\.rawValue)), "Only stories in this publication state."),
    ToolParameter("updated_since", .text, "Only stories saved since this date (2026-03-01) or age (7d)."),
    ToolParameter("published_since", .text, "Only stories published since this date or age."),
  ]

  /// The query of an input: its term and its conditions; none of them is required.
  ///
  /// - Throws: `ToolError.wrongInput` for a time in another form.
  static func query(_ input: ToolInput, limit: Int) throws(ToolError) -> StoryLibrary.Query {
    var query = StoryLibrary.Query(term: input.optional("term") ?? "", limit: limit)
    query.filter.contentType = input.optional("content_type")
    query.filter.startsWith = input.optional("folder")
    query.filter.tags = input.optional("tag").map { [$0] } ?? []
    query.filter.states = input.optional("state").flatMap(Story.State.init(rawValue:)).map { [$0] } ?? []
    query.updatedSince = try time("updated_since", input)
    query.publishedSince = try time("published_since", input)
    return query
  }

  private static func time(_ name: String, _ input: ToolInput) throws(ToolError) -> TimeText? {
    guard let text = input.optional(name) else { return nil }
    guard let time = TimeText(text) else { throw .wrongInput("\(name) must be a date (2026-03-01) or an age (7d)") }
    return time
  }
}

extension StoryLibrary.Query {
  /// Whether neither a term nor a condition selects stories.
  var selectsNothing: Bool { term.isEmpty && filter.isEmpty && updatedSince == nil && publishedSince == nil }

  /// Whether stories in other states than published are selected.
  var isOfDrafts: Bool { filter.states.contains { $0 != .published } }
}

extension ToolContext {
  /// Searches the space. A token that reads no drafts can still find what is published: the model is told.
  func select(_ query: StoryLibrary.Query) async throws(ToolError) -> Findings {
    do throws(ToolError) { return try await search(query) } catch {
      guard case .failed(let failure) = error, failure.code == .accessDenied, query.isOfDrafts else { throw error }
      throw .wrongInput("state must be published or left out: \(failure.sentence)")
    }
  }

  /// The version that a query reads.
  func version(of query: StoryLibrary.Query) -> String {
    query.isOfDrafts ? StoryVersion.draft.rawValue : library.version
  }
}
