public import Storyblok

/// One story found.
public struct StoryHit: Sendable {
  /// The story's id.
  public var storyID: Int64
  /// The story's name.
  public var name: String
  /// The story's full slug.
  public var slug: String
  /// The technical name of its root block, where it could be learnt.
  public var contentType: String?
  /// Where it stands between draft and publication, where it could be learnt.
  public var state: Story.State?
  /// The best passage, or with `full` the whole plain text; nil where the search gives no text.
  public var body: String?
  /// How near it is; higher is nearer, on no documented scale. Nil for a search without scores.
  public var score: Double?
  /// Every passage found, best first.
  public var excerpts: [String]
  /// When it was last published, ISO 8601.
  public var publishedAt: String?
  /// The page visitors (or the preview) see, where the space says where that is.
  public var url: String?
  /// The page in the visual editor.
  public var editorURL: String?
  /// The whole story; only with `full`.
  public var story: Story?
  /// Where stories stand that this one links to by uuid only, by that uuid; only with `resolvesLinks`.
  public var linkPaths: [String: String] = [:]

  /// Makes a hit.
  public init(
    storyID: Int64, name: String, slug: String, contentType: String? = nil, state: Story.State? = nil,
    body: String? = nil, score: Double? = nil, excerpts: [String] = [], publishedAt: String? = nil,
    url: String? = nil, editorURL: String? = nil, story: Story? = nil
  ) {
    self.storyID = storyID
    self.name = name
    self.slug = slug
    self.contentType = contentType
    self.state = state
    self.body = body
    self.score = score
    self.excerpts = excerpts
    self.publishedAt = publishedAt
    self.url = url
    self.editorURL = editorURL
    self.story = story
  }
}

/// What a search came to, apart from its stories.
public struct SearchSummary: Sendable, Equatable {
  /// What was looked for; nil where stories were listed.
  public var term: String?
  /// What searched.
  public var backend: Backend
  /// Which version was searched.
  public var version: StoryVersion
  /// Stories delivered.
  public var count: Int
  /// Stories there are, those not delivered included.
  public var total: Int
  /// Whether `total` is certain: a search by meaning that was cut at its limit does not know.
  public var totalIsExact: Bool

  /// Makes a summary.
  public init(
    term: String?, backend: Backend, version: StoryVersion, count: Int, total: Int, totalIsExact: Bool
  ) {
    self.term = term
    self.backend = backend
    self.version = version
    self.count = count
    self.total = total
    self.totalIsExact = totalIsExact
  }

  /// What searched.
  public enum Backend: String, Sendable {
    case strata, fulltext, vsearches
    /// Nothing searched: stories were listed.
    case stories
  }
}

/// A search's outcome, whole.
public struct SearchResult: Sendable {
  /// The stories, best first, or in the list's order.
  public var stories: [StoryHit]
  /// What the search came to.
  public var summary: SearchSummary
}
