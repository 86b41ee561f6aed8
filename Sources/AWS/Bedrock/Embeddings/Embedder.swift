public import Core
import Synchronization

/// One embedding model, by the name that the user gave. The name is resolved at the first call; if the service does not
/// invoke the model by its own id, its inference profile is used from then on.
public final class Embedder: Sendable {
  /// The name as given.
  public let name: String
  let session: AWSSession
  let log: Log
  private let patience: Duration
  private let resolved = Mutex<EmbeddingModel?>(nil)

  /// The model `name` of the session's region. Makes no request.
  ///
  /// - Parameter patience: the time without progress before an answer is given up, if the user gives none.
  public init(_ name: String, session: AWSSession, log: Log, patience: Duration = .seconds(60)) {
    self.name = name
    self.session = session
    self.log = log
    self.patience = patience
  }

  /// Checks that the name may mean a model, without a request.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates; like `AWSSession.configuration`.
  public func check() throws(Failure) {
    _ = try EmbeddingResolution.resolve(name, region: (try? session.region().value) ?? "us-east-1")
  }

  /// The model. Only an application inference profile needs a request, which tells its base model.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates; for a profile the failure to read it.
  public func model() async throws(Failure) -> EmbeddingModel {
    if let known = resolved.withLock({ $0 }) { return known }
    let model: EmbeddingModel
    let region = try session.region().value
    switch try EmbeddingResolution.resolve(name, region: region) {
    case .model(let known): model = known
    case .profile(let choice):
      let profile = try await session.bedrockControl().inferenceProfile(choice.used)
      model = try EmbeddingResolution.model(choice, of: profile)
    }
    if let notice = model.choice.notice { log.notice(Remedy(notice)) }
    resolved.withLock { $0 = model }
    return model
  }

  /// The vector of a question.
  ///
  /// - Throws: `Failure` of the service; of AWS's configuration and credentials.
  public func query(_ text: String) async throws(Failure) -> [Float] {
    let outcome = try await embed([text], as: .query, retriesThrottled: true)
    switch outcome {
    case .done(let embeddings): return embeddings.vectors[0]
    case .throttled(_, let failure): throw failure
    }
  }

  /// Embeds a batch, or the first of its texts. Texts that are too long for the model are cut; a model that is called
  /// only by a profile is called by its profile.
  func embed(
    _ texts: [String], as purpose: EmbeddingPurpose, retriesThrottled: Bool = false
  ) async throws(Failure) -> BedrockRuntime.Embedding {
    let model = try await model()
    let texts = texts.map { EmbeddingBody.fitted($0, to: model.family) }
    return try await halving(texts, model.family) { (texts) throws(Failure) in
      try await self.send(texts, as: purpose, retriesThrottled)
    }
  }

  private func send(
    _ texts: [String], as purpose: EmbeddingPurpose, _ retriesThrottled: Bool
  ) async throws(Failure) -> BedrockRuntime.Embedding {
    let model = try await model()
    let runtime = try session.bedrockRuntime(patience: patience)
    do throws(Failure) {
      return try await runtime.embed(texts, as: purpose, with: model, retriesThrottled: retriesThrottled)
    } catch {
      guard let other = await reconsidered(model, after: error) else { throw error }
      return try await runtime.embed(texts, as: purpose, with: other, retriesThrottled: retriesThrottled)
    }
  }

  /// Another id for the model after the service refused it; nil if there is none.
  private func reconsidered(_ model: EmbeddingModel, after failure: Failure) async -> EmbeddingModel? {
    guard failure.code == .modelNotFound else { return nil }
    // Another request has found it in the meantime.
    let current = resolved.withLock { $0 }
    if let current, current != model { return current }
    guard let used = await otherID(of: model) else { return nil }
    var other = model
    other.choice.used = used
    let isNew = resolved.withLock { resolved in
      defer { resolved = other }
      return resolved != other
    }
    if isNew, let notice = other.choice.notice { log.notice(Remedy(notice)) }
    return other
  }

  /// The id by which the region's lists say that the model is invoked, else that of the table.
  private func otherID(of model: EmbeddingModel) async -> String? {
    guard let region = try? session.region().value, !model.choice.used.hasPrefix("arn:") else { return nil }
    let known = EmbeddingTable.entry(for: model.base).flatMap { EmbeddingTable.profile(of: $0, region: region) }
    if let known, known != model.choice.used { return known }
    do throws(Failure) {
      let control = try session.bedrockControl()
      let models = try await control.foundationModels(output: "EMBEDDING")
      let profiles = try await control.inferenceProfiles()
      let used = ModelResolution.invocationID(of: model.base, region: region, models: models, profiles: profiles)
      return used == model.choice.used ? nil : used
    } catch {
      log.note("the models of \(region) could not be listed: \(error.sentence)")
      return nil
    }
  }

  /// Sends `texts`; where the service says that there are too many tokens, each half of them, and of one text its first
  /// half. If a later half fails, the answer has the vectors of the first texts alone, which are paid for.
  private func halving(
    _ texts: [String], _ family: EmbeddingFamily,
    _ send: ([String]) async throws(Failure) -> BedrockRuntime.Embedding
  ) async throws(Failure) -> BedrockRuntime.Embedding {
    var done: [[Float]] = []
    var tokens: Int?
    // The texts that are left, as the batches to be sent.
    var rest = [texts]
    while let batch = rest.popLast() {
      do throws(Failure) {
        switch try await send(batch) {
        case .throttled(let time, let failure):
          guard done.isEmpty else { return .done(BedrockRuntime.Embeddings(vectors: done, tokens: tokens)) }
          return .throttled(retryAfter: time, failure)
        case .done(let embeddings):
          done += embeddings.vectors
          tokens = embeddings.tokens.map { (tokens ?? 0) + $0 } ?? tokens
        }
      } catch {
        guard error.reason == .embeddingTooLong else {
          guard done.isEmpty else { return .done(BedrockRuntime.Embeddings(vectors: done, tokens: tokens)) }
          throw error
        }
        if batch.count > 1 {
          rest.append(Array(batch[(batch.count / 2)...]))
          rest.append(Array(batch[..<(batch.count / 2)]))
        } else {
          guard let text = batch.first, let half = EmbeddingBody.halved(text) else { throw error }
          log.note("a text of \(text.utf8.count) bytes is too long for \(name): its first half is embedded")
          rest.append([half])
        }
      }
    }
    return .done(BedrockRuntime.Embeddings(vectors: done, tokens: tokens))
  }
}
