/// A search result in the messages of a request, by the number that citations use.
struct SearchHit {
  /// Its number among all of the request.
  let index: Int
  let source: String
  let title: String
  let texts: [String]
  let isCitable: Bool

  private init(_ block: JSON, index: Int) {
    self.index = index
    source = block["source"]?.string ?? ""
    title = block["title"]?.string ?? ""
    texts = (block["content"]?.array ?? []).compactMap { $0["text"]?.string }
    isCitable = block["citations"]?["enabled"]?.bool ?? false
  }

  /// All of the messages, in order: beside text, and in the results of tools.
  static func all(in messages: [JSON]) -> [SearchHit] {
    blocks(in: messages).enumerated().map { SearchHit($1, index: $0) }
  }

  /// Their blocks, in order.
  static func blocks(in messages: [JSON]) -> [JSON] {
    messages.flatMap { $0["content"]?.array ?? [] }.flatMap { block -> [JSON] in
      if let hit = block["searchResult"] { return [hit] }
      return (block["toolResult"]?["content"]?.array ?? []).compactMap { $0["searchResult"] }
    }
  }

  /// A citation of its first text, in Converse's form.
  var citation: JSON {
    [
      "location": ["searchResultLocation": ["end": 1, "searchResultIndex": .int(index), "start": 0]],
      "source": .string(source), "sourceContent": [["text": .string(texts.first ?? "")]], "title": .string(title),
    ]
  }

  /// What the stand-in tells of it.
  var story: FoundStory {
    var story = FoundStory()
    (story.id, story.name, story.passage) = (source, title, texts.count > 1 ? texts[0] : "")
    story.citation = isCitable ? citation : nil
    return story
  }
}
