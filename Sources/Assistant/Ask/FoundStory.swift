public import Core

/// A story as a search of the conversation returned it: what the answer shows, and what later turns may go back to.
public struct FoundStory: Sendable, Equatable {
  /// The story's id.
  public var id: Int64
  /// The name.
  public var name: String
  /// The full slug.
  public var slug: String
  /// The technical name of the root block.
  public var contentType: String?
  /// The text the search returned, or the story's own.
  public var body: String?
  /// How near it is.
  public var score: Double?
  /// The matching passages.
  public var excerpts: [String] = []
  /// When it was last published, ISO 8601.
  public var publishedAt: String?
  /// Where it is on the site.
  public var url: String?
  /// Where it is edited.
  public var editorURL: String?

  /// A story.
  public init(id: Int64, name: String, slug: String) {
    self.id = id
    self.name = name
    self.slug = slug
  }
}

extension FoundStory: Codable {
  private enum CodingKeys: String, CodingKey {
    case id = "story_id"
    case name, slug
    case contentType = "content_type"
    case body, score, excerpts
    case publishedAt = "published_at"
    case url
    case editorURL = "editor_url"
  }

  /// Writes the story with the members of a search's document.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("story_id")
      json.integer(id)
      json.member("name", name)
      json.member("slug", slug)
      json.member("content_type", contentType)
      json.member("body", body)
      json.member("score", score)
      json.member("excerpts", excerpts)
      json.member("published_at", publishedAt)
      json.member("url", url)
      json.member("editor_url", editorURL)
    }
  }
}

/// What a search came to.
public struct Findings: Sendable, Equatable {
  /// What was looked for.
  public var term: String
  /// The content type kept to.
  public var contentType: String?
  /// The stories, best first.
  public var stories: [FoundStory]
  /// How many there are in all.
  public var total: Int
  /// Whether `total` is exact, or what the search was cut at.
  public var isExact: Bool

  /// Findings.
  public init(term: String, contentType: String? = nil, stories: [FoundStory], total: Int, isExact: Bool) {
    self.term = term
    self.contentType = contentType
    self.stories = stories
    self.total = total
    self.isExact = isExact
  }

  /// The count in words: `12`, `at least 100`.
  var count: String { isExact ? "\(total)" : "at least \(total)" }
}

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

  /// A library of the given doors.
  public init(
    version: String, search: @escaping @Sendable (Query) async throws(Failure) -> Findings,
    read: @escaping @Sendable ([Int64]) async throws(Failure) -> [WholeStory]
  ) {
    self.version = version
    self.search = search
    self.read = read
  }
}
