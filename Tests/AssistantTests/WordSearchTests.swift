import Core
import Emulator
import HTTP
import Storyblok
import TestSupport
import Testing

@testable import Assistant

/// Full text word by word, over real sockets.
@Suite struct WordSearchTests {
  private let emulator: Emulator
  private let recorder = LogRecorder(level: .normal)
  private let folder: TemporaryFolder
  private static let question = "How do I get my money back when the shoes do not fit?"

  init() throws {
    var scenario = Scenario()
    scenario.storyblok.strata = .absent
    scenario.storyblok.space = WordSearchSpace.space
    emulator = try Emulator.start(scenario)
    folder = try TemporaryFolder()
  }

  private func search(_ token: StoryblokToken, level: Log.Level = .normal) throws -> StorySearch {
    let environment = Environment(
      variables: [
        "STORYBLOK_TOKEN": token.value, "STORYBLOK_SPACE_ID": "1023456", "STORYBLOK_API_BASE": emulator.url,
        "SVA_STATE_HOME": folder.path("state"),
      ], clock: TestClock().wallClock)
    let log = Log(level: level) { [recorder] event in recorder.receive(event) }
    let client = StoryblokClient(
      configuration: try StoryblokConfiguration(Settings(environment: environment)),
      http: HTTPClient(transport: CurlTransport(environment: environment), environment: environment, log: log),
      environment: environment, log: log)
    return StorySearch(client: client, environment: environment, log: log)
  }

  private func query(_ term: String, limit: Int = 3, backend: String? = nil) -> SearchQuery {
    SearchQuery(StoryFilter(term: term), limit: limit, backend: backend)
  }

