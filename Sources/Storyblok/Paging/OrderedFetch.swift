import Core

/// Sends a numbered series of requests concurrently and delivers their results in order.
///
/// The controller's look-ahead bounds the requests in flight and the results that wait for an earlier one, by number and
/// by bytes: a response larger than its share is given up and requested again when its turn has come. Nothing is started
/// while the receiver is busy. So memory stays flat for a series of any length.
struct OrderedFetch<Output: Sendable>: Sendable {
  /// The outcome of one request.
  enum Outcome: Sendable {
    case done(Output, size: Int)
    /// A 429, and its failure in case it is the last.
    case refused(retryAfter: Duration?, Failure)
    /// The response is larger than the limit that was given.
    case tooLarge
    case failed(Failure)
  }

  private enum Event: Sendable {
    case fetched(Int, sent: Double, limit: Int?, Outcome)
    case awake
  }

  let count: Int
  let environment: Environment
  /// The most consecutive rounds of refusals.
  let maxRefusedRounds: Int
  /// Sends a request; the second parameter is the largest response accepted, nil for the usual limit.
  let fetch: @Sendable (Int, Int?) async -> Outcome

  /// Runs to the end of the series, or until `deliver` returns false.
  ///
  /// - Throws: the first `Failure` of a request, or of `deliver`.
  func run(
    _ controller: RateController, deliver: (Output) async throws(Failure) -> Bool
  ) async throws(Failure) {
    let result = await withTaskGroup(of: Event.self) { group -> Result<Void, Failure> in
      do throws(Failure) {
        try await run(controller, in: &group, deliver)
        return .success(())
      } catch {
        group.cancelAll()
        return .failure(error)
      }
    }
    try result.get()
  }

  private func run(
    _ initial: RateController, in group: inout TaskGroup<Event>,
    _ deliver: (Output) async throws(Failure) -> Bool
  ) async throws(Failure) {
    var controller = initial
    var row = Row(count: count)
    var isSleeping = false
    while !row.isDone {
      starting: while let index = row.next(within: controller.lookahead, controller.sizeLimit) {
        switch controller.verdict(inFlight: row.inFlight, now: now) {
        case .start:
          // The one that the others wait for has the whole limit.
          let limit = row.isFirst(index) ? nil : controller.sizeLimit
          row.start(index)
          let sent = now
          controller.started(now: sent)
          // Decoding a page of stories takes time, so it does not run on the caller's thread.
          group.addTask(executorPreference: globalConcurrentExecutor) {
            .fetched(index, sent: sent, limit: limit, await fetch(index, limit))
          }
        case .hold: break starting
        case .wait(let time):
          guard !isSleeping else { break starting }
          isSleeping = true
          let clock = environment.clock
          group.addTask {
            // The sleep ends early only on cancellation, which the loop checks.
            try? await clock.sleep(time)
            return .awake
          }
          break starting
        }
      }
      switch await group.next() {
      case nil: throw Failure(.internal, "the row of requests came to a stand", hint: "please report this")
      case .awake:
        isSleeping = false
        if Task.isCancelled {
          throw Failure(.interrupted, "interrupted", hint: "run it again", service: "storyblok")
        }
      case .fetched(let index, let sent, _, .done(let output, let size)):
        controller.succeeded(size: size, sent: sent)
        row.finish(index, output)
        while let output = row.takeReady() {
          guard try await deliver(output) else { return group.cancelAll() }
        }
      case .fetched(let index, _, let limit, .tooLarge):
        controller.exceeded(limit ?? 0)
        row.postpone(index, limit: limit ?? 0)
      case .fetched(let index, let sent, _, .refused(let retryAfter, let failure)):
        controller.refused(sent: sent, now: now, retryAfter: retryAfter, random: environment.randomUnit())
        let counted = row.counting(failure, of: index)
        guard controller.refusedRounds < maxRefusedRounds else { throw counted }
        row.repeat(index)
      case .fetched(let index, _, _, .failed(let failure)): throw row.counting(failure, of: index)
      }
    }
    group.cancelAll()
  }

  /// The time in seconds that measures waits: it does not change with the time of day.
  private var now: Double { environment.clock.uptime().seconds }

  /// The state of the series.
  private struct Row {
    let count: Int
    private(set) var inFlight = 0
    private var delivered = 0
    private var fresh = 0
    private var again: [Int] = []
    /// The requests sent for refused items, by index.
    private var attempts: [Int: Int] = [:]
    private var ready: [Int: Output] = [:]
    /// The limits that the responses of postponed items exceeded, by index.
    private var exceeded: [Int: Int] = [:]

    init(count: Int) { self.count = count }

    var isDone: Bool { delivered == count }

    /// Whether the item is the next to be delivered.
    func isFirst(_ index: Int) -> Bool { index == delivered }

    /// The next index to request: refused ones first, because the others wait for them. A postponed one is requested
    /// again with a larger limit, or when it is the next to be delivered.
    func next(within lookahead: Int, _ sizeLimit: Int) -> Int? {
      let due = again.filter { $0 == delivered || $0 < delivered + lookahead && sizeLimit > exceeded[$0] ?? 0 }
      if let index = due.min() { return index }
      return fresh < count && fresh < delivered + lookahead ? fresh : nil
    }

    mutating func start(_ index: Int) {
      if index == fresh { fresh += 1 } else { again.removeAll { $0 == index } }
      inFlight += 1
    }

    /// The failure with the number of all requests sent for `index`.
    mutating func counting(_ failure: Failure, of index: Int) -> Failure {
      var failure = failure
      failure.attempts = attempts[index, default: 0] + (failure.attempts ?? 1)
      attempts[index] = failure.attempts
      return failure
    }

    mutating func `repeat`(_ index: Int) {
      inFlight -= 1
      again.append(index)
    }

    mutating func postpone(_ index: Int, limit: Int) {
      exceeded[index] = limit
      `repeat`(index)
    }

    mutating func finish(_ index: Int, _ output: Output) {
      inFlight -= 1
      ready[index] = output
    }

    mutating func takeReady() -> Output? {
      guard let output = ready.removeValue(forKey: delivered) else { return nil }
      exceeded[delivered] = nil
      delivered += 1
      return output
    }
  }
}
