import Core
import Storyblok
import Synchronization

/// One search with the words of a new question, begun before the model is asked.
///
/// It runs beside the look-up of credentials and model. What it finds in time goes into the first request beside the
/// question, so that a common question is answered in one round. What arrives later answers the model's first equal
/// search. It never ends the run: a failure is a note.
final class FirstLook: Sendable {
  /// How long the first request waits for it, from the moment at which it could have been sent.
  static let budget = Duration.milliseconds(600)
  /// The most stories that go with the question.
  static let mostStories = 5
  /// The most scalars of the question that are sent.
  static let longestTerm = 1000

  private let query: StoryLibrary.Query
  private let words: [String]
  private let arrival = Arrival()
  private let clock: WallClock
  private let log: Log
  private let task: Task<Void, Never>

  /// Begins a look for `words`; nil if they are stop words alone.
  init?(_ words: String, _ context: ToolContext, clock: WallClock, log: Log) {
    let term = String(words.prefix(scalars: Self.longestTerm)).trimmed
    let content = QuestionWords(term)
    guard content.hasContent else { return nil }
    let asked = StoryLibrary.Query(
      term: term, limit: max(1, min(context.limit, AskTools.mostShown)))
    guard let query = try? context.narrowed(asked) else { return nil }
    self.query = query
    self.words = content.words
    self.clock = clock
    self.log = log
    log.note("first look: searching the space for the words of the question")
    let arrival = arrival
    let library = context.library
    let held = Log(level: log.level) { event in
      switch event {
      case .warning, .notice: arrival.hold(event)
      case .note(let text): log.note(text)
      case .trace(let text): log.trace(text)
      case .progress: break
      }
    }
    task = Task(executorPreference: RunExecutor.current) {
      let began = clock.uptime()
      let result = await Result(awaiting: { () async throws(Failure) in try await library.look(query, held) })
      arrival.set(result, after: clock.uptime() - began)
    }
  }

  /// What the look found within `budget` from now: the stories with passages that go with the question, and the warnings
  /// of the search. Nil if it found none, failed or is late.
  func arrived(within budget: Duration = budget) async -> Findings? {
    let (clock, arrival) = (clock, arrival)
    let timer = Task(executorPreference: RunExecutor.current) {
      try? await clock.sleep(budget)
      arrival.wake()
    }
    await arrival.wait()
    timer.cancel()
    guard let (result, elapsed) = arrival.result else {
      log.note("first look: nothing within \(Self.milliseconds(budget)) ms: the question goes without it")
      return nil
    }
    let after = "after \(Self.milliseconds(elapsed)) ms"
    switch result {
    case .failure(let failure):
      log.note("first look: failed \(after): \(failure.sentence)")
      return nil
    case .success(var found):
      found.stories = Array(found.stories.filter(\.hasPassages).prefix(Self.mostStories))
      guard !found.stories.isEmpty else {
        log.note("first look: no story with a passage \(after): the question goes without it")
        return nil
      }
      let count = found.stories.count
      log.note("first look: \(count == 1 ? "1 story goes" : "\(count) stories go") with the question, \(after)")
      warn()
      return found
    }
  }

  /// Shows the warnings of a search whose result is used, once.
  private func warn() {
    for case .warning(let text) in arrival.takeHeld() { log.warn(text, changesResult: true) }
  }

  /// The answer to the model's first equal search, which is waited for; nil for any other search, and if the look searched
  /// for the phrase alone.
  ///
  /// - Throws: the `Failure` of the look. The same requests are not sent twice.
  func answer(to other: StoryLibrary.Query) async throws(Failure) -> Findings? {
    var same = query
    (same.term, same.limit) = (other.term, other.limit)
    guard same == other, other.limit <= query.limit, QuestionWords(other.term).words == words, arrival.claim() else {
      return nil
    }
    await task.value
    let term = OneLine.joined(other.term.prefix(scalars: 100))
    switch arrival.result?.result {
    case .success(var found) where !found.isOfPhrase:
      log.note("first look: it answers the search for \(term)")
      warn()
      found.term = other.term
      found.stories = Array(found.stories.prefix(other.limit))
      return found
    case .failure(let failure) where failure.reason != .phraseNotSearched:
      log.note("first look: its failure is that of the search for \(term)")
      warn()
      throw failure
    default: return nil
    }
  }

  /// Whether the look has read the space.
  var hasSucceeded: Bool { if case .success = arrival.result?.result { true } else { false } }

  /// Ends it.
  func cancel() { task.cancel() }

  private static func milliseconds(_ duration: Duration) -> Int { Int((duration / .milliseconds(1)).rounded()) }
}

extension FoundStory {
  /// Whether the search returned some of the story's text.
  fileprivate var hasPassages: Bool { !excerpts.allSatisfy(\.isBlank) || !(body ?? "").isBlank }
}

/// The result of a look, and who waits for it.
private final class Arrival: Sendable {
  private struct State {
    var result: (Result<Findings, Failure>, Duration)?
    var held: [Log.Event] = []
    var isOver = false
    var isClaimed = false
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// The result and the time it took; nil before it arrives.
  var result: (result: Result<Findings, Failure>, elapsed: Duration)? { state.withLock { $0.result } }

  /// The messages that are shown if the result is used. They are taken once.
  func takeHeld() -> [Log.Event] {
    state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
  }

  func hold(_ event: Log.Event) { state.withLock { $0.held.append(event) } }

  func set(_ result: Result<Findings, Failure>, after elapsed: Duration) {
    state.withLock { $0.result = (result, elapsed) }
    wake()
  }

  /// Ends the waiting.
  func wake() {
    let waiting = state.withLock { state in
      state.isOver = true
      let waiting = state.waiting
      state.waiting = nil
      return waiting
    }
    waiting?.resume()
  }

  /// Returns at the result or at `wake`, whichever is first. One caller waits.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isOver { state.waiting = continuation }
        return state.isOver
      }
      if isOver { continuation.resume() }
    }
  }

  /// Whether this is the first claim of the result.
  func claim() -> Bool {
    state.withLock { state in
      defer { state.isClaimed = true }
      return !state.isClaimed
    }
  }
}
