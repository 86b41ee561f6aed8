public import Core
public import Storyblok

/// The space as the tools of `ask` use it.
public struct StoryLibrary: Sendable {
  /// A search.
  public struct Query: Sendable, Equatable {
    /// The search term; empty to list what the conditions select.
    public var term: String
    /// The most stories.
    public var limit: Int
    /// The conditions besides the term and the following.
    public var filter = StoryFilter()
    /// When the stories were saved at the earliest.
    public var updatedSince: TimeText?
    /// When the stories were last published at the earliest.
    public var publishedSince: TimeText?

    /// A search.
    public init(term: String, limit: Int, filter: StoryFilter = StoryFilter()) {
      self.term = term
      self.limit = limit
      self.filter = filter
    }

    /// The filter at the time `now`, in seconds since 1970.
    func filter(now: Double) -> StoryFilter {
      var filter = filter
      filter.term = term
      if let updatedSince { filter.updated.since = updatedSince.seconds(now: now) }
      if let publishedSince { filter.published.since = publishedSince.seconds(now: now) }
      return filter
    }
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
  /// Finds stories with few requests, for the first look: by meaning, else by the whole term, never word by word. Its
  /// messages go to the log.
  public var look: @Sendable (Query, Log) async throws(Failure) -> Findings
  /// Reads whole stories; missing ones are left out.
  public var read: @Sendable ([Int64]) async throws(Failure) -> [WholeStory]
  /// The images of a story, in the order of its content.
  public var images: @Sendable (Int64) async throws(Failure) -> [StoryImage] = { _ in [] }
  /// The bytes of an image, at most so many.
  public var asset: @Sendable (String, Int) async throws(Failure) -> [UInt8] = { _, _ in [] }
  /// The version it reads: `published` or `draft`.
  public var version: String
  /// The code of the language it reads, as it was given; nil for the default language.
  public var language: String?
  /// Announces a request to the space, so that the connection is open when it is made.
  public var open: @Sendable () -> Void = {}
  /// Checks that the space has the language.
  public var check: @Sendable () async throws(Failure) -> Void = {}

  /// A library with the given functions.
  public init(
    version: String, search: @escaping @Sendable (Query) async throws(Failure) -> Findings,
    read: @escaping @Sendable ([Int64]) async throws(Failure) -> [WholeStory]
  ) {
    self.version = version
    self.search = search
    look = { query, _ throws(Failure) in try await search(query) }
    self.read = read
  }

  /// The space of `search`, searched as by `sva search`.
  public init(_ search: StorySearch, scope: StoryScope) {
    let reader = StoryReader(client: search.client, scope: scope)
    self.init(
      version: scope.version.rawValue,
      search: { query throws(Failure) in try await search.find(query, in: scope) },
      read: { ids throws(Failure) in
        guard !ids.isEmpty else { return [] }
        return try await reader.plainText(of: ids).map { story, text in
          // A management token reads drafts. For a story without changes, draft and published version are the same.
          let isPublished = scope.version == .published && story.state == .published
          return WholeStory(
            id: story.id, text: text, version: isPublished ? "published" : "draft", publishedAt: story.publishedAt)
        }
      })
    look = { query, log throws(Failure) in try await search.logging(to: log).find(query, in: scope, isLook: true) }
    language = scope.language
    open = { search.client.open() }
    images = { id throws(Failure) in try await reader.images(of: id) }
    asset = { url, limit throws(Failure) in try await search.client.asset(url, limit: limit) }
    check = { () throws(Failure) in _ = try await search.client.checked(scope) }
  }
}

extension StorySearch {
  /// What a search of `ask` finds.
  ///
  /// - Parameter isLook: whether it is the first look.
  fileprivate func find(
    _ query: StoryLibrary.Query, in scope: StoryScope, isLook: Bool = false
  ) async throws(Failure) -> Findings {
    var wanted = SearchQuery(
      query.filter(now: environment.clock.seconds), in: scope, limit: query.limit, shownText: .plain)
    wanted.isLook = isLook
    let result = try await run(wanted)
    var found = Findings(
      term: query.term, contentType: query.filter.contentType, stories: result.stories.map(\.told),
      total: result.summary.total, isExact: result.summary.totalIsExact)
    found.isByNearness =
      SearchBackends.isByNearness(result.summary.backend) || result.summary.manner == IndexSearch.byMeaning
    found.isByWords = result.summary.strataAbsence != nil
    if result.summary.backend == IndexBackend.word { found.indexManner = result.summary.manner }
    found.isOfPhrase = isLook && result.summary.backend == FullTextBackend().name
    return found
  }
}
