import AWS
import Core

extension Conversation.Turn {
  /// The most bytes of a turn's line. It is a small part of what a reader takes, so that no line is left out for its
  /// size.
  static let mostBytes = 1 << 20
  /// The most stories that a line holds.
  private static let mostStories = 1000
  /// The longest text of an answer or a question that a line holds, in bytes: more than any model writes.
  private static let longestText = 512 << 10

  /// The turn's line, at most `mostBytes` long, and whether anything was left out for it: first the texts of stories and
  /// of tool results, then all but question and answer.
  func keptLine() -> (line: [UInt8], isShortened: Bool) {
    var turn = self
    let isLong = turn.cutTexts(to: Self.longestText)
    let isMany = stories.count > Self.mostStories
    if isMany {
      let listed = Set(findings?.stories.map(\.id) ?? [])
      let ordered = stories.filter { listed.contains($0.id) } + stories.filter { !listed.contains($0.id) }
      turn.stories = Array(ordered.prefix(Self.mostStories))
    }
    var line = turn.line()
    if line.count < Self.mostBytes { return (line, isLong || isMany) }
    for index in turn.stories.indices {
      turn.stories[index].body = nil
      turn.stories[index].excerpts = []
    }
    turn.cutResults(to: 2000)
    line = turn.line()
    if line.count < Self.mostBytes { return (line, true) }
    turn = Conversation.Turn(at: at, space: space, messages: Conversation.plain(turn.messages))
    turn.fence = fence
    var longest = Self.longestText
    repeat {
      line = turn.line()
      longest /= 2
      _ = turn.cutTexts(to: longest)
    } while line.count >= Self.mostBytes && longest > 1024
    return (line, true)
  }

  /// Cuts each text of question and answer; returns whether one was longer.
  private mutating func cutTexts(to limit: Int) -> Bool {
    var isCut = false
    mapBlocks { block in
      switch block {
      case .text(let text) where text.utf8.count > limit, .cited(let text, _) where text.utf8.count > limit:
        isCut = true
        return .text(text.prefix(bytes: limit) + "\n(cut)")
      default: return block
      }
    }
    return isCut
  }

  private mutating func cutResults(to limit: Int) {
    mapBlocks { block in
      if case .found(let found) = block {
        return .found(SearchResults(StoryBlocks.limited(found.blocks, to: limit).blocks))
      }
      guard case .toolResult(var result) = block, result.size > limit else { return block }
      result.found = result.found.map { SearchResults(StoryBlocks.limited($0.blocks, to: limit).blocks) }
      if result.text.utf8.count > limit { result.text = result.text.prefix(bytes: limit) + "\n(cut)" }
      return .toolResult(result)
    }
  }

  private mutating func mapBlocks(_ change: (ContentBlock) -> ContentBlock) {
    for index in messages.indices { messages[index].content = messages[index].content.map(change) }
  }
}

extension Conversation {
  /// The most bytes of earlier messages that a request holds.
  private static let mostHistory = 3 << 19

  /// Leaves out the messages of the oldest turns, if the last `limit` messages are larger than a request may be. Returns
  /// whether any were left out.
  mutating func limitHistory(to limit: Int) -> Bool {
    var (count, size) = (0, 0)
    for index in turns.indices.reversed() where count < limit {
      var messages = turns[index].messages
      if size == 0, Self.size(of: messages) > Self.mostHistory { messages = Self.plain(messages) }
      size += Self.size(of: messages)
      count += messages.count
      guard size <= Self.mostHistory else {
        for older in turns[...index].indices { turns[older].messages = [] }
        return true
      }
      turns[index].messages = messages
    }
    return false
  }

  private static func size(of messages: [Message]) -> Int {
    messages.reduce(0) { sum, message in
      var json = JSONWriter()
      message.write(to: &json)
      return sum + json.bytes.count
    }
  }
}
