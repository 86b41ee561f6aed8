import AWS
import Core

/// The messages of a turn as the conversation keeps them.
///
/// What was found is shortened once, here, so that all later requests of the conversation begin with the same bytes and
/// the model reads them from its cache. Each result has at most half of its bytes; the stories' ids stay. Citations
/// name places in what was found, so cited text becomes plain text.
struct KeptTurn {
  /// The messages.
  let messages: [Message]
  /// A result of our own words alone is kept whole up to this length, in bytes.
  private static let shortText = 256

  /// The messages of a turn, kept.
  ///
  /// - Parameter fence: the fence of the conversation.
  init(_ messages: [Message], fence: StoryFence) {
    self.messages = messages.map { message in
      Message(message.role, message.content.map { Self.kept($0, fence) })
    }
  }

  private static func kept(_ block: ContentBlock, _ fence: StoryFence) -> ContentBlock {
    switch block {
    case .cited(let text, let citations):
      let others = citations.filter { !$0.isOfSearchResult }
      return others.isEmpty ? .text(text) : .cited(text, others)
    case .found(let found):
      return .found(SearchResults(shortened(found.blocks, to: size(of: block) / 2)))
    case .toolResult(var result):
      let limit = size(of: block) / 2
      if let found = result.found {
        result.found = nil
        let rest = limit - size(of: .toolResult(result))
        result.found = SearchResults(shortened(found.blocks, to: rest))
      } else if result.text.utf8.count > shortText || fence.divides(result.text) {
        result.text = fence.shortened(result.text, to: result.text.utf8.count / 2)
      }
      return .toolResult(result)
    default: return block
    }
  }

  /// The results in about `limit` bytes of JSON, each shortened by the same part.
  private static func shortened(_ blocks: [SearchResultBlock], to limit: Int) -> [SearchResultBlock] {
    let sizes = blocks.map { size(of: .found(SearchResults([$0]))) }
    let whole = max(1, sizes.reduce(0, +))
    return zip(blocks, sizes).map { block, size in
      // A result as text has no frame of its own, but all of them have the fence.
      let allowed = (limit - fenceShare) * size / whole - (size - block.size)
      let least = block.source.utf8.count * 2 + 16
      return StoryBlocks.shortened(block, to: max(least, allowed)) ?? block
    }
  }

  /// What a fence adds to results as text, in bytes.
  private static let fenceShare = 64

  private static func size(of block: ContentBlock) -> Int {
    var json = JSONWriter()
    json.array { block.write(to: &$0) }
    return json.bytes.count
  }
}
