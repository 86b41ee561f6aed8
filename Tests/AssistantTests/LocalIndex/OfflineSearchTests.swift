import Core
import Index
import Storyblok
import TestSupport
import Testing

@testable import Assistant

/// Searches in a file alone. There is no transport that they could use.
@Suite struct OfflineSearchTests {
  private let home: TemporaryFolder
  private let recorder = LogRecorder()

  init() throws { home = try TemporaryFolder() }

  private func settings(_ variables: [String: String] = [:]) -> Settings {
    var all = variables
    all["SVA_STATE_HOME"] = home.path
    return Settings(environment: Environment(variables: all))
  }

  private func local() throws -> LocalIndex { try #require(LocalIndex(settings().environment)) }

  private static let delivery = IndexSubject(space: 7, version: .published, family: .delivery)
  private static let management = IndexSubject(space: 7, version: .draft, family: .management)

  private func build(_ subject: IndexSubject = delivery, isWhole: Bool = true) throws {
    let folder = try local().folder
    let lock = try #require(try IndexLock.take(subject, in: folder))
    let writer = try IndexWriter.open(lock, in: folder, builder: "1", random: 1, log: .silent)
    var documents: [IndexDocument] = []
    for (id, slug, state) in [(1, "blog/boots", "published"), (2, "blog/tents", "draft"), (3, "shop", "changed")] {
      var story = IndexStory(id: Int64(id), slug: slug, name: "Story \(id)", state: state)
      story.contentType = id == 3 ? "blog_post" : "page"
      if id == 3 {
        story.storedSlug = "shop/"
        story.translatedSlugs = ["laden"]
      }
      story.uuid = "10000000-0000-0000-0000-00000000000\(id)"
      story.references = id == 1 ? ["10000000-0000-0000-0000-000000000003"] : []
      documents.append(IndexDocument(story, text: "Boots for all.\n\nAnd more of \(slug).", stamp: nil))
    }
    _ = try writer.write(documents)
    guard isWhole else { return }
    try writer.finish(
      at: "2026-11-26T08:00:00Z", cacheVersion: 1, site: "https://www.example.com", languages: ["de", "pt-br"])
  }

  private func run(
    _ query: SearchQuery, _ variables: [String: String] = [:]
  ) async throws -> (stories: [FoundStory], summary: SearchSummary) {
    let search = OfflineSearch(settings: settings(variables), index: try local(), log: recorder.log)
    var stories: [FoundStory] = []
    let summary = try await search.run(query) { (found) throws(Failure) in stories += found }
    return (stories, summary)
  }

  private func slugs(_ query: SearchQuery, _ variables: [String: String] = [:]) async throws -> [String] {
    try await run(query, variables).stories.map(\.slug).sorted()
  }

  private func failure(_ query: SearchQuery, _ variables: [String: String] = [:]) async -> Failure? {
    do { _ = try await run(query, variables) } catch { return error as? Failure }
    return nil
  }

  private func query(_ term: String?, _ change: (inout SearchQuery) -> Void = { _ in }) -> SearchQuery {
    var query = SearchQuery(StoryFilter(term: term))
    change(&query)
    return query
  }

  @Test func offlineSearch_findsWithoutATokenAndASpace() async throws {
    try build()
    let found = try await run(query("tents"))
    let story = try #require(found.stories.first)
    #expect(found.stories.count == 1)
    #expect(story.url == "https://www.example.com/blog/tents")
    #expect(story.editorURL == "https://app.storyblok.com/#/me/spaces/7/stories/0/0/2")
    #expect(story.excerpts == ["Boots for all.\n\nAnd more of blog/tents."])
    #expect(story.score == 0.016393)
    #expect(
      found.summary
        == SearchSummary(
          term: "tents", backend: "index", manner: "by words", version: .published, count: 1, total: 1,
          totalIsExact: false))
  }

  @Test func offlineSearch_resolvesNamesInTheFile() async throws {
    try build()
    #expect(try await slugs(query(nil) { $0.filter.slugs = ["https://x.example/Blog/Boots/"] }) == ["blog/boots"])
    #expect(try await slugs(query(nil) { $0.filter.slugs = ["blog/*"] }) == ["blog/boots", "blog/tents"])
    #expect(try await slugs(query(nil) { $0.filter.references = ["/shop"] }) == ["blog/boots"])
    #expect(try await slugs(query(nil) { $0.filter.references = ["3"] }) == ["blog/boots"])
    #expect(try await slugs(query(nil) { $0.filter.startsWith = "BLOG/" }) == ["blog/boots", "blog/tents"])
    #expect(try await slugs(query("boots") { $0.filter.contentTypes = ["Blog posts"] }) == ["shop"])
    #expect(recorder.warnings == ["using content type blog_post for \"Blog posts\""])
    #expect(await failure(query(nil) { $0.filter.slugs = ["none"] })?.code == .notFound)
    #expect(await failure(query(nil) { $0.filter.references = ["none"] })?.code == .notFound)
  }

