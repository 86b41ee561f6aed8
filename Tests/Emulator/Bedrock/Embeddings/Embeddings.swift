/// InvokeModel for embedding models.
struct Embeddings {
  let exchange: Exchange
  private var world: BedrockWorld { exchange.scenario.bedrock }

  /// The answer to a request whose caller may send it.
  func answer(_ body: JSON, _ model: Model) throws(ServiceError) -> Reply {
    guard let kind = EmbeddingKind(model.id) else {
      throw ServiceError(
        404, "UnknownOperationException", "The emulator plays InvokeModel for embedding models only.")
    }
    try checkQuota(model)
    let request = try EmbeddingRequest(body, kind)
    let maker = EmbeddingVector(dimensions: request.dimensions, frequencies: frequencies)
    // Only Titan promises vectors of length 1.
    let scale = kind == .titanText2 ? 1 : 1.7
    let answer = EmbeddingAnswer(
      kind: kind, texts: request.texts,
      vectors: request.texts.map { maker.vector(of: $0, isQuestion: request.isQuestion, scale: scale) },
      tokens: request.tokens, id: Text.uuid("embedding \(exchange.requestID)"))
    return Reply(
      200, type: "application/json",
      headers: [
        ("x-amzn-RequestId", exchange.requestID), ("x-amzn-bedrock-input-token-count", String(request.tokens)),
        ("x-amzn-bedrock-invocation-latency", "80"),
      ], body: .bytes(Array(answer.body.utf8)))
  }

  /// Refuses requests beyond the quota, which is that of a minute.
  private func checkQuota(_ model: Model) throws(ServiceError) {
    guard let quota = world.embeddingQuota else { return }
    let now = Platform.monotonic()
    let isAllowed: Bool = exchange.memory.with { values in
      var window = (values.windows["embeddings"] ?? []).filter { $0 > now - quota.seconds }
      let isAllowed = window.count < quota.requests
      if isAllowed { window.append(now) }
      values.windows["embeddings"] = window
      return isAllowed
    }
    if !isAllowed {
      throw ServiceError(
        429, "ThrottlingException", "Too many requests, please wait before trying again.")
    }
  }

  /// How often words occur in the space; counted once.
  private var frequencies: WordFrequencies {
    let space = exchange.scenario.storyblok.space
    if let known = exchange.memory.with({ $0.frequencies[space.edition] }) { return known }
    let counted = WordFrequencies(space)
    exchange.memory.with { $0.frequencies = [space.edition: counted] }
    return counted
  }
}

/// The requests for embeddings that an account may send.
public struct EmbeddingQuota: Sendable {
  /// How many; 0 for none at all.
  public var requests: Int
  /// In how many seconds: a minute, as the service counts, or less to keep tests short.
  public var seconds: Double

  public init(_ requests: Int, seconds: Double = 60) {
    self.requests = requests
    self.seconds = seconds
  }
}
