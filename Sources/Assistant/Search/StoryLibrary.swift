public import Core
public import Storyblok

/// The space as the tools of `ask` use it.
public struct StoryLibrary: Sendable {
  /// A search.
  public struct Query: Sendable, Equatable {
    /// The search term.
    public var term: String
    /// The most stories.
    public var limit: Int
    /// The content type to filter by.
    public var contentType: String?
  }

  /// A story's whole text.
  public struct WholeStory: Sendable, Equatable {
    /// The story's id.
    public var id: Int64
    /// The content as plain text.
    public var text: String
    /// The version read: `published` or `draft`.
    public var version: String
    /// When it was last published, ISO 8601.
    public var publishedAt: String?

    /// Creates a story's text.
    public init(id: Int64, text: String, version: String, publishedAt: String? = nil) {
      self.id = id
      self.text = text
      self.version = version
      self.publishedAt = publishedAt
    }
  }

  /// Finds stories.
  public var search: @Sendable (Query) async throws(Failure) -> Findings
  /// Reads whole stories; missing ones are left out.
  public var read: @Sendable ([Int64]) async throws(Failure) -> [WholeStory]
  /// The version it reads: `published` or `draft`.
  public var version: String

  /// A library with the given functions.
  public init(
    version: String, search: @escaping @Sendable (Query) async throws(Failure) -> Findings,
    read: @escaping @Sendable ([Int64]) async throws(Failure) -> [WholeStory]
  ) {
    self.version = version
    self.search = search
    self.read = read
  }

  /// The space of `search`, searched as by `sva search`.
  public init(_ search: StorySearch, scope: StoryScope) {
    let reader = StoryReader(client: search.client, scope: scope)
    self.init(
      version: scope.version.rawValue,
      search: { query throws(Failure) in
        var filter = StoryFilter(term: query.term)
        filter.contentType = query.contentType
        let result = try await search.run(SearchQuery(filter, in: scope, limit: query.limit))
        var found = Findings(
          term: query.term, contentType: query.contentType, stories: result.stories.map(\.kept),
          total: result.summary.total, isExact: result.summary.totalIsExact)
        found.isByWords = result.summary.strataAbsence != nil
        return found
      },
      read: { ids throws(Failure) in
        guard !ids.isEmpty else { return [] }
        return try await reader.plainText(of: ids).map { story, text in
          // A management token reads drafts. For a story without changes, draft and published version are the same.
          let isPublished = scope.version == .published && story.state == .published
          return WholeStory(
            id: story.id, text: text, version: isPublished ? "published" : "draft", publishedAt: story.publishedAt)
        }
      })
  }
}
