public import AWS
import Core

/// A conversation as it is kept: its turns, and what its searches found.
public struct Conversation: Sendable, Equatable {
  /// One question and everything up to its answer.
  public struct Turn: Sendable, Equatable {
    /// When it ended, ISO 8601.
    public var at: String
    /// The space it was about; nil for a conversation without searches.
    public var space: String?
    /// Its messages: the question first, every tool call answered, the answer last.
    public var messages: [Message]
    /// The stories its searches returned.
    public var stories: [FoundStory]
    /// What its last search, count or filter came to.
    public var findings: Findings?

    /// A turn.
    public init(
      at: String, space: String?, messages: [Message], stories: [FoundStory] = [], findings: Findings? = nil
    ) {
      self.at = at
      self.space = space
      self.messages = messages
      self.stories = stories
      self.findings = findings
    }
  }

  /// Its id; nil before it was kept for the first time.
  public var id: String?
  /// Its turns, oldest first.
  public var turns: [Turn]

  /// A conversation; a new one by default.
  public init(id: String? = nil, turns: [Turn] = []) {
    self.id = id
    self.turns = turns
  }

  /// The messages to begin a request with: as many whole turns, newest first, as fit into `limit` messages.
  ///
  /// A newest turn that is longer by itself, and every turn when tools are not offered, is reduced to question and
  /// answer: a tool call never goes without its result, nor either without tools.
  public func history(limit: Int, withTools: Bool) -> [Message] {
    var kept: [Message] = []
    for turn in turns.reversed() {
      var messages = withTools ? turn.messages : Self.plain(turn.messages)
      if kept.isEmpty, messages.count > limit { messages = Self.plain(messages) }
      guard kept.count + messages.count <= limit, !messages.isEmpty else { break }
      kept = messages + kept
    }
    return kept
  }

  /// Question and answer alone.
  private static func plain(_ messages: [Message]) -> [Message] {
    guard let question = messages.first, let answer = messages.last, question.role == .user,
      answer.role == .assistant, !question.text.isBlank, !answer.text.isBlank
    else { return [] }
    return [.user(question.text), Message(.assistant, [.text(answer.text)])]
  }

  /// What the tools of the next turn go back to: only what was found in the same space.
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
  private enum CodingKeys: String, CodingKey { case at, space, messages, stories, findings }

  private struct Kept: Decodable {
    var term: String
    var content_type: String?
    var total: Int
    var exact: Bool
    var ids: [Int64]
  }

  /// Reads a line. The stories of its findings may have been found in earlier turns: `resolve` finds those.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      at: try container.decodeIfPresent(String.self, forKey: .at) ?? "",
      space: try container.decodeIfPresent(String.self, forKey: .space),
      messages: try container.decode([Message].self, forKey: .messages),
      stories: try container.decodeIfPresent([FoundStory].self, forKey: .stories) ?? [])
    guard let kept = try container.decodeIfPresent(Kept.self, forKey: .findings) else { return }
    findings = Findings(
      term: kept.term, contentType: kept.content_type,
      stories: kept.ids.map { FoundStory(id: $0, name: "", slug: "") }, total: kept.total, isExact: kept.exact)
  }

  /// Puts the stories themselves where a line names only their ids.
  mutating func resolve(_ known: inout [Int64: FoundStory]) {
    for story in stories { known[story.id] = story }
    let named = findings?.stories ?? []
    findings?.stories = named.compactMap { known[$0.id] }
  }
}

extension FoundStory {
  /// Long texts are looked up again when they are needed; the file need not hold them.
  fileprivate var shortened: FoundStory {
    var copy = self
    copy.body = body.map { String($0.prefix(2000)) }
    copy.excerpts = excerpts.prefix(5).map { String($0.prefix(2000)) }
    return copy
  }
}
