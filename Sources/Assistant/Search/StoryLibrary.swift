public import Core
public import Storyblok

/// The space as the assistant's tools see it.
public struct StoryLibrary: Sendable {
  /// A search.
  public struct Query: Sendable, Equatable {
    /// What is looked for.
    public var term: String
    /// Stories wanted.
    public var limit: Int
    /// The content type to keep to.
    public var contentType: String?
  }

  /// A story's whole text.
  public struct WholeStory: Sendable, Equatable {
    /// The story.
    public var id: Int64
    /// Its content as plain text.
    public var text: String
    /// Which version was read: `published` or `draft`.
    public var version: String
    /// When it was last published, ISO 8601.
    public var publishedAt: String?

    /// A story's text.
    public init(id: Int64, text: String, version: String, publishedAt: String? = nil) {
      self.id = id
      self.text = text
      self.version = version
      self.publishedAt = publishedAt
    }
  }

  /// Finds stories.
  public var search: @Sendable (Query) async throws(Failure) -> Findings
  /// Reads whole stories; those that are gone are left out.
  public var read: @Sendable ([Int64]) async throws(Failure) -> [WholeStory]
  /// The version it reads, in a word.
  public var version: String

  /// A library that searches and reads as given.
  public init(
    version: String, search: @escaping @Sendable (Query) async throws(Failure) -> Findings,
    read: @escaping @Sendable ([Int64]) async throws(Failure) -> [WholeStory]
  ) {
    self.version = version
    self.search = search
    self.read = read
  }

  /// The space of `search`, searched as `sva search` does it.
  public init(_ search: StorySearch, scope: StoryScope) {
    let reader = StoryReader(client: search.client, scope: scope)
    self.init(
      version: scope.version.rawValue,
      search: { query throws(Failure) in
        var filter = StoryFilter(term: query.term)
        filter.contentType = query.contentType
        let result = try await search.run(SearchQuery(filter, in: scope, limit: query.limit))
        return Findings(
          term: query.term, contentType: query.contentType, stories: result.stories.map(\.kept),
          total: result.summary.total, isExact: result.summary.totalIsExact)
      },
      read: { ids throws(Failure) in
        guard !ids.isEmpty else { return [] }
        return try await reader.plainText(of: ids).map { story, text in
          // A management token reads drafts; what was not changed since reads the same when published.
          let isPublished = scope.version == .published && story.state == .published
          return WholeStory(
            id: story.id, text: text, version: isPublished ? "published" : "draft", publishedAt: story.publishedAt)
        }
      })
  }
}
