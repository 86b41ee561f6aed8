import Core

/// Fetches a numbered row of things, many at once, and delivers them in order while they come.
///
/// What is under way or waiting for an earlier one is bounded by the controller's look-ahead, and nothing is started
/// while the receiver is busy: memory stays flat however long the row is.
struct OrderedFetch<Output: Sendable>: Sendable {
  /// What became of one request.
  enum Outcome: Sendable {
    case done(Output, size: Int)
    /// A 429, with what it would be as a failure.
    case refused(retryAfter: Duration?, Failure)
    case failed(Failure)
  }

  private enum Event: Sendable {
    case fetched(Int, sent: Double, Outcome)
    case awake
  }

  let count: Int
  let environment: Environment
  /// How many rounds of refusals in a row are borne.
  let patience: Int
  let fetch: @Sendable (Int) async -> Outcome

  /// Runs to the end of the row, or until `deliver` returns false.
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
      starting: while let index = row.next(within: controller.lookahead) {
        switch controller.verdict(inFlight: row.inFlight, now: now) {
        case .start:
          row.start(index)
          let sent = now
          // Reading a page of stories is work for a core: not on the thread of a caller that keeps to one.
          group.addTask(executorPreference: globalConcurrentExecutor) {
            .fetched(index, sent: sent, await fetch(index))
          }
        case .hold: break starting
        case .wait(let time):
          guard !isSleeping else { break starting }
          isSleeping = true
          let clock = environment.clock
          group.addTask {
            // Woken early means cancelled: the loop finds that out by itself.
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
      case .fetched(let index, _, .done(let output, let size)):
        controller.succeeded(size: size)
        row.finish(index, output)
        while let output = row.takeReady() {
          guard try await deliver(output) else { return group.cancelAll() }
        }
      case .fetched(let index, let sent, .refused(let retryAfter, let failure)):
        controller.refused(sent: sent, now: now, retryAfter: retryAfter, random: environment.randomUnit())
        let counted = row.counting(failure, of: index)
        guard controller.refusedRounds < patience else { throw counted }
        row.repeat(index)
      case .fetched(let index, _, .failed(let failure)): throw row.counting(failure, of: index)
      }
    }
    group.cancelAll()
  }

  private var now: Double { environment.clock.seconds }

  /// Where in the row one stands.
  private struct Row {
    let count: Int
    private(set) var inFlight = 0
    private var delivered = 0
    private var fresh = 0
    private var again: [Int] = []
    /// Requests sent for what was refused.
    private var attempts: [Int: Int] = [:]
    private var ready: [Int: Output] = [:]

    init(count: Int) { self.count = count }

    var isDone: Bool { delivered == count }

    /// The next to be asked for: what was refused first, for the others wait for it.
    func next(within lookahead: Int) -> Int? {
      if let index = again.min() { return index }
      return fresh < count && fresh < delivered + lookahead ? fresh : nil
    }

    mutating func start(_ index: Int) {
      if index == fresh { fresh += 1 } else { again.removeAll { $0 == index } }
      inFlight += 1
    }

    /// The failure with all requests sent for `index`, earlier refusals included.
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

    mutating func finish(_ index: Int, _ output: Output) {
      inFlight -= 1
      ready[index] = output
    }

    mutating func takeReady() -> Output? {
      guard let output = ready.removeValue(forKey: delivered) else { return nil }
      delivered += 1
      return output
    }
  }
}
