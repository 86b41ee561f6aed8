import Core
import Emulator
import HTTP
import Storyblok
import TestSupport
import Testing

@testable import Assistant

/// Searches of the emulator, over real sockets.
@Suite struct SearchTests {
  private let emulator: Emulator
  private let recorder = LogRecorder()

  init() throws { emulator = try Emulator.start() }

  private func search(
    _ token: StoryblokToken = .personal, space: String? = "1023456", _ variables: [String: String] = [:]
  ) throws -> StorySearch {
    var all = variables
    all["STORYBLOK_TOKEN"] = token.value
    all["STORYBLOK_SPACE_ID"] = space
    all["STORYBLOK_API_BASE"] = emulator.url
    let environment = Environment(variables: all)
    let client = StoryblokClient(
      configuration: try StoryblokConfiguration(Settings(environment: environment)),
      http: HTTPClient(
        transport: CurlTransport(environment: environment), environment: environment, log: recorder.log),
      environment: environment, log: recorder.log)
    return StorySearch(client: client, environment: environment, log: recorder.log)
  }

  @Test(arguments: [StoryblokToken.personal, .oauth, .scoped, .preview, .published])
  func search_passagesAreGroupedByStory(token: StoryblokToken) async throws {
    let space = token.kind == .preview || token.kind == .public ? nil : "1023456"
    let result = try await search(token, space: space).run(SearchQuery(term: "what should I wear on my feet"))
    #expect(result.stories.map(\.slug) == ["blog/choosing-hiking-boots", "products/trail-runner-2"])
    #expect(result.stories.map(\.score) == [0.81, 0.70])
    #expect(result.stories[0].excerpts.count == 2)
    #expect(result.stories[0].body == result.stories[0].excerpts[0])
    #expect(result.stories.map(\.contentType) == ["article", "product"])
    #expect(result.stories.map(\.state) == [.published, .published])
    #expect(result.stories[0].publishedAt?.hasPrefix("20") == true)
    #expect(result.stories[0].url == "https://preview.alpine-trails.example/blog/choosing-hiking-boots")
    #expect(result.stories[0].editorURL == "https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/300111")
    #expect(
      result.summary
        == SearchSummary(
          term: "what should I wear on my feet", backend: "strata", manner: "by meaning", version: .published, count: 2,
          total: 2,
          totalIsExact: true))
    // One search, one list request, one request for the space. The first attempt, without Bearer, is refused for an
    // OAuth token. A list of a delivery token is redirected if the space has not named the cache's version before.
    let refused = token.kind == .oauth ? 2 : 0
    let redirected = token.kind == .preview || token.kind == .public ? 1 : 0
    #expect((3 + refused...3 + refused + redirected).contains(emulator.requestCount))
  }

  @Test func search_theLimitCountsStories() async throws {
    let result = try await search().run(SearchQuery(term: "what should I wear on my feet", limit: 1))
    #expect(result.stories.map(\.slug) == ["blog/choosing-hiking-boots"])
    #expect(result.summary.total == 2)
    #expect(!result.summary.totalIsExact)
    // The service's limit counts passages, so the request asks for more.
    #expect(emulator.requests("strata.search").map { $0.parameter("limit") } == ["3"])
    let next = try await search().run(SearchQuery(term: "what should I wear on my feet", limit: 1, offset: 1))
    #expect(next.stories.map(\.slug) == ["products/trail-runner-2"])
  }

  @Test(arguments: [StoryblokWorld.StrataState.absent, .forbidden])
  func search_autoFallsBackToWords(state: StoryblokWorld.StrataState) async throws {
    emulator.update { $0.storyblok.strata = state }
    let result = try await search().run(SearchQuery(term: "gear", limit: 3))
    #expect(result.summary.backend == "fulltext")
    #expect(result.stories.count == 3)
    #expect(result.stories.allSatisfy { $0.body == nil && $0.excerpts.isEmpty })
    #expect(recorder.notes.contains { $0.contains("searching by text") })
    let failed = await failure { try await search().run(SearchQuery(term: "gear", backend: "strata")) }
    #expect(failed?.code == (state == .absent ? .notFound : .accessDenied))
  }

  @Test func search_deliveryTextShowsWhyItMatched() async throws {
    let result = try await search(.published).run(SearchQuery(term: "postage", backend: "fulltext"))
    let refunds = try #require(result.stories.first { $0.slug == "faq/refunds" })
    #expect(refunds.body?.contains("postage") == true)
    #expect(refunds.excerpts.first == refunds.body)
    #expect(refunds.story == nil)
  }

  @Test(arguments: [StoryblokWorld.LegacyShape.array, .stories, .results])
  func search_vsearchesOnRequest(shape: StoryblokWorld.LegacyShape) async throws {
    emulator.update { $0.storyblok.legacyShape = shape }
    let result = try await search().run(SearchQuery(term: "what should I wear on my feet", backend: "vsearches"))
    #expect(result.stories.map(\.slug) == ["blog/choosing-hiking-boots", "products/trail-runner-2"])
    #expect(result.stories.map(\.score) == [nil, nil])
    #expect(result.summary.backend == "vsearches")
  }

  @Test func search_listsBySelector() async throws {
    let bySlug = try await search().run(SearchQuery(slugs: ["faq/refunds"]))
    #expect(bySlug.stories.map(\.id).count == 1)
    #expect(bySlug.summary.backend == "stories")
    let byID = try await search().run(SearchQuery(ids: [bySlug.stories[0].id]))
    #expect(byID.stories.map(\.slug) == ["faq/refunds"])
    let byPrefix = try await search(.preview).run(SearchQuery(startsWith: "faq/"))
    #expect(byPrefix.stories.map(\.slug).sorted() == ["faq/guided-tours", "faq/refunds", "faq/shipping"])
    #expect(byPrefix.summary.totalIsExact)
    let draft = try await search().run(SearchQuery(slugs: ["blog/hut-booking-2026"]))
    #expect(draft.stories.map(\.state) == [.draft])
    #expect(draft.summary.version == .draft)
    let published = try await search().run(SearchQuery(startsWith: "blog/"))
    #expect(!published.stories.contains { $0.slug == "blog/hut-booking-2026" })
    let drafts = try await search().run(SearchQuery(startsWith: "blog/", version: .draft))
    #expect(drafts.stories.contains { $0.slug == "blog/hut-booking-2026" })
    #expect(drafts.summary.version == .draft)
  }

  @Test(arguments: ["FAQ items", "faq-item", "faq_itme"])
  func search_contentTypesByNearNames(name: String) async throws {
    for query in [SearchQuery(contentType: name), SearchQuery(term: "refunds", contentType: name)] {
      let result = try await search().run(query)
      #expect(!result.stories.isEmpty)
      #expect(result.stories.allSatisfy { $0.contentType == "faq_item" })
    }
    #expect(recorder.warnings.contains("using content type faq_item for \"\(name)\""))
    let none = try await search().run(SearchQuery(contentType: "spaceship"))
    #expect(none.stories.isEmpty)
    #expect(none.summary.total == 0)
  }

  @Test(arguments: [StoryblokToken.personal, .preview])
  func search_givesWholeStories(token: StoryblokToken) async throws {
    let result = try await search(token).run(SearchQuery(startsWith: "faq/", full: true))
    #expect(result.stories.count == 3)
    for hit in result.stories {
      #expect(hit.story.map { String(decoding: $0.json, as: UTF8.self).contains("\"component\":\"faq_item\"") } == true)
      #expect(hit.body?.isEmpty == false)
    }
    #expect(result.summary.version == (token.kind == .personal ? .draft : .published))
  }

  @Test(arguments: [StoryblokToken.personal, .preview])
  func search_everyStoryInOrderUnderRateLimits(token: StoryblokToken) async throws {
    emulator.update { $0.storyblok.rateLimits = RateLimits() }
    let result = try await search(token).run(SearchQuery(all: true, startsWith: "notes/"))
    #expect(result.stories.count == result.summary.total)
    #expect(result.stories.count > 200)
    let ids = result.stories.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  /// Whole stories are read one at a time with a management token, so progress is shown for few already.
  @Test func search_wholeStoriesShowTheirProgress() async throws {
    let result = try await search().run(SearchQuery(limit: 12, startsWith: "notes/", full: true))
    #expect(result.stories.count == 12)
    let steps = recorder.events.compactMap { if case .progress(let text?) = $0 { text } else { nil } }
    #expect(
      steps.contains { $0.hasPrefix("1 of 12 stories, ") } && steps.contains { $0.hasPrefix("12 of 12 stories, ") })
    #expect(recorder.notices.count == 1, "few stories cost little")
  }

  @Test func search_nonsenseIsRefusedBeforeAnybodyIsAsked() async throws {
    for query in [
      SearchQuery(limit: 10), SearchQuery(term: "  "),
      SearchQuery(contentType: "a", backend: "strata"),
      SearchQuery(term: "a", backend: "none"),
    ] {
      #expect(await failure { try await search().run(query) }?.code == .usage)
    }
    #expect(emulator.requestCount == 0)
  }

  @Test func search_whatNamesNoStoryIsNotFound() async throws {
    #expect(await failure { try await search().run(SearchQuery(ids: [99])) }?.code == .notFound)
    #expect(
      await failure { try await search(.published).run(SearchQuery(slugs: ["blog/hut-booking-2026"])) }?.code
        == .notFound)
    #expect(try await search().run(SearchQuery(slugs: ["nothing/*"])).stories.isEmpty)
    #expect(try await search().run(SearchQuery(term: "helicopter rental")).stories.isEmpty)
  }

  @Test func search_aTokenThatMayNotReadTheSpaceFindsAllTheSame() async throws {
    emulator.setFaults([])
    let failed = await failure { try await search(.scopeless).run(SearchQuery(term: "gear")) }
    #expect(failed?.code == .accessDenied)
    #expect(await failure { try await search(.elsewhere).run(SearchQuery(term: "gear")) }?.code == .notFound)
  }

  @Test func search_storiesAreReadAsText() async throws {
    let found = try await search().run(SearchQuery(slugs: ["faq/refunds"]))
    let id = found.stories[0].id
    for token in [StoryblokToken.personal, .published] {
      let texts = try await StoryReader(client: search(token).client).plainText(of: [99, id])
      #expect(texts.map(\.story.id) == [id])
      #expect(texts[0].text.contains("30 days"))
    }
  }
}

extension SearchQuery {
  /// A query with these selectors.
  fileprivate init(
    term: String? = nil, limit: Int = 10, offset: Int = 0, all: Bool = false, ids: [Int64] = [], slugs: [String] = [],
    contentType: String? = nil, startsWith: String? = nil, version: StoryVersion = .published, backend: String? = nil,
    full: Bool = false
  ) {
    var filter = StoryFilter(term: term)
    filter.ids = ids
    filter.slugs = slugs
    filter.contentType = contentType
    filter.startsWith = startsWith
    self.init(
      filter, in: StoryScope(version), limit: limit, offset: offset, all: all, backend: backend, full: full)
  }
}
