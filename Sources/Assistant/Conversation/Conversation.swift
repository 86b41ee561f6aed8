public import AWS
import Core

/// A stored conversation: its turns and the results of its searches.
public struct Conversation: Sendable, Equatable {
  /// One question, and everything up to its answer.
  public struct Turn: Sendable, Equatable {
    /// When it ended, ISO 8601.
    public var at: String
    /// The space; nil for a turn without searches.
    public var space: String?
    /// The id of the model that answered; nil for a turn that was kept without it.
    public var model: String?
    /// The messages: the question first, every tool call with its result, the answer last.
    public var messages: [Message]
    /// The stories that its searches returned.
    public var stories: [FoundStory]
    /// The result of its last search, count or filter.
    public var findings: Findings?
    /// The mark of the conversation's `StoryFence`.
    public var fence: String?

    /// Creates a turn.
    public init(
      at: String, space: String?, model: String? = nil, messages: [Message], stories: [FoundStory] = [],
      findings: Findings? = nil
    ) {
      self.at = at
      self.space = space
      self.model = model
      self.messages = messages
      self.stories = stories
      self.findings = findings
    }
  }

  /// The id; nil before the first turn is stored.
  public var id: String?
  /// The turns, oldest first.
  public var turns: [Turn]
  /// Whether older turns were left out when it was read, because the file is too large.
  public internal(set) var isCut = false
  /// The number of lines of the file that cannot be read.
  public internal(set) var unreadable = 0

  /// A conversation; a new one by default.
  public init(id: String? = nil, turns: [Turn] = []) {
    self.id = id
    self.turns = turns
  }

  /// The messages to begin a request with: as many whole turns, newest first, as fit into `limit` messages.
  ///
  /// If the newest turn alone is longer, or if tools are not offered, turns are reduced to question and answer: a tool
  /// call must have its result, and neither may appear without tools. Reasoning is kept only in the turns of `model`:
  /// a model refuses another's, whatever the geography of its profile.
  public func history(limit: Int, withTools: Bool, model: String) -> [Message] {
    var kept: [Message] = []
    for turn in turns.reversed() {
      var messages = withTools ? turn.messages : Self.plain(turn.messages)
      if turn.model.map(ModelName.baseID(of:)) != ModelName.baseID(of: model) {
        messages = messages.map(\.withoutReasoning)
      }
      if kept.isEmpty, messages.count > limit { messages = Self.plain(messages) }
      guard kept.count + messages.count <= limit, !messages.isEmpty else { break }
      kept = messages + kept
    }
    return kept
  }

  /// Question and answer alone.
  static func plain(_ messages: [Message]) -> [Message] {
    guard let question = messages.first, let answer = messages.last, question.role == .user,
      answer.role == .assistant, !question.text.isBlank, !answer.text.isBlank
    else { return [] }
    return [.user(question.text), Message(.assistant, [.text(answer.text)])]
  }

  /// The results for the tools of the next turn: only those of the same space.
  func memory(space: String?) -> AskMemory {
    var memory = AskMemory()
    for turn in turns where turn.space == space {
      for story in turn.stories { memory.known[story.id] = story }
      if let findings = turn.findings { memory.findings = findings }
    }
    return memory
  }
}

extension Conversation.Turn {
  /// The turn as one line of JSON, without a newline.
  func line() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("v", 1)
      json.member("at", at)
      json.member("space", space)
      if let model { json.member("model", model) }
      if let fence { json.member("fence", fence) }
      json.key("messages")
      json.array { json in for message in messages { message.write(to: &json) } }
      json.key("stories")
      json.array { json in for story in stories { story.shortened.write(FoundStory.Member.kept, to: &json) } }
      if let findings {
        json.key("findings")
        json.object { json in
          json.member("term", findings.term)
          json.member("content_type", findings.contentType)
          json.member("total", findings.total)
          json.member("exact", findings.isExact)
          json.key("ids")
          json.array { json in for story in findings.stories { json.integer(story.id) } }
        }
      }
    }
    return json.bytes
  }
}

extension Conversation.Turn: Decodable {
  private enum CodingKeys: String, CodingKey { case at, space, model, fence, messages, stories, findings }

  private struct Kept: Decodable {
    var term: String
    var content_type: String?
    var total: Int
    var exact: Bool
    var ids: [Int64]
  }

  /// Reads a line. It names stories of earlier turns by id only; `resolve` replaces them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      at: try container.decodeIfPresent(String.self, forKey: .at) ?? "",
      space: try container.decodeIfPresent(String.self, forKey: .space),
      model: try container.decodeIfPresent(String.self, forKey: .model),
      messages: try container.decode([Message].self, forKey: .messages),
      stories: try container.decodeIfPresent([FoundStory].self, forKey: .stories) ?? [])
    fence = try container.decodeIfPresent(String.self, forKey: .fence)
    guard let kept = try container.decodeIfPresent(Kept.self, forKey: .findings) else { return }
    findings = Findings(
      term: kept.term, contentType: kept.content_type,
      stories: kept.ids.map { FoundStory(id: $0, name: "", slug: "") }, total: kept.total, isExact: kept.exact)
  }

  /// Replaces stories that a line names by id only.
  mutating func resolve(_ known: inout [Int64: FoundStory]) {
    for story in stories { known[story.id] = story }
    let named = findings?.stories ?? []
    findings?.stories = named.compactMap { known[$0.id] }
  }
}

extension FoundStory {
  /// The story with shortened text: the file need not hold long texts, which can be read again.
  fileprivate var shortened: FoundStory {
    var copy = self
    copy.body = body.map { String($0.prefix(scalars: 2000)) }
    copy.excerpts = excerpts.prefix(5).map { String($0.prefix(scalars: 2000)) }
    return copy
  }
}
