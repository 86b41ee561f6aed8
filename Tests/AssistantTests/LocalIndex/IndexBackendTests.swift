import Core
import Emulator
import HTTP
import Index
import Storyblok
import Synchronization
import TestSupport
import Testing

@testable import Assistant

/// The local index among the other engines.
@Suite struct IndexBackendTests {
  private let emulator: Emulator
  private let home: TemporaryFolder
  private let recorder = LogRecorder()

  init() throws {
    emulator = try Emulator.start()
    home = try TemporaryFolder()
  }

  private struct Embedding: QuestionEmbedding {
    var result: Result<[Float], Failure>
    func vector(of question: String, model: String, dimensions: Int) async throws(Failure) -> [Float] {
      try result.get()
    }
  }

  private struct Refresher: IndexRefreshing {
    var freshness: IndexFreshness
    func refresh(_ index: IndexState, in folder: IndexFolder, client: StoryblokClient) async -> IndexFreshness {
      freshness
    }
  }

  private func search(
    _ token: StoryblokToken = .preview, embedding: Result<[Float], Failure>? = nil, freshness: IndexFreshness? = nil
  ) throws -> StorySearch {
    let environment = Environment(variables: [
      "STORYBLOK_TOKEN": token.value, "STORYBLOK_SPACE_ID": "1023456", "STORYBLOK_API_BASE": emulator.url,
      "SVA_STATE_HOME": home.path,
    ])
    let client = StoryblokClient(
      configuration: try StoryblokConfiguration(Settings(environment: environment)),
      http: HTTPClient(
        transport: CurlTransport(environment: environment), environment: environment, log: recorder.log),
      environment: environment, log: recorder.log)
    var index = try #require(LocalIndex(environment))
    index.embedding = embedding.map { Embedding(result: $0) }
    index.refresher = freshness.map { Refresher(freshness: $0) }
    return StorySearch(client: client, environment: environment, log: recorder.log, index: index)
  }

