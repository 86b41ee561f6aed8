import AWS
import Core
import HTTP
import Index

/// The vectors of an index.
extension IndexUpdate {
  /// The vectors that are kept in one transaction.
  private static let batch = 64

  /// Embeds the passages that wait for a vector.
  ///
  /// - Returns: the cost in US dollars.
  /// - Throws: `Failure` of Bedrock if a model was asked for, after what was embedded is kept; of the file.
  func updateVectors(
    _ options: Options, _ writer: IndexWriter, _ lock: IndexLock?
  ) async throws(Failure) -> Double {
    let before = try writer.information()
    guard let name = options.model ?? before.model else { return 0 }
    guard options.model == nil else { return try await embed(name, before, writer, lock) }
    // Vectors that nobody asked for in this run are kept up, if that can be done.
    do throws(Failure) { return try await embed(name, before, writer, lock) } catch {
      guard error.service != nil || Self.isOfAWS(error) else { throw error }
      let waiting = try writer.countWaiting().passages
      guard waiting > 0 else {
        log.note("index: no passage waits for a vector, and none could be made: \(error.sentence)")
        return 0
      }
      let what =
        waiting == 1
        ? "1 passage waits for its vector" : "\(NumberText.grouped(waiting)) passages wait for their vectors"
      log.warn(Remedy("\(what): \(error.sentence)"), changesResult: true)
      return 0
    }
  }

  /// Whether a failure is of credentials or configuration for AWS.
  private static func isOfAWS(_ failure: Failure) -> Bool {
    switch failure.code {
    case .noCredentials, .partialCredentials, .badConfig, .providerFailed, .expiredCredentials, .invalidCredentials,
      .modelNotFound, .notFound:
      failure.reason != .indexUnusable
    default: false
    }
  }

  private func embed(
    _ name: String, _ before: IndexInformation, _ writer: IndexWriter, _ lock: IndexLock?
  ) async throws(Failure) -> Double {
    let embedder = embedder(name)
    let model = try await embedder.model()
    let rounds = try session.settings.integer(.attempts, in: 1...100)?.value
    let run = EmbeddingRun(embedder, environment: environment, mostRounds: rounds)
    var tokens = 0
    if replaces(model, before) { tokens += try await tryOut(run) }
    try use(model, before, writer)
    let waiting = try writer.countWaiting()
    guard waiting.passages > 0 else { return model.cost(tokens: tokens) }
    say(EmbeddingEstimate(model, passages: waiting.passages, scalars: waiting.scalars))
    var done: [(passage: Int64, values: [Float])] = []
    var count = 0
    let progress = IndexProgress("passages", of: waiting.passages, log: log, clock: environment.clock, lock: lock)
    progress.show(0)
    func keep() throws(Failure) {
      let unusable = try writer.store(done)
      if !unusable.isEmpty {
        log.note("index: \(unusable.count) passages have no vector, because theirs has no direction")
        try writer.skip(unusable)
      }
      done = []
    }
    var queue = PassageQueue(writer)
    do throws(Failure) {
      try await run.run(
        next: { limit throws(Failure) in try queue.next(limit) },
        deliver: { batch throws(Failure) in
          tokens += batch.tokens
          done += zip(batch.ids, batch.vectors).map { ($0, $1) }
          count += batch.ids.count
          progress.show(count)
          if done.count >= Self.batch { try keep() }
        })
    } catch {
      try keep()
      if count > 0 {
        log.notice(
          "\(NumberText.grouped(count)) of \(NumberText.grouped(waiting.passages)) passages have their vectors and "
            + "keep them; the next run goes on there")
      }
      throw error
    }
    try keep()
    return model.cost(tokens: tokens)
  }

  /// Whether there are vectors that would be removed, because they are of another model.
  private func replaces(_ model: EmbeddingModel, _ before: IndexInformation) -> Bool {
    let isSame = before.model.map { model.isSame(as: $0) } ?? false
    return before.vectors > 0 && !(isSame && before.dimensions == model.dimensions)
  }

  /// Embeds one word, so that vectors which were paid for are removed only if the other model makes some.
  ///
  /// - Returns: the tokens of the request.
  private func tryOut(_ run: EmbeddingRun) async throws(Failure) -> Int {
    var texts = [EmbeddingRun.Text(id: 0, text: "test")]
    var tokens = 0
    try await run.run(
      next: { (limit) throws(Failure) in
        let next = Array(texts.prefix(limit))
        texts.removeFirst(next.count)
        return next
      },
      deliver: { (batch) throws(Failure) in tokens += batch.tokens })
    return tokens
  }

  /// Decides the model of the vectors. Vectors of the same base model stay, by whichever name it is called.
  private func use(_ model: EmbeddingModel, _ before: IndexInformation, _ writer: IndexWriter) throws(Failure) {
    let name = before.model.flatMap { model.isSame(as: $0) ? $0 : nil } ?? model.choice.used
    if let old = before.model, replaces(model, before) {
      log.notice("the vectors of \(old) are replaced by those of \(name)")
    }
    try writer.useVectors(model: name, dimensions: model.dimensions)
  }

  /// Says what embedding takes, before it begins. Next to nothing is a note.
  private func say(_ estimate: EmbeddingEstimate) {
    if estimate.cost >= 0.005 || estimate.seconds >= 60 {
      log.notice(Remedy("embedding " + estimate.sentence))
    } else {
      log.note(Remedy("embedding " + estimate.sentence))
    }
  }
}

/// Gives out the passages of an index that wait for a vector.
private struct PassageQueue {
  private let writer: IndexWriter
  private var ready: [IndexWriter.Waiting] = []
  private var last: Int64 = 0

  init(_ writer: IndexWriter) { self.writer = writer }

  /// The next texts, each with the name of its story before it; those without a word are marked as not to be embedded.
  mutating func next(_ limit: Int) throws(Failure) -> [EmbeddingRun.Text] {
    var texts: [EmbeddingRun.Text] = []
    while texts.count < limit {
      if ready.isEmpty {
        ready = try writer.waiting(after: last, limit: max(limit, 256)).reversed()
        guard let end = ready.first else { return texts }
        last = end.id
      }
      guard let passage = ready.popLast() else { continue }
      let text = passage.text.isBlank ? passage.name : passage.name + "\n\n" + passage.text
      if text.isBlank {
        try writer.skip([passage.id])
      } else {
        texts.append(EmbeddingRun.Text(id: passage.id, text: text))
      }
    }
    return texts
  }
}
