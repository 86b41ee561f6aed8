import AWS
import Testing

@testable import Assistant

/// The sources of an answer, from citations and marks.
@Suite struct CitedStoriesTests {
  private static let known = Dictionary(uniqueKeysWithValues: AskScene.stories.map { ($0.id, $0) })

  private func cited(_ blocks: [ContentBlock], marked: [Int64] = []) -> CitedStories {
    CitedStories(Message(.assistant, blocks), marked: marked, known: Self.known)
  }

  private func citation(_ source: String?, _ quotes: String..., title: String? = nil) -> Citation {
    Citation(title: title, source: source, quotes: quotes)
  }

  @Test func citedStories_keepTheOrderOfFirstUseAndEachQuoteOnce() {
    let stories = cited(
      [
        .text("So: "), .cited("a", [citation("2", "Bring boots and wool."), citation("1", "Boots keep you dry.")]),
        .cited("b", [citation("2", "Bring boots and wool.", "And socks."), citation("1", " ")]),
      ], marked: [3, 1])
    #expect(
      stories.entries == [
        .init(id: 2, quotes: ["Bring boots and wool.", "And socks."]), .init(id: 1, quotes: ["Boots keep you dry."]),
        .init(id: 3),
      ])
    #expect(stories.unknown.isEmpty)
  }

  @Test func citedStories_ignoreWhatNoSearchReturned() {
    let stories = cited(
      [
        .cited(
          "a",
          [citation("99", "x"), citation("https://evil.example"), citation(nil), citation("1", "y"), citation("99")])
      ],
      marked: [77, 1])
    #expect(stories.entries == [.init(id: 1, quotes: ["y"])])
    #expect(stories.unknown == ["99", "https://evil.example", "a source without a name", "77"])
  }

  /// A citation without a source is of the one story with its title.
  @Test func citedStories_readTitlesWhereThereIsNoSource() {
    let stories = cited([.cited("a", [citation(nil, "y", title: "Winter packing"), citation("", title: "No such")])])
    #expect(stories.entries == [.init(id: 2, quotes: ["y"])])
    #expect(stories.unknown == ["No such"])
  }

  /// The line of facts is ours, not the story's own words.
  @Test func citedStories_quoteTheStorysOwnWordsAlone() {
    let facts = StoryText.facts(of: AskScene.stories[0], version: "published")
    let stories = cited([.cited("a", [citation("1", facts, "Dry."), citation("2", "id: 1; name: x", "id: 2")])])
    #expect(stories.entries == [.init(id: 1, quotes: ["Dry."]), .init(id: 2, quotes: ["id: 1; name: x"])])
  }
}