  /// Translated slugs, with or without the language's prefix, and start pages beside patterns.
  @Test(arguments: [
    (["laden"], ["shop"]), (["de/laden"], ["shop"]), (["DE/Laden/"], ["shop"]), (["pt-br/blog/boots"], ["blog/boots"]),
    (["shop", "blog/t*"], ["blog/tents", "shop"]), (["de/laden", "blog/b*"], ["blog/boots", "shop"]),
    (["shop/"], ["shop"]),
  ])
  func offlineSearch_takesSlugsAsOnline(slugs: [String], found: [String]) async throws {
    try build()
    #expect(try await self.slugs(query(nil) { $0.filter.slugs = slugs }) == found)
    try build(IndexSubject(space: 7, version: .published, language: "de", family: .delivery))
    let german = query(nil) {
      $0.filter.slugs = slugs
      $0.scope.language = "de"
    }
    #expect(try await self.slugs(german) == found)
  }

  @Test func offlineSearch_takesPrefixesWithALanguage() async throws {
    try build()
    #expect(try await slugs(query(nil) { $0.filter.startsWith = "de/blog/" }) == ["blog/boots", "blog/tents"])
    #expect(try await slugs(query(nil) { $0.filter.startsWith = "shop/" }) == ["shop"])
    #expect(try await slugs(query(nil) { $0.filter.startsWith = "fr/blog/" }) == [])
  }

  @Test func offlineSearch_anIDThatNoStoryHasIsNotFound() async throws {
    try build()
    let missing = await failure(query(nil) { $0.filter.ids = [999_999] })
    #expect(missing?.code == .notFound)
    #expect(missing?.sentence == "no story 999999 in the index")
    #expect(try await slugs(query(nil) { $0.filter.ids = [999_999, 1] }) == ["blog/boots"])
    #expect(try await slugs(query("zzz") { $0.filter.ids = [999_999] }) == [])
  }

