public import Core
public import Storyblok

/// A story that a search found: what documents show of it, and what later turns of a conversation may go back to.
public struct FoundStory: Sendable, Equatable {
  /// The story's id.
  public var id: Int64
  /// The name.
  public var name: String
  /// The full slug.
  public var slug: String
  /// The technical name of the root block, where it could be learnt.
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

  /// A story.
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
  /// The members of a story in documents and files, in their order; a new one is a case here and in `value(of:)`.
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

  /// All members with their values. The whole story is not among them: it is passed through as the bytes it came as.
  public var members: [(name: String, value: JSONValue)] {
    Member.allCases.map { ($0.rawValue, value(of: $0)) }
  }

  /// Writes the story as an object of these members.
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
  /// What a conversation and the answer of `ask` hold of a story: all but its state.
  public static let kept = allCases.filter { $0 != .state }
}

extension FoundStory {
  /// The story with what a conversation keeps of it, so that it equals the one that is read back.
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
