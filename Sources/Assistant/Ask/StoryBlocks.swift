import AWS
import Core

/// Stories as search results for the model: the passages, then one line of facts.
enum StoryBlocks {
  /// A list of stories with their passages.
  static func list(_ stories: [FoundStory], version: String) -> [SearchResultBlock] {
    stories.map { story in
      let passages = story.excerpts.isEmpty ? [story.body ?? ""] : story.excerpts
      let (texts, isCut) = cut(passages, StoryText.passage)
      return block(
        story, texts, version, isCut ? "after \(StoryText.passage) characters; read_stories gives the rest" : nil)
    }
  }

  /// A list of stories without text.
  static func index(_ stories: [FoundStory], version: String) -> [SearchResultBlock] {
    stories.map { block($0, [], version, nil) }
  }

  /// Whole stories.
  static func whole(_ stories: [(story: FoundStory, whole: StoryLibrary.WholeStory)]) -> [SearchResultBlock] {
    stories.map { pair in
      let (texts, isCut) = cut([pair.whole.text], StoryText.whole)
      return block(
        pair.story, texts, pair.whole.version, isCut ? "after \(StoryText.whole) characters; the rest is left out" : nil
      )
    }
  }

  private static func block(_ story: FoundStory, _ texts: [String], _ version: String, _ cut: String?)
    -> SearchResultBlock
  {
    let facts = StoryText.facts(of: story, version: version) + (cut.map { "; cut: " + $0 } ?? "")
    return SearchResultBlock(source: "\(story.id)", title: StoryText.oneLine(story.name), content: texts + [facts])
  }

  /// Whether a quoted text is the line of facts of that story, which is not of its own words.
  static func isFacts(_ text: String, of id: Int64) -> Bool {
    let beginning = "id: \(id)"
    return text == beginning || text.hasPrefix(beginning + ";")
  }

  /// At most `limit` scalars of passages, in parts that are worth quoting, and whether there is more.
  private static func cut(_ passages: [String], _ limit: Int) -> (texts: [String], isCut: Bool) {
    var left = limit
    var texts: [String] = []
    for passage in passages {
      guard left > 0 else { return (texts, true) }
      let shown = passage.prefix(scalars: left)
      texts += PassageParts.of(shown)
      guard shown.endIndex == passage.endIndex else { return (texts, true) }
      left -= shown.unicodeScalars.count
    }
    return (texts, false)
  }
}

/// What is kept of search results.
extension StoryBlocks {
  /// The first results of at most `limit` bytes, and whether anything was left out. The last is cut.
  static func limited(_ blocks: [SearchResultBlock], to limit: Int) -> (blocks: [SearchResultBlock], isCut: Bool) {
    var left = limit
    var kept: [SearchResultBlock] = []
    for block in blocks {
      guard block.size > left else {
        kept.append(block)
        left -= block.size
        continue
      }
      if let part = shortened(block, to: left) { kept.append(part) }
      return (kept, true)
    }
    return (kept, false)
  }

  /// The result with texts of at most `limit` bytes: the facts first, then passages from the first; nil if its id does
  /// not fit.
  static func shortened(_ block: SearchResultBlock, to limit: Int) -> SearchResultBlock? {
    guard block.size > limit else { return block }
    var left = limit - block.source.utf8.count
    guard left > 0 else { return nil }
    let title = block.title.prefix(bytes: min(left / 2, 120))
    left -= title.utf8.count
    var texts = block.content
    let facts = texts.popLast() ?? ""
    let shownFacts = facts.prefix(bytes: min(left, max(left / 2, "id: \(block.source); name: ".utf8.count)))
    left -= shownFacts.utf8.count
    var kept: [String] = []
    for text in texts where left > 0 {
      let shown = text.prefix(bytes: left)
      if !shown.isBlank { kept.append(String(shown)) }
      left -= shown.utf8.count
    }
    return SearchResultBlock(source: block.source, title: String(title), content: kept + [String(shownFacts)])
  }

  /// The results as text, in the form of `StoryText`.
  static func text(of blocks: [SearchResultBlock]) -> String {
    blocks.map { block in
      var texts = block.content
      let facts = texts.popLast() ?? "id: \(block.source); name: \(block.title)"
      return facts + (texts.isEmpty ? "" : "\ntext: " + texts.joined(separator: " … "))
    }.joined(separator: "\n\n")
  }
}
