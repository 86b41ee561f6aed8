import Core
import Storyblok
import Synchronization
import TestSupport
import Testing

@testable import Assistant

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The first look, with a clock and a space that wait until they are told to go on.
@Suite struct FirstLookTests {
  /// Something that is waited for until it is opened.
  private final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func open() {
      let waiting = state.withLock { state in
        state.isOpen = true
        defer { state.waiting = [] }
        return state.waiting
      }
      for one in waiting { one.resume() }
    }

    func pass() async {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLock { state in
          if !state.isOpen { state.waiting.append(continuation) }
          return state.isOpen
        }
        if isOpen { continuation.resume() }
      }
    }
  }

  private final class Scene: Sendable {
    let recorder = LogRecorder()
    let answer = Gate()
    let end = Gate()
    let looks = Mutex<[StoryLibrary.Query]>([])
    let searches = Mutex<[StoryLibrary.Query]>([])
    let result: Mutex<Result<Findings, Failure>>
    let warning: String?

    init(_ result: Result<Findings, Failure>, warning: String? = nil) {
      self.result = Mutex(result)
      self.warning = warning
    }

    var clock: WallClock {
      WallClock(now: { Date(timeIntervalSince1970: 0) }, sleep: { [self] _ in await end.pass() }, uptime: { .zero })
    }

    var library: StoryLibrary {
      var library = StoryLibrary(
        version: "published",
        search: { [self] query throws(Failure) in
          searches.withLock { $0.append(query) }
          return Findings(term: query.term, stories: [], total: 0, isExact: true)
        }, read: { _ throws(Failure) in [] })
      library.look = { [self] query, log throws(Failure) in
        looks.withLock { $0.append(query) }
        await answer.pass()
        if let warning { log.warn("\(warning)") }
        log.notice("a notice that is not shown")
        log.progress("searching")
        return try result.withLock { $0 }.get()
      }
      return library
    }

    func context(limit: Int = 10, filter: StoryFilter = StoryFilter(), look: FirstLook? = nil) -> ToolContext {
      ToolContext(library: library, limit: limit, filter: filter, memory: AskMemory(), look: look)
    }

    func look(_ words: String, limit: Int = 10) -> FirstLook? {
      FirstLook(words, context(limit: limit), clock: clock, log: recorder.log)
    }
  }

  private static func found(_ count: Int) -> Findings {
    var found = Findings(
      term: "boots",
      stories: (1...max(1, count)).prefix(count).map { number in
        var story = FoundStory(id: Int64(number), name: "Story \(number)", slug: "s/\(number)")
        story.excerpts = ["Passage \(number)."]
        return story
      }, total: count, isExact: true)
    found.isByNearness = true
    return found
  }

  @Test func firstLook_bringsFiveStoriesWithPassages() async throws {
    var found = Self.found(8)
    found.stories[1].excerpts = [" "]
    let scene = Scene(.success(found), warning: "using content type article")
    let look = try #require(scene.look("What about boots?"))
    scene.answer.open()
    #expect(await look.arrived()?.stories.map(\.id) == [1, 3, 4, 5, 6])
    #expect(look.hasSucceeded)
    #expect(scene.looks.withLock { $0 } == [StoryLibrary.Query(term: "What about boots?", limit: 10)])
    #expect(
      scene.recorder.events == [
        .note("first look: searching the space for the words of the question"),
        .note("first look: 5 stories go with the question, after 0 ms"), .warning("using content type article"),
      ])
  }

  /// A space that does not answer delays the question by the budget, and no more.
  @Test func firstLook_endsWithItsBudget() async throws {
    let scene = Scene(.success(Self.found(1)))
    let look = try #require(scene.look("boots"))
    scene.end.open()
    #expect(await look.arrived() == nil)
    #expect(!look.hasSucceeded)
    #expect(scene.recorder.notes.last == "first look: nothing within 600 ms: the question goes without it")
    // What comes later answers the model's first equal search, and only that.
    scene.answer.open()
    let context = scene.context(look: look)
    let answer = try await context.search(StoryLibrary.Query(term: "Boots!", limit: 10))
    #expect(answer.stories.map(\.id) == [1] && answer.term == "Boots!")
    #expect(look.hasSucceeded)
    #expect(scene.searches.withLock { $0.isEmpty })
    _ = try await context.search(StoryLibrary.Query(term: "boots", limit: 10))
    #expect(scene.searches.withLock { $0.count } == 1)
  }

  @Test func firstLook_answersNoOtherSearch() async throws {
    let scene = Scene(.success(Self.found(1)))
    let look = try #require(scene.look("hiking boots"))
    scene.answer.open()
    #expect(await look.arrived() != nil)
    var typed = StoryLibrary.Query(term: "hiking boots", limit: 10)
    typed.filter.contentType = "article"
    let others = [
      StoryLibrary.Query(term: "boots", limit: 10), StoryLibrary.Query(term: "hiking boots", limit: 11), typed,
    ]
    for other in others { _ = try await scene.context(look: look).search(other) }
    #expect(scene.searches.withLock { $0 } == others)
  }

  /// A look for the phrase alone finds less than a search word by word.
  @Test func firstLook_ofAPhraseAnswersNoSearch() async throws {
    var found = Self.found(1)
    found.isOfPhrase = true
    let scene = Scene(.success(found))
    let look = try #require(scene.look("boots"))
    scene.answer.open()
    #expect(await look.arrived()?.stories.count == 1)
    _ = try await scene.context(look: look).search(StoryLibrary.Query(term: "boots", limit: 10))
    #expect(scene.searches.withLock { $0.count } == 1)
  }

  @Test func firstLook_thatFailsIsANote() async throws {
    let scene = Scene(.failure(Failure(.invalidToken, "the token is refused", hint: "-")), warning: "hidden")
    let look = try #require(scene.look("boots"))
    scene.answer.open()
    #expect(await look.arrived() == nil)
    #expect(!look.hasSucceeded)
    #expect(scene.recorder.notes.last == "first look: failed after 0 ms: the token is refused")
    #expect(scene.recorder.warnings.isEmpty)
  }

  /// What failed is not asked for again by the model's first equal search; the next one is another try.
  @Test func firstLook_thatFailsIsTheFailureOfTheSearch() async throws {
    let refused = Failure(.timeout, "the space does not answer", hint: "-")
    let scene = Scene(.failure(refused), warning: "shown with the search")
    let look = try #require(scene.look("boots"))
    scene.answer.open()
    let context = scene.context(look: look)
    let query = StoryLibrary.Query(term: "boots", limit: 10)
    #expect(await failure(ToolError.self) { _ = try await context.search(query) } == .failed(refused))
    #expect(scene.searches.withLock { $0.isEmpty })
    #expect(
      scene.recorder.events.suffix(2) == [
        .note("first look: its failure is that of the search for boots"), .warning("shown with the search"),
      ])
    _ = try await context.search(query)
    #expect(scene.searches.withLock { $0.count } == 1)
  }

  /// A look for the phrase alone asked for less than the search does.
  @Test func firstLook_ofAPhraseThatFailsAnswersNoSearch() async throws {
    var refused = Failure(.timeout, "the space does not answer", hint: "-")
    refused.reason = .phraseNotSearched
    let scene = Scene(.failure(refused))
    let look = try #require(scene.look("boots"))
    scene.answer.open()
    _ = try await scene.context(look: look).search(StoryLibrary.Query(term: "boots", limit: 10))
    #expect(scene.searches.withLock { $0.count } == 1)
  }

  @Test func firstLook_thatFindsNothingHasReadTheSpace() async throws {
    let scene = Scene(.success(Self.found(0)))
    let look = try #require(scene.look("boots"))
    scene.answer.open()
    #expect(await look.arrived() == nil)
    #expect(look.hasSucceeded)
  }

  /// Without a word that a search could use there is nothing to look for.
  @Test(arguments: ["", " \n", "What is this?", "Wer ist das?", "???", "où est-ce"])
  func firstLook_needsWords(words: String) { #expect(Scene(.success(Self.found(1))).look(words) == nil) }

  @Test func firstLook_sendsAThousandScalarsAtMost() async throws {
    let scene = Scene(.success(Self.found(1)))
    let look = try #require(scene.look(String(repeating: "é", count: 3000), limit: 1000))
    scene.answer.open()
    _ = await look.arrived()
    let query = try #require(scene.looks.withLock { $0.first })
    #expect(query.term.unicodeScalars.count == 1000)
    #expect(query.limit == AskTools.mostShown)
  }
}
