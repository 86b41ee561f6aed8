import AWS
import Core
import Testing

@testable import Assistant

/// Stories as search results, and what is kept of them.
@Suite struct StoryBlocksTests {
  @Test func storyBlocks_holdPassagesThenFacts() {
    #expect(
      StoryBlocks.list([AskScene.stories[0]], version: "published") == [
        SearchResultBlock(
          source: "1", title: "Choosing boots",
          content: [
            "Boots keep you dry.",
            "id: 1; name: Choosing boots; slug: blog/1; content_type: article; published: 2026-01-02; version: published",
          ])
      ])
    #expect(StoryBlocks.index([AskScene.stories[0]], version: "draft")[0].content.count == 1)
  }

  @Test func storyBlocks_areBounded() {
    var story = AskScene.stories[0]
    story.excerpts = [String(repeating: "Wool is warm. ", count: 70), String(repeating: "x", count: 5000), "More."]
    story.name = "x" + String(repeating: "\u{301}", count: 1_000_000)
    let block = StoryBlocks.list([story], version: "published")[0]
    #expect(block.content.dropLast().reduce(0) { $0 + $1.unicodeScalars.count } <= 1200)
    #expect(block.content.last?.hasSuffix("; cut: after 1200 characters; read_stories gives the rest") == true)
    #expect(block.title.unicodeScalars.count <= 300)
    let whole = StoryLibrary.WholeStory(id: 1, text: String(repeating: "Wool is warm. ", count: 3000), version: "draft")
    let read = StoryBlocks.whole([(AskScene.stories[0], whole)])[0]
    #expect(read.content.dropLast().reduce(0) { $0 + $1.unicodeScalars.count } <= 20_000)
    #expect(read.content.last?.hasSuffix("; cut: after 20000 characters; the rest is left out") == true)
  }

  @Test func passageParts_areLinesAndSentences() {
    #expect(PassageParts.of("Short. Whole.") == ["Short. Whole."])
    #expect(PassageParts.of(" \n") == [])
    let sentence = String(repeating: "a", count: 99) + "."
    let text = Array(repeating: sentence, count: 8).joined(separator: " ")
    let parts = PassageParts.of(text)
    #expect(parts.joined(separator: " ") == text)
    #expect(parts.count == 3 && parts.allSatisfy { $0.hasSuffix(".") })
    let solid = String(repeating: "é", count: 5000)
    #expect(PassageParts.of(solid).joined() == solid)
    #expect(PassageParts.of(solid).count == 5)
  }

  @Test func storyBlocks_limitedKeepsTheFirst() {
    let blocks = StoryBlocks.list(AskScene.stories, version: "published")
    #expect(StoryBlocks.limited(blocks, to: 10_000).blocks == blocks)
    let (kept, isCut) = StoryBlocks.limited(blocks, to: blocks[0].size + 60)
    #expect(isCut && kept.first == blocks[0] && kept.count == 2)
    #expect(kept.reduce(0) { $0 + $1.size } <= blocks[0].size + 60)
    #expect(StoryBlocks.limited(blocks, to: 0).blocks.isEmpty)
  }

  @Test(arguments: [20, 40, 80, 120, 200])
  func storyBlocks_shortenedKeepsTheID(limit: Int) throws {
    var story = AskScene.stories[0]
    story.excerpts = ["Grüße " + String(repeating: "ü", count: 500)]
    let block = StoryBlocks.list([story], version: "published")[0]
    let short = try #require(StoryBlocks.shortened(block, to: limit))
    #expect(short.source == "1" && short.size <= limit)
    #expect(short.content.last?.hasPrefix("id: 1") == true)
  }

  // MARK: - Kept turns

  private static func size(_ block: ContentBlock) -> Int {
    var json = JSONWriter()
    json.array { block.write(to: &$0) }
    return json.bytes.count
  }

  /// Each result has at most half of its bytes, in both forms; ids, calls and the question stay.
  @Test func keptTurn_halvesWhatWasFound() throws {
    var stories = AskScene.stories
    for index in stories.indices {
      stories[index].excerpts = (1...5).map {
        "Passage \($0) of \"\(index)\": " + String(repeating: "wool ", count: 30)
      }
    }
    let blocks = StoryBlocks.list(stories, version: "published")
    func results(_ text: String) -> SearchResults {
      SearchResults(blocks, text: AskScene.fence.enclose(text))
    }
    let whole = results(StoryText.list(stories, version: "published"))
    let call = ContentBlock.toolUse(ToolUse(id: "t", name: "search", input: .object(["term": .string("x")])))
    let citation = Citation(source: "1", quotes: ["x"], location: .range(.blocks, index: 0, start: 0, end: 1))
    let web = Citation(title: "w", location: .web(url: "https://a.example", domain: nil))
    let messages = [
      Message(.user, [.text("Boots?"), .found(whole)]),
      Message(.assistant, [.cited("Dry.", [citation]), .cited("Web.", [citation, web]), call]),
      Message(.user, [.toolResult(ToolResult(toolUseID: "t", text: "3 found, 3 shown.", found: whole))]),
      Message(.assistant, [.text("Wool.")]),
    ]
    let kept = KeptTurn(messages, fence: AskScene.fence).messages
    #expect(kept[0].content[0] == .text("Boots?"))
    #expect(kept[1].content == [.text("Dry."), .cited("Web.", [web]), call])
    #expect(kept[3] == messages[3])
    #expect(Self.size(kept[0].content[1]) <= Self.size(messages[0].content[1]) / 2)
    #expect(Self.size(kept[2].content[0]) <= Self.size(messages[2].content[0]) / 2)
    guard case .toolResult(let result) = kept[2].content[0], case .found(let beside) = kept[0].content[1] else {
      Issue.record("the results are gone")
      return
    }
    #expect(result.text == "3 found, 3 shown." && result.toolUseID == "t")
    #expect(result.found?.blocks.map(\.source) == ["1", "2", "3"])
    #expect(result.found?.blocks.allSatisfy { $0.content.count > 1 } == true)
    // As text, for a model that refuses the blocks.
    let text = AskScene.fence.completed(kept[2]).content
    guard case .toolResult(let completed) = text[0], let found = completed.found else {
      Issue.record("the result is gone")
      return
    }
    #expect(found.text.utf8.count <= whole.text.utf8.count / 2)
    #expect(found.text.contains("\nid: 2"))
    #expect(beside.blocks.map(\.source) == ["1", "2", "3"])
    // Shortened once: a conversation that is read again is not shortened again.
    #expect(KeptTurn(messages, fence: AskScene.fence).messages == kept)
  }

  @Test func keptTurn_halvesTextAndKeepsItsTags() {
    let fence = AskScene.fence
    let content = String(repeating: "by type: article 2. ", count: 40)
    let text = "count: 3 (exact)\n" + fence.enclose(content)
    func kept(_ text: String) -> String? {
      let message = Message(.user, [.toolResult(ToolResult(toolUseID: "t", text: text))])
      guard case .toolResult(let result) = KeptTurn([message], fence: fence).messages[0].content[0] else { return nil }
      return result.text
    }
    let short = kept(text) ?? ""
    #expect(short.utf8.count <= text.utf8.count / 2)
    #expect(short.hasPrefix("count: 3 (exact)\nContent of the space."))
    #expect(short.hasSuffix("\(fence.closing)\n(shortened)"))
    // Without room for tags, our own words alone.
    #expect(kept("count: 3 (exact)\n" + fence.enclose("by type: article 3")) == "count: 3 (exact)")
    #expect(kept("Wrong input: term is required.") == "Wrong input: term is required.")
  }
}
