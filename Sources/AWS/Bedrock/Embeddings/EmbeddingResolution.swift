import Core

/// Resolves the name of an embedding model, as pure functions.
enum EmbeddingResolution: Equatable {
  /// The model.
  case model(EmbeddingModel)
  /// An application inference profile, whose base model must be asked for.
  case profile(ModelChoice)

  /// Resolves `requested` without a request. A whole id is used as it is.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates, or with the models that are known.
  static func resolve(_ requested: String, region: String) throws(Failure) -> EmbeddingResolution {
    let name = ModelName.withoutAffixes(requested)
    func choice(_ used: String) -> ModelChoice { ModelChoice(requested: requested, used: used, isCertain: false) }
    if let arn = ARN(name), arn.service == "bedrock", arn.resource.hasPrefix("application-inference-profile/") {
      return .profile(choice(name))
    }
    if ModelName.looksLikeApplicationProfile(name) { return .profile(choice(name)) }
    let base = ModelName.baseID(of: name)
    if let family = EmbeddingFamily(of: base), name.hasPrefix("arn:") || isWhole(base) {
      return .model(EmbeddingModel(choice(name), family: family, base: base))
    }
    let candidates = ARN(name) == nil ? EmbeddingTable.candidates(name) : []
    guard candidates.count == 1, let entry = candidates.first, let family = EmbeddingFamily(of: entry.id) else {
      throw notFound(requested, candidates.map(\.id))
    }
    let geography = ModelName.geography(of: name)
    if let geography, !entry.geographies.contains(geography) {
      throw notFound(requested, entry.geographies.isEmpty ? [entry.id] : entry.geographies.map { "\($0).\(entry.id)" })
    }
    let used = EmbeddingTable.invocationID(of: entry, region: region, geography: geography)
    return .model(EmbeddingModel(choice(used), family: family, base: entry.id))
  }

  /// The model of an application inference profile.
  ///
  /// - Throws: `Failure` `model_not_found` if it is no embedding model of a known family.
  static func model(_ choice: ModelChoice, of profile: InferenceProfile) throws(Failure) -> EmbeddingModel {
    for base in profile.baseModelIDs {
      guard let family = EmbeddingFamily(of: base) else { continue }
      var choice = choice
      choice.modelARNs = profile.modelARNs
      return EmbeddingModel(choice, family: family, base: base)
    }
    var failure = notFound(choice.requested, [])
    let models = profile.baseModelIDs.joined(separator: ", ")
    if !models.isEmpty { failure.hints.insert("that profile is of \(models)", at: 0) }
    throw failure
  }

  /// Whether an id is complete: `cohere.embed-v4` lacks its revision.
  private static func isWhole(_ base: String) -> Bool {
    EmbeddingTable.entry(for: base) != nil || base.contains(":")
      || !EmbeddingTable.entries.contains { $0.id.hasPrefix(base) }
  }

  private static func notFound(_ name: String, _ candidates: [String]) -> Failure {
    let all = EmbeddingTable.entries.map(\.id).joined(separator: ", ")
    guard candidates.isEmpty else {
      return Failure(
        .modelNotFound, "Model \(name) not found. Please check the model ID.",
        hint: "\(name) may be any of: \(candidates.joined(separator: ", "))", service: AWSService.bedrockRuntime.id)
    }
    return Failure(
      .modelNotFound, "Model \(name) not found. Please check the model ID.",
      hint: "embedding models: \(all)", moreHints: ["or titan, cohere, nova for the newest of each"],
      service: AWSService.bedrockRuntime.id)
  }
}
