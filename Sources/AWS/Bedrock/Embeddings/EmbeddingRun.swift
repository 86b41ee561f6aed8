public import Core
import HTTP

/// Embeds many texts, several requests at once, at the pace that the account's quota allows. What is done is handed over
/// as it arrives, also before a failure.
public struct EmbeddingRun: Sendable {
  /// A text to be embedded.
  public struct Text: Sendable, Equatable {
    /// What the caller knows it by.
    public var id: Int64
    /// The text.
    public var text: String

    /// A text.
    public init(id: Int64, text: String) {
      self.id = id
      self.text = text
    }
  }

  /// The vectors of some texts.
  public struct Batch: Sendable, Equatable {
    /// The ids of the texts.
    public var ids: [Int64]
    /// Their vectors, in the same order, each of unit length.
    public var vectors: [[Float]]
    /// The tokens that the service counted, or an estimate.
    public var tokens: Int
  }

  private let embedder: Embedder
  private let environment: Environment
  private let mostRounds: Int

  /// A run.
  ///
  /// - Parameter mostRounds: the rounds of refusals in a row after which it ends; nil for the usual ones.
  public init(_ embedder: Embedder, environment: Environment, mostRounds: Int? = nil) {
    self.embedder = embedder
    self.environment = environment
    self.mostRounds = mostRounds ?? EmbeddingPace.usualRounds
  }

  /// How often a batch is sent again whose answer was lost.
  private static let mostLost = 2

  private struct Sent: Sendable {
    var texts: [Text]
    var at: Double
    var outcome: Result<BedrockRuntime.Embedding, Failure>
  }

  private enum Event: Sendable {
    case answered(Sent)
    case awake
  }

  /// Embeds the texts that `next` gives until it gives none.
  ///
  /// - Parameters:
  ///   - next: the next texts, at most as many as it is asked for; empty at the end. Texts of white space alone must be
  ///     left out.
  ///   - deliver: receives vectors as they arrive, in any order.
  /// - Throws: the first `Failure` of a request, after the requests in flight have been answered and handed over;
  ///   `quota` if not one request was ever accepted, `throttled` if none is any more; what `next` and `deliver` throw.
  public func run(
    next: (Int) throws(Failure) -> [Text], deliver: (Batch) throws(Failure) -> Void
  ) async throws(Failure) {
    let size = try await embedder.model().batchSize
    let result = await withTaskGroup(of: Event.self) { group -> Result<Void, Failure> in
      do throws(Failure) {
        try await run(size, in: &group, next, deliver)
        return .success(())
      } catch {
        group.cancelAll()
        return .failure(error)
      }
    }
    try result.get()
  }

  private func run(
    _ size: Int, in group: inout TaskGroup<Event>, _ next: (Int) throws(Failure) -> [Text],
    _ deliver: (Batch) throws(Failure) -> Void
  ) async throws(Failure) {
    var pace = EmbeddingPace()
    var again: [[Text]] = []
    var inFlight = 0
    var isSleeping = false
    var isOver = false
    var failure: Failure?
    var lost: [Int64: Int] = [:]
    while true {
      starting: while failure == nil, !again.isEmpty || !isOver {
        switch pace.verdict(inFlight: inFlight, now: now) {
        case .start:
          let texts = again.isEmpty ? try next(size) : again.removeLast()
          guard !texts.isEmpty else {
            isOver = true
            continue
          }
          inFlight += 1
          pace.started(now: now)
          let sent = now
          // An answer holds thousands of numbers, so it is not read on the caller's thread.
          group.addTask(executorPreference: globalConcurrentExecutor) {
            .answered(Sent(texts: texts, at: sent, outcome: await embed(texts)))
          }
        case .hold: break starting
        case .wait(let time):
          guard !isSleeping else { break starting }
          isSleeping = true
          let clock = environment.clock
          group.addTask {
            // It ends early only on cancellation, which the loop checks.
            try? await clock.sleep(time)
            return .awake
          }
          break starting
        }
      }
      if inFlight == 0, let failure { throw failure }
      if inFlight == 0, isOver, again.isEmpty { break }
      switch await group.next() {
      case nil: throw Failure(.internal, "the requests for embeddings came to a stand", hint: "please report this")
      case .awake:
        isSleeping = false
        if Task.isCancelled { throw Failure(.interrupted, "interrupted", hint: "run it again") }
      case .answered(let sent):
        inFlight -= 1
        switch sent.outcome {
        case .success(.done(let embeddings)):
          pace.succeeded(sent: sent.at)
          let done = embeddings.vectors.count
          if done < sent.texts.count { again.append(Array(sent.texts.dropFirst(done))) }
          try deliver(batch(Array(sent.texts.prefix(done)), embeddings))
        case .success(.throttled(let time, let refusal)):
          again.append(sent.texts)
          let mayGoOn = pace.refused(sent: sent.at, now: now, retryAfter: time, random: environment.randomUnit())
          if !mayGoOn || pace.refusedRounds >= mostRounds { failure = failure ?? ended(refusal, pace) }
        case .failure(let error)
        where error.reason == .mayBeBilled && lost[sent.texts[0].id, default: 0] < Self.mostLost:
          // Its answer was lost, and it may be billed twice: for less than a thousandth of a cent a text.
          lost[sent.texts[0].id, default: 0] += 1
          again.append(sent.texts)
        case .failure(let error): failure = failure ?? error
        }
      }
    }
    group.cancelAll()
  }

  private func embed(_ texts: [Text]) async -> Result<BedrockRuntime.Embedding, Failure> {
    do throws(Failure) { return .success(try await embedder.embed(texts.map(\.text), as: .document)) } catch {
      return .failure(error)
    }
  }

  private func batch(_ texts: [Text], _ embeddings: BedrockRuntime.Embeddings) -> Batch {
    let tokens = embeddings.tokens ?? texts.reduce(0) { $0 + EmbeddingModel.estimatedTokens(of: $1.text) }
    return Batch(ids: texts.map(\.id), vectors: embeddings.vectors, tokens: tokens)
  }

  /// The failure of a run that is refused and refused. A quota of zero refuses the first request as it refuses all.
  private func ended(_ refusal: Failure, _ pace: EmbeddingPace) -> Failure {
    var failure = refusal
    guard !pace.hasAccepted else { return failure }
    let quotas = failure.hints.dropFirst()
    failure.code = .quota
    failure.sentence =
      "not one request for embeddings of \(embedder.name) was accepted: the quota of this account may be 0"
    failure.hints =
      ["look at its requests per minute under Service Quotas, and ask for more, or choose another model"]
      + quotas
    return failure
  }

  /// The time in seconds that measures waits: it does not change with the time of day.
  private var now: Double {
    let uptime = environment.clock.uptime().components
    return Double(uptime.seconds) + Double(uptime.attoseconds) * 1e-18
  }
}
