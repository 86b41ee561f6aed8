public import Core
public import Storyblok

/// A story that a search returned, with the fields that documents and conversations hold.
public struct FoundStory: Sendable, Equatable {
  /// The story's id.
  public var id: Int64
  /// The name.
  public var name: String
  /// The full slug.
  public var slug: String
  /// The technical name of the root block, if known.
  public var contentType: String?
  /// The publication state, if known.
  public var state: Story.State?
  /// The best passage, or with `full` the whole plain text; nil if the search returns no text.
  public var body: String?
  /// The similarity; higher is nearer, on an undocumented scale. Nil for a search without scores.
  public var score: Double?
  /// Every passage, best first.
  public var excerpts: [String]
  /// When it was last published, ISO 8601.
  public var publishedAt: String?
  /// The page of the site or its preview, if the space configures one.
  public var url: String?
  /// The page in the visual editor.
  public var editorURL: String?
  /// The whole story; only with `full`.
  public var story: Story?
  /// The paths, by uuid, of stories that this one links to by uuid only; only with `resolvesLinks`.
  public var linkPaths: [String: String] = [:]

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

extension FoundStory: Decodable {
  /// The members of a story in documents and files, in order. A new member is a case here and in `value(of:)`.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case id = "story_id"
    case name, slug
    case contentType = "content_type"
    case body, score, excerpts
    case publishedAt = "published_at"
    case url
    case editorURL = "editor_url"
    case state
  }

  /// A member of a story.
  public typealias Member = CodingKeys

  /// The value of one member.
  public func value(of member: Member) -> JSONValue {
    switch member {
    case .id: .integer(id)
    case .name: .string(name)
    case .slug: .string(slug)
    case .contentType: .text(contentType)
    case .body: .text(body)
    case .score: score.map { .number($0) } ?? .null
    case .excerpts: .array(excerpts.map { .string($0) })
    case .publishedAt: .text(publishedAt)
    case .url: .text(url)
    case .editorURL: .text(editorURL)
    case .state: .text(state?.rawValue)
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
  /// The members in conversations and in the answer of `ask`: all but the state.
  public static let kept = allCases.filter { $0 != .state }
}

extension FoundStory {
  /// The story with only the members of a conversation, so that it equals the one that is read back.
  var kept: FoundStory {
    var copy = self
    copy.state = nil
    copy.story = nil
    copy.linkPaths = [:]
    return copy
  }
}

extension JSONValue {
  fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