  private func build(
    _ family: IndexSubject.Family = .delivery, version: IndexSubject.Version = .published, vectors: Bool = false,
    isWhole: Bool = true
  ) throws {
    let folder = IndexFolder(home.path + "/index")
    let subject = IndexSubject(space: 1_023_456, version: version, family: family)
    let lock = try #require(try IndexLock.take(subject, in: folder))
    let writer = try IndexWriter.open(lock, in: folder, builder: "1", random: 1, log: .silent)
    let stories = [
      IndexStory(id: 300_111, slug: "blog/choosing-hiking-boots", name: "Choosing hiking boots", state: "published"),
      IndexStory(id: 5, slug: "five", name: "Five", state: "published"),
    ]
    _ = try writer.write(stories.map { IndexDocument($0, text: "Of \($0.name), zanzibar.", stamp: nil) })
    if vectors {
      try writer.useVectors(model: "m", dimensions: 2)
      _ = try writer.store([(1, [1, 0]), (2, [0, 1])])
    }
    if isWhole { try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: 1) }
  }

  @Test func indexBackend_autoTakesItWhereThereIsNoStrata() async throws {
    try build()
    emulator.update { $0.storyblok.strata = .absent }
    let result = try await search().run(SearchQuery(StoryFilter(term: "zanzibar five")))
    #expect(result.summary.backend == "index")
    #expect(result.stories.map(\.slug) == ["five", "blog/choosing-hiking-boots"])
    #expect(result.stories.first?.url == "https://preview.alpine-trails.example/five")
    #expect(result.summary.strataAbsence == nil)
    #expect(recorder.notices == [])
  }

  @Test func indexBackend_strataComesFirst() async throws {
    try build()
    let result = try await search().run(SearchQuery(StoryFilter(term: "what should I wear on my feet")))
    #expect(result.summary.backend == "strata")
  }

  @Test func indexBackend_withoutAFileAutoGoesOnAndAskedItFails() async throws {
    emulator.update { $0.storyblok.strata = .absent }
    #expect(try await search().run(SearchQuery(StoryFilter(term: "boots"))).summary.backend == "fulltext")
    let failure = await thrown { _ = try await search().run(SearchQuery(StoryFilter(term: "boots"), backend: "index")) }
    #expect(failure?.code == .notFound)
    #expect(failure?.hints.first?.description == "build it: search --update-index")
    let drafts = SearchQuery(StoryFilter(term: "boots"), in: StoryScope(.draft), backend: "index")
    #expect(
      await thrown { _ = try await search().run(drafts) }?.hints.first?.description
        == "build it: search --update-index --draft")
    // One of the other token family is none.
    try build(.management)
    #expect(try await search().run(SearchQuery(StoryFilter(term: "boots"))).summary.backend == "fulltext")
  }

  @Test func indexBackend_damagedAutoSaysSoAndGoesOn() async throws {
    try home.write("not an index", to: "index/1023456-published-delivery.db")
    emulator.update { $0.storyblok.strata = .absent }
    #expect(try await search().run(SearchQuery(StoryFilter(term: "boots"))).summary.backend == "fulltext")
    #expect(recorder.notices.contains { $0.hasPrefix("the local index is left aside: ") })
    let failure = await thrown { _ = try await search().run(SearchQuery(StoryFilter(term: "boots"), backend: "index")) }
    #expect(failure?.code == .io)
  }

  @Test func indexBackend_neverFinishedServesWhoAsks() async throws {
    try build(isWhole: false)
    emulator.update { $0.storyblok.strata = .absent }
    #expect(try await search().run(SearchQuery(StoryFilter(term: "boots"))).summary.backend == "fulltext")
    #expect(try await search().run(SearchQuery(StoryFilter(term: "zanzibar"), backend: "index")).stories.count == 2)
    #expect(recorder.warnings.contains { $0.hasPrefix("the index was never finished") })
  }

  @Test func indexBackend_fusesMeaningAndKeepsTheQuestion() async throws {
    try build(vectors: true)
    let query = SearchQuery(StoryFilter(term: "unknown words"), backend: "index")
    let result = try await search(embedding: .success([0.1, 1])).run(query)
    #expect(result.stories.map(\.slug) == ["five", "blog/choosing-hiking-boots"])
    #expect(result.summary.manner == "by words and meaning")
    // Asked again, nobody is asked.
    #expect(try await search().run(query).stories.map(\.slug) == ["five", "blog/choosing-hiking-boots"])
  }

  @Test func indexBackend_withoutEmbeddingsGoesOnByWordsWithOneNotice() async throws {
    try build(vectors: true)
    let denied = Failure(.accessDenied, "Access denied to Bedrock", hint: "allow bedrock:InvokeModel")
    for result: Result<[Float], Failure> in [.failure(denied), .success([1]), .success([.nan, 1])] {
      let search = try search(embedding: result)
      for _ in 0..<2 {
        let found = try await search.run(SearchQuery(StoryFilter(term: "zanzibar"), backend: "index"))
        #expect(found.stories.count == 2)
        #expect(found.summary.manner == "by words")
      }
    }
    #expect(recorder.notices.count == 3)
    #expect(
      recorder.notices.first
        == "searched the index by words alone: Access denied to Bedrock. allow bedrock:InvokeModel")
  }

  @Test func indexBackend_anOldIndexSaysSoOnce() async throws {
    try build()
    let search = try search(freshness: .stale(stories: 12))
    for _ in 0..<2 { _ = try await search.run(SearchQuery(StoryFilter(term: "zanzibar"), backend: "index")) }
    #expect(recorder.notices.count == 1)
    #expect(
      recorder.notices.first?.contains(" old: 12 stories changed since; bring it up to date: search --update-index")
        == true)
  }

  /// A story that is gone from the space is left out of what an index finds that could not be brought up to date.
  @Test func indexBackend_aStaleIndexLeavesOutWhatIsGone() async throws {
    try build()
    let query = SearchQuery(StoryFilter(term: "zanzibar five"), backend: "index")
    #expect(try await search(freshness: .current).run(query).stories.map(\.id) == [5, 300_111])
    let stale = try await search(freshness: .stale(stories: nil)).run(query)
    #expect(stale.stories.map(\.id) == [300_111])
    #expect(stale.summary.count == 1 && stale.summary.total == 1 && !stale.summary.totalIsExact)
  }

  /// Sentences and hints follow each other with one full stop.
  @Test func indexBackend_noticesHaveOneFullStop() async throws {
    try build(vectors: true)
    var denied = Failure(.accessDenied, "Access denied to Bedrock.", hint: "the role needs bedrock:InvokeModel.")
    denied.hints.append("ask its owner")
    let search = try search(embedding: .failure(denied))
    _ = try await search.run(SearchQuery(StoryFilter(term: "zanzibar"), backend: "index"))
    #expect(
      recorder.notices == [
        "searched the index by words alone: Access denied to Bedrock. the role needs bedrock:InvokeModel. ask its owner"
      ])
  }

  /// What its lists do not tell, an index of a delivery token does not tell either.
  @Test(arguments: [Storyblok.Story.State.changed, .scheduled])
  func indexBackend_refusesWhatTheTokenDoesNotTell(state: Storyblok.Story.State) async throws {
    try build(version: .draft)
    emulator.update { $0.storyblok.strata = .absent }
    for (term, backend) in [(nil, "index"), ("boots", "index"), ("boots", nil)] as [(String?, String?)] {
      var filter = StoryFilter(term: term)
      filter.states = [state]
      let failure = await thrown { _ = try await search().run(SearchQuery(filter, backend: backend)) }
      #expect(failure?.code == .usage)
      #expect(failure?.sentence == "a delivery token does not tell which stories are \(state.rawValue)")
    }
    var drafts = StoryFilter()
    drafts.states = [.draft, .published]
    #expect(try await search().run(SearchQuery(drafts, backend: "index")).stories.count == 2)
    #expect(recorder.notices.contains { $0.hasPrefix("a delivery token does not tell scheduled stories from drafts") })
  }

  @Test func indexBackend_anIDThatNoStoryHasIsNotFound() async throws {
    try build()
    var filter = StoryFilter()
    filter.ids = [99]
    let failure = await thrown { _ = try await search().run(SearchQuery(filter, backend: "index")) }
    #expect(failure?.code == .notFound)
    #expect(failure?.sentence == "no published story 99 in this space")
    filter.ids = [99, 5]
    #expect(try await search().run(SearchQuery(filter, backend: "index")).stories.map(\.id) == [5])
  }

  /// The nearest stories are no count: the tools of `ask` say so.
  @Test func indexBackend_isByNearnessWhereVectorsAnswer() async throws {
    try build(vectors: true)
    emulator.update { $0.storyblok.strata = .absent }
    func find(_ embedding: Result<[Float], Failure>?) async throws -> Findings {
      try await StoryLibrary(try search(embedding: embedding), scope: StoryScope()).search(
        StoryLibrary.Query(term: "zanzibar", limit: 5))
    }
    let words = try await find(nil)
    #expect(words.indexManner == "by words" && !words.isByNearness)
    let near = try await find(.success([0.1, 1]))
    #expect(near.indexManner == "by words and meaning" && near.isByNearness && !near.isCounted)
  }

  private func thrown(_ body: () async throws -> Void) async -> Failure? {
    do { try await body() } catch { return error as? Failure }
    return nil
  }
}