  @Test(arguments: StoryblokWorld.FullText.allCases, [StoryblokToken.personal, .preview, .published])
  func wordSearch_ranksWhatTheWordsFind(kind: StoryblokWorld.FullText, token: StoryblokToken) async throws {
    emulator.update { $0.storyblok.fullText = kind }
    let result = try await search(token).run(query(Self.question))
    #expect(result.stories.map(\.id).prefix(1) == [201])
    #expect(Set(result.stories.map(\.id)) == [201, 202, 203])
    let scores = result.stories.compactMap(\.score)
    #expect(scores.count == 3 && scores == scores.sorted(by: >))
    #expect(result.summary.backend == "fulltext" && !result.summary.totalIsExact)
    if token.kind == .personal {
      #expect(result.stories.allSatisfy { $0.body == nil && $0.excerpts.isEmpty })
    } else {
      #expect(
        result.stories[0].excerpts == ["Send back shoes that do not fit and we return your money within 30 days."])
      #expect(result.stories[0].body == result.stories[0].excerpts[0])
    }
    #expect(emulator.requestCount < 20)
  }

  /// The management API's lists of frequent words are cut; the best candidates are looked up again.
  @Test func wordSearch_looksUpCandidatesOfCutLists() async throws {
    _ = try await search(.personal).run(query(Self.question))
    let probes = emulator.requests("stories.list").filter { $0.parameter("by_ids") != nil }
    #expect(probes.map { $0.parameter("text_search") } == ["fit"])
    #expect(probes[0].parameter("by_ids")?.split(separator: ",").contains("201") == true)
  }

  /// A term that finds enough as it stands is its own list, with the service's total. More may be found by its words.
  @Test(arguments: [StoryblokToken.personal, .preview])
  func wordSearch_leavesATermThatFindsEnough(token: StoryblokToken) async throws {
    let result = try await search(token).run(query("everything will fit", limit: 2))
    #expect(result.stories.count == 2)
    #expect(result.summary.total == 120 && !result.summary.totalIsExact)
    var whole = query("everything will fit")
    whole.all = true
    let all = try await search(token).run(whole)
    #expect(Set(all.stories.map(\.id)) == Set(1...120))
    #expect(all.stories.count == 120 && !all.summary.totalIsExact)
  }

  /// A total that depends on how many stories are wanted is not exact, in whatever order; that of one word is.
  @Test(arguments: StoryblokWorld.FullText.allCases, [StoryblokToken.personal, .preview])
  func wordSearch_theTotalOfSeveralWordsIsNotExact(kind: StoryblokWorld.FullText, token: StoryblokToken) async throws {
    emulator.update { $0.storyblok.fullText = kind }
    for limit in 1...3 {
      var query = query("sell shoes", limit: limit)
      let result = try await search(token).run(query)
      #expect(result.stories.map(\.id).first == 202)
      #expect(result.stories.count == min(limit, 2) && !result.summary.totalIsExact)
      query.filter.sort = StorySort("name")
      #expect(try await !search(token).run(query).summary.totalIsExact)
      let word = try await search(token).run(self.query("euro", limit: limit))
      #expect(word.summary.total == 1 && word.summary.totalIsExact)
    }
  }

  /// Stories with the whole term come before others, with higher scores, which do not depend on the limit.
  @Test(arguments: [StoryblokToken.personal, .preview])
  func wordSearch_scoresFallInTheOrder(token: StoryblokToken) async throws {
    let few = try await search(token).run(query("sell shoes", limit: 1))
    let many = try await search(token).run(query("sell shoes", limit: 10))
    let scores = many.stories.compactMap(\.score)
    #expect(many.stories.first?.id == 202)
    try #require(scores.count == 2)
    #expect(scores[0] > scores[1] && few.stories.first?.score == scores[0])
  }

  /// Pages of a ranked result are the parts of a longer one.
  @Test(arguments: [StoryblokToken.personal, .preview])
  func wordSearch_offsetGoesOnWhereThePageEnded(token: StoryblokToken) async throws {
    let long = try await search(token).run(query(Self.question, limit: 3)).stories.map(\.id)
    var parts: [Int64] = []
    for offset in 0..<3 {
      var part = query(Self.question, limit: 1)
      part.offset = offset
      parts += try await search(token).run(part).stories.map(\.id)
    }
    #expect(parts == long)
  }

  @Test(arguments: [StoryblokToken.personal, .preview])
  func wordSearch_waitsForRateLimits(token: StoryblokToken) async throws {
    emulator.update {
      $0.storyblok.rateLimits = RateLimits()
      $0.storyblok.rateLimits?.management = 3
      $0.storyblok.retryAfter = "1"
    }
    // The clock of a test does not wait, so the emulator's limit is lifted by its own time.
    let plain = Environment(variables: [
      "STORYBLOK_TOKEN": token.value, "STORYBLOK_SPACE_ID": "1023456", "STORYBLOK_API_BASE": emulator.url,
    ])
    let client = StoryblokClient(
      configuration: try StoryblokConfiguration(Settings(environment: plain)),
      http: HTTPClient(transport: CurlTransport(environment: plain), environment: plain, log: .silent),
      environment: plain, log: .silent)
    let result = try await StorySearch(client: client, environment: plain, log: .silent).run(query(Self.question))
    #expect(result.stories.map(\.id).first == 201)
  }

  @Test(
    arguments: [
      (.withoutStrata, .available, "the token may not use Strata. Give it the scope strata:read at "),
      (.personal, .plan, "the plan of the space has no Strata. "),
      (.preview, .plan, "the plan of the space has no Strata. "),
      (.preview, .forbidden, "Storyblok refuses Strata to this token. "),
      (.personal, .absent, "this space has no Strata"),
      (.personal, .empty, "Strata has nothing of this space in its index yet"),
    ] as [(StoryblokToken, StoryblokWorld.StrataState, String)])
  func wordSearch_saysOnceADayWhyNotStrata(
    token: StoryblokToken, state: StoryblokWorld.StrataState, reason: String
  ) async throws {
    emulator.update { $0.storyblok.strata = state }
    let first = try search(token)
    for _ in 1...2 { #expect(try await first.run(query(Self.question)).stories.first?.id == 201) }
    #expect(recorder.notices.count == 1)
    #expect(recorder.notices.first?.hasPrefix("searched by words, not by meaning: " + reason) == true)
    _ = try await search(token).run(query("shoes"))
    #expect(recorder.notices.count == 1)
    #expect(try folder.names(in: "state/notices") == ["words-1023456"])
    _ = try await search(token, level: .verbose).run(query("shoes"))
    #expect(recorder.notices.count == 2)
  }

  /// A notice that `--quiet` hides counts as not shown.
  @Test func wordSearch_quietSaysNothingAndKeepsNothing() async throws {
    _ = try await search(.personal, level: .quiet).run(query("shoes"))
    #expect(recorder.notices.isEmpty)
    #expect(folder.path("state").isEmpty == false)
    #expect((try? folder.names(in: "state")) == nil)
  }

  /// Who asks for full text is not told of Strata; where Strata answers, neither.
  @Test func wordSearch_onRequestSaysNothing() async throws {
    _ = try await search(.personal).run(query(Self.question, backend: "fulltext"))
    emulator.update { $0.storyblok.strata = .empty }
    let none = try await search(.personal).run(query("helicopter"))
    #expect(none.summary.backend == "strata" && none.stories.isEmpty)
    #expect(recorder.notices.isEmpty)
  }

  /// The model is told that words were matched.
  @Test func searchTool_saysThatWordsWereMatched() async throws {
    let library = StoryLibrary(try search(.preview), scope: StoryScope())
    let context = ToolContext(library: library, limit: 1, filter: StoryFilter(), memory: AskMemory())
    let input = try ToolInput(.object(["term": .string(Self.question)]), SearchTool().parameters)
    let outcome = try await SearchTool().run(input, context)
    #expect(outcome.text.hasSuffix(", 1 shown.\n" + SearchTool.byWords))
    #expect("\(outcome.content ?? "")".contains("text: Send back shoes"))
    emulator.update { $0.storyblok.strata = .available }
    #expect(try await !SearchTool().run(input, context).text.contains("by words"))
  }

  @Test(arguments: [nil, "/nonexistent/home"]) func stateFolder_isNeverMadeWithoutAHome(home: String?) {
    #expect(StateFolder.path(Environment(home: home)) == nil)
    #expect(StateFolder.path(Environment(variables: ["XDG_STATE_HOME": "/x"], home: home)) == "/x/sva")
  }
}