  /// A document has no content of whole stories, and that is said.
  @Test func offlineSearch_saysThatItHasNoContent() async throws {
    try build()
    _ = try await run(
      query("tents") {
        $0.full = true
        $0.shownText = .markdown
      })
    #expect(recorder.notices == [])
    _ = try await run(
      query("tents") {
        $0.full = true
        $0.shownText = .plain
      })
    #expect(
      recorder.notices == ["the local index has the text of whole stories, not their content: story is null"])
  }

  /// What a delivery token does not tell is refused without a network too.
  @Test func offlineSearch_refusesWhatTheTokenDoesNotTell() async throws {
    try build(IndexSubject(space: 7, version: .draft, family: .delivery))
    for state in [Story.State.changed, .scheduled] {
      let refusal = await failure(query("boots") { $0.filter.states = [state] })
      #expect(refusal?.code == .usage)
      #expect(refusal?.sentence == "a delivery token does not tell which stories are \(state.rawValue)")
    }
    #expect(try await slugs(query("boots") { $0.filter.states = [.draft] }) == ["blog/tents"])
    #expect(recorder.notices.count == 1)
    let personal = ["STORYBLOK_TOKEN": "example-personal-token-0123456789-abcdefgh"]
    try build(Self.management)
    #expect(try await slugs(query("boots") { $0.filter.states = [.changed] }, personal) == ["shop"])
  }

  /// Addresses of the editor name a story of the index's space by its id.
  @Test func offlineSearch_addressesOfTheEditor() async throws {
    try build()
    func address(_ story: Int, space: Int = 7) -> String {
      "https://app.storyblok.com/#/me/spaces/\(space)/stories/0/0/\(story)"
    }
    #expect(try await slugs(query(nil) { $0.filter.slugs = [address(1)] }) == ["blog/boots"])
    #expect(try await slugs(query(nil) { $0.filter.references = [address(3)] }) == ["blog/boots"])
    #expect(await failure(query(nil) { $0.filter.slugs = [address(9)] })?.code == .notFound)
    #expect(await failure(query(nil) { $0.filter.references = [address(9)] })?.code == .notFound)
    #expect(await failure(query(nil) { $0.filter.slugs = [address(1, space: 8)] })?.code == .usage)
    #expect(await failure(query(nil) { $0.filter.references = [address(3, space: 8)] })?.code == .usage)
    #expect(await failure(query(nil) { $0.filter.startsWith = address(1) })?.code == .usage)
  }

  /// Which index is missing, how it is built, and of which families those are that there are.
  @Test func offlineSearch_namesTheIndexThatIsMissing() async throws {
    try build(IndexSubject(space: 7, version: .draft, family: .delivery))
    try build(Self.management)
    let missing = await failure(
      query("boots") {
        $0.scope.version = .draft
        $0.scope.language = "de"
      })
    #expect(missing?.sentence == "there is no index of drafts, in de")
    #expect(
      missing?.hints.first?.description
        == "build it with a network and a token: search --update-index --draft --language de")
    let others = missing?.hints.last?.description
    #expect(others?.contains("drafts of space 7 (delivery token)") == true)
    #expect(others?.contains("drafts of space 7 (management token)") == true)
  }

  @Test func offlineSearch_wholeStoriesAreTheirText() async throws {
    try build()
    let story = try #require(try await run(query("tents") { $0.full = true }).stories.first)
    #expect(story.body == "Boots for all.\n\nAnd more of blog/tents.")
    #expect(story.fullText == story.body)
    #expect(story.story == nil)
  }

  @Test func offlineSearch_refusesWhatTheFileCannotTell() async throws {
    try build()
    for change: (inout SearchQuery) throws -> Void in [
      { $0.filter.fields = [try FieldCondition("a[in]=b")] }, { $0.scope.release = "1" }, { $0.backend = "strata" },
      { $0.filter.sort = StorySort("content.price") }, { $0.filter.sort = StorySort("position") },
    ] {
      var query = query("boots")
      try change(&query)
      #expect(await failure(query)?.code == .usage)
    }
    let newest = try await run(query("boots") { $0.filter.sort = StorySort("id:desc") })
    #expect(newest.stories.map(\.id) == [3, 2, 1])
  }

  @Test func offlineSearch_choosesTheFileByTokenSpaceAndVersion() async throws {
    let preview = ["STORYBLOK_TOKEN": "ExamplePreviewToken00ptt"]
    let personal = ["STORYBLOK_TOKEN": "example-personal-token-0123456789-abcdefgh"]
    #expect(await failure(query("boots"))?.code == .notFound)
    try build(Self.management)
    // A file of one token family is never used for another.
    #expect(await failure(query("boots"), preview)?.reason == .indexAbsent)
    // What is published can be told apart among the drafts of a management token.
    #expect(try await slugs(query("boots"), personal) == ["blog/boots", "shop"])
    #expect(try await run(query("boots"), personal).summary.version == .draft)
    #expect(try await slugs(query("boots") { $0.scope.version = .draft }) == ["blog/boots", "blog/tents", "shop"])
    #expect(
      await failure(query("boots") { $0.scope.language = "de" })?.hints.last?.description.contains("drafts of space 7")
        == true)
    try build()
    #expect(try await slugs(query("boots"), preview) == ["blog/boots", "blog/tents", "shop"])
    try build(IndexSubject(space: 8, version: .published, family: .delivery))
    let several = await failure(query("boots"), preview)
    #expect(several?.code == .usage)
    #expect(several?.sentence == "several spaces have an index: 7, 8")
    #expect(try await slugs(query("boots"), ["STORYBLOK_SPACE_ID": "7"]).count == 3)
    #expect(await failure(query("boots"), ["STORYBLOK_SPACE_ID": "9"])?.code == .notFound)
  }

  @Test func offlineSearch_anIndexThatWasNeverFinishedSaysSo() async throws {
    try build(isWhole: false)
    #expect(try await slugs(query("boots")).count == 3)
    #expect(recorder.warnings == ["the index was never finished, so stories are missing"])
  }

  @Test func indexRemoval_removesTheFileThatASearchWouldUse() async throws {
    try build()
    let removed = try IndexRemoval(settings: settings(), index: try local()).run(isDraft: false)
    #expect(removed.subject == Self.delivery)
    #expect(removed.bytes > 20_000)
    #expect(try home.names(in: "index") == [])
    #expect(throws: Failure.self) { try IndexRemoval(settings: settings(), index: try local()).run(isDraft: false) }
  }
}
