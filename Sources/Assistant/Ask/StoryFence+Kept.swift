import AWS
import Core

/// Results of tools in the messages of earlier turns.
extension StoryFence {
  /// The message with the text form of its search results, which a conversation's file does not hold.
  func completed(_ message: Message) -> Message {
    Message(
      message.role,
      message.content.map { block in
        switch block {
        case .found(let found): return .found(completed(found))
        case .toolResult(var result):
          result.found = result.found.map(completed)
          return .toolResult(result)
        default: return block
        }
      })
  }

  private func completed(_ found: SearchResults) -> SearchResults {
    SearchResults(found.blocks, text: enclose(StoryBlocks.text(of: found.blocks)))
  }

  /// Whether a result holds content between this fence's tags.
  func divides(_ text: String) -> Bool { parts(of: text) != nil }

  /// The text of a result in at most `limit` bytes: our own words, then as much of the content as fits between the tags.
  func shortened(_ text: String, to limit: Int) -> String {
    guard let (words, content) = parts(of: text) else {
      return text.prefix(bytes: limit - Self.left.utf8.count) + Self.left
    }
    let kept = words.prefix(bytes: limit)
    let frame = enclose("").utf8.count + Self.left.utf8.count + 1
    let rest = limit - kept.utf8.count - frame
    guard rest > 0 else { return String(kept) }
    return kept + "\n" + enclose(String(content.prefix(bytes: rest))) + Self.left
  }

  /// The note of a shortened result.
  private static let left = "\n(shortened)"

  /// Our own words and the content between the tags; nil if the text has no content.
  private func parts(of text: String) -> (words: Substring, content: Substring)? {
    let empty = enclose("")
    guard let tag = empty.firstRange(of: opening) else { return nil }
    let head = String(empty[..<tag.upperBound]) + "\n"
    guard let start = text.firstRange(of: head), let end = text[start.upperBound...].firstRange(of: "\n" + closing)
    else { return nil }
    let words = text[..<start.lowerBound]
    return (words.last == "\n" ? words.dropLast() : words, text[start.upperBound..<end.lowerBound])
  }
}
