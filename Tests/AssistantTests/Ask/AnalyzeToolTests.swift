import Core
import Storyblok
import Synchronization
import Testing

@testable import Assistant

/// `analyze`: counts by conditions and by searches, and their breakdowns.
struct AnalyzeToolTests {
  private static func story(
    _ id: Int64, _ slug: String, _ type: String, _ published: String?, _ tags: [String], _ state: Story.State
  ) -> FoundStory {
    var story = FoundStory(id: id, name: "n", slug: slug, contentType: type, state: state, publishedAt: published)
    story.tags = tags
    story.translations = id == 2 ? ["de", "fr"] : []
    return story
  }

  private static let stories = [
    story(1, "blog/a", "article", "2026-01-02T00:00:00Z", ["wool", "boots"], .published),
    story(2, "blog/b", "article", "2026-01-30T00:00:00Z", [], .changed),
    story(3, "home", "page", nil, ["wool"], .draft),
  ]

  /// Runs the tool over `findings`; returns its outcome and the query that the space was asked.
  private func analyze(
    _ input: [String: JSONValue], _ change: (inout Findings) -> Void = { _ in }
  ) async throws -> (ToolOutcome, StoryLibrary.Query) {
    var findings = Findings(term: "", stories: Self.stories, total: 3, isExact: true)
    change(&findings)
    let asked = Mutex<StoryLibrary.Query?>(nil)
    let library = StoryLibrary(
      version: "published",
      search: { [findings] query throws(Failure) in
        asked.withLock { $0 = query }
        return findings
      }, read: { _ throws(Failure) in [] })
    let context = ToolContext(library: library, limit: 10, filter: StoryFilter(), memory: AskMemory())
    let members = input.merging(["description": .string("stories")]) { $1 }
    let outcome = try await AnalyzeTool().run(ToolInput(.object(members), AnalyzeTool().parameters), context)
    return (outcome, try #require(asked.withLock { $0 }))
  }

  @Test func analyze_countsWithoutATermWhatConditionsSelect() async throws {
    let (outcome, query) = try await analyze(["content_type": .string("article"), "updated_since": .string("7d")])
    #expect(query.term == "" && query.filter.contentType == "article" && query.updatedSince == .age(604_800))
    #expect(outcome.text == "count: 3 (exact)")
    let analysis = try #require(outcome.analysis)
    #expect(
      analysis
        == AskAnswer.Analysis(
          description: "stories", count: 3, isExact: true, searchTerm: nil, contentType: "article"))
  }

  @Test func analyze_countsEveryStoryWithoutAnyCondition() async throws {
    let (outcome, query) = try await analyze([:])
    #expect(query.filter.slugs == ["*"])
    #expect(outcome.analysis?.isExact == true)
  }

  /// A search by meaning always returns its nearest passages.
  @Test func analyze_neverCallsNearnessExact() async throws {
    let (outcome, _) = try await analyze(["term": .string("boots")]) { $0.isByNearness = true }
    #expect(outcome.analysis?.isExact == false)
    #expect(outcome.analysis?.searchTerm == "boots")
    #expect(outcome.text.hasPrefix("count: 3 nearest stories."))
  }

  @Test(arguments: [
    ("type", "by type: article 2, page 1"), ("folder", "by folder: blog/ 2, no folder 1"),
    ("tag", "by tag: wool 2, boots 1, no tag 1"), ("state", "by state: changed 1, draft 1, published 1"),
    ("month", "by month: 2026-01 2, not published 1"), ("language", "by language: not translated 2, de 1, fr 1"),
  ]) func analyze_breaksACountDown(by: String, line: String) async throws {
    let (outcome, query) = try await analyze(["by": .string(by)])
    #expect(query.limit == 1000)
    let lines = outcome.content.split(separator: "\n").map(String.init)
    #expect(lines.contains(line), "\(lines)")
    #expect(lines.first == "by type: article 2, page 1")
    #expect(lines.last == "published: 2026-01-02 to 2026-01-30")
  }

  @Test func analyze_saysWhatABreakdownLeavesOut() async throws {
    let (outcome, _) = try await analyze([:]) { $0.total = 500 }
    #expect(outcome.text == "count: 500 (exact)")
    #expect(outcome.content.hasSuffix("(of the first 3 stories)"))
  }

  /// The model sees what lists tell of a story, on one line, without blank members.
  @Test func storyText_tellsWhatListsTell() {
    var story = Self.stories[0]
    story.updatedAt = "2026-02-03T04:05:06Z"
    story.isStartpage = true
    story.language = "de"
    story.translations = ["de", "es"]
    story.excerpts = ["Warm."]
    #expect(
      StoryText.list([story], version: "draft")
        == "id: 1; name: n; slug: blog/a; content_type: article; state: published; published: 2026-01-02; "
        + "updated: 2026-02-03; tags: wool, boots; start_page: yes; language: de; translated: de, es; "
        + "version: draft\ntext: Warm.")
    #expect(
      StoryText.index([Self.stories[2]], version: "draft")
        == "id: 3; name: n; slug: home; content_type: page; state: draft; tags: wool; version: draft\n")
  }
}
