public import Core
public import Storyblok

/// A story that a search returned, with the fields that documents and conversations hold.
public struct FoundStory: Sendable, Equatable {
  /// The story's id.
  public var id: Int64
  /// The id that copies of a space share, if known.
  public var uuid: String?
  /// The name.
  public var name: String
  /// The full slug.
  public var slug: String
  /// The technical name of the root block, if known.
  public var contentType: String?
  /// The publication state, if known.
  public var state: Story.State?
  /// The tags, if known.
  public var tags: [String]?
  /// Whether it is the start page of its folder; nil if not known.
  public var isStartpage: Bool?
  /// The best passage, or with `full` the whole plain text; nil if the search returns no text.
  public var body: String?
  /// The similarity; higher is nearer, on an undocumented scale. Nil for a search without scores.
  public var score: Double?
  /// Every passage, best first.
  public var excerpts: [String]
  /// When it was made, ISO 8601.
  public var createdAt: String?
  /// When it was last saved, ISO 8601.
  public var updatedAt: String?
  /// When it was last published, ISO 8601.
  public var publishedAt: String?
  /// The page of the site or its preview, if the space configures one.
  public var url: String?
  /// The page in the visual editor.
  public var editorURL: String?
  /// The whole story; only with `full`.
  public var story: Story?
  /// The whole plain text where the story itself is not at hand; only with `full`.
  public var fullText: String?
  /// What the whole story's text names from outside it; only with `full`.
  public var names = ContentNames()
  /// The language of the whole story's text; nil for the default language.
  public var language: String?
  /// The codes of the languages into which its name or slug is translated, as lists tell.
  public var translations: [String] = []

  /// Creates a story.
  public init(
    id: Int64, name: String, slug: String, contentType: String? = nil, state: Story.State? = nil, body: String? = nil,
    score: Double? = nil, excerpts: [String] = [], publishedAt: String? = nil, url: String? = nil,
    editorURL: String? = nil, story: Story? = nil
  ) {
    self.id = id
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

extension FoundStory {
  /// A story as a list returns it, with its links.
  public init(_ story: Story, _ links: StoryLinks) {
    self.init(
      id: story.id, name: story.name, slug: story.slug, contentType: story.contentType, state: story.state,
      publishedAt: story.publishedAt, url: links.site(slug: story.localSlug ?? story.slug, path: story.path),
      editorURL: links.editor(story.id))
    uuid = story.uuid
    tags = story.tags
    isStartpage = story.isStartpage
    createdAt = story.createdAt
    updatedAt = story.updatedAt
    translations = story.translations.filter { $0.name != nil || $0.path != nil }.map(\.language).uniqued()
  }
}

extension FoundStory: Decodable {
  /// The members of a story in documents and files, in order. A new member is a case here and in `value(of:)`; one that
  /// conversations of earlier versions do not have is optional in `init(from:)`.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case id = "story_id"
    case uuid, name, slug
    case contentType = "content_type"
    case state, tags
    case isStartpage = "is_startpage"
    case body, score, excerpts
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case publishedAt = "published_at"
    case url
    case editorURL = "editor_url"
  }

  /// Reads a story of a conversation.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String? { try members.decodeIfPresent(String.self, forKey: key) }
    self.init(
      id: try members.decode(Int64.self, forKey: .id), name: try members.decode(String.self, forKey: .name),
      slug: try members.decode(String.self, forKey: .slug), contentType: try text(.contentType),
      state: try text(.state).flatMap(Story.State.init(rawValue:)), body: try text(.body),
      score: try members.decodeIfPresent(Double.self, forKey: .score),
      excerpts: try members.decode([String].self, forKey: .excerpts), publishedAt: try text(.publishedAt),
      url: try text(.url), editorURL: try text(.editorURL))
    uuid = try text(.uuid)
    tags = try members.decodeIfPresent([String].self, forKey: .tags)
    isStartpage = try members.decodeIfPresent(Bool.self, forKey: .isStartpage)
    createdAt = try text(.createdAt)
    updatedAt = try text(.updatedAt)
  }

  /// A member of a story.
  public typealias Member = CodingKeys

  /// The value of one member.
  public func value(of member: Member) -> JSONValue {
    switch member {
    case .id: .integer(id)
    case .uuid: .text(uuid)
    case .name: .string(name)
    case .slug: .string(slug)
    case .contentType: .text(contentType)
    case .state: .text(state?.rawValue)
    case .tags: tags.map { .array($0.map { .string($0) }) } ?? .null
    case .isStartpage: isStartpage.map { .bool($0) } ?? .null
    case .body: .text(body)
    case .score: score.map { .number($0) } ?? .null
    case .excerpts: .array(excerpts.map { .string($0) })
    case .createdAt: .text(createdAt)
    case .updatedAt: .text(updatedAt)
    case .publishedAt: .text(publishedAt)
    case .url: .text(url)
    case .editorURL: .text(editorURL)
    }
  }

  /// All members with their values, except the whole story, which is passed through as bytes.
  public var members: [(name: String, value: JSONValue)] {
    Member.allCases.map { ($0.rawValue, value(of: $0)) }
  }

  /// Writes the story as an object of the given members.
  public func write(_ members: [Member], to json: inout JSONWriter) {
    json.object { json in
      for member in members {
        json.key(member.rawValue)
        value(of: member).write(to: &json)
      }
    }
  }
}

extension FoundStory.Member {
  /// The members in conversations and in the answer of `ask`.
  public static let kept = allCases
}

extension FoundStory {
  /// The story with only the members of a conversation, so that it equals the one that is read back.
  var kept: FoundStory {
    var copy = told
    copy.language = nil
    copy.translations = []
    return copy
  }

  /// The story with what a list tells, for the model.
  var told: FoundStory {
    var copy = self
    copy.story = nil
    copy.fullText = nil
    copy.names = ContentNames()
    return copy
  }
}

extension JSONValue {
  fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
