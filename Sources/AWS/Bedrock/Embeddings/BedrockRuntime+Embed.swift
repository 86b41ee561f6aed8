import Core
import HTTP

extension BedrockRuntime {
  /// The vectors of some texts, and what they cost.
  struct Embeddings: Sendable, Equatable {
    /// One vector a text, in order, each of unit length.
    var vectors: [[Float]]
    /// The tokens that the service counted; nil if it did not tell.
    var tokens: Int?
  }

  /// The outcome of a request for embeddings.
  enum Embedding: Sendable {
    case done(Embeddings)
    /// A 429, with the time that the service asks to wait.
    case throttled(retryAfter: Duration?, Failure)
  }

  /// Embeds `texts` with one request, which is not sent again when it is throttled.
  ///
  /// - Parameter texts: at most as many as the model takes at once, none of them empty.
  /// - Throws: `Failure` by the table of error codes; `bad_response` for vectors that do not fit.
  func embed(
    _ texts: [String], as purpose: EmbeddingPurpose, with model: EmbeddingModel, retriesThrottled: Bool = false
  ) async throws(Failure) -> Embedding {
    var call = AWSCall(
      .bedrockRuntime, "InvokeModel", method: "POST",
      path: "/model/" + PercentEncoding.component(model.choice.used) + "/invoke",
      headers: ["Content-Type": "application/json", "Accept": "application/json"],
      body: EmbeddingBody.bytes(texts, as: purpose, family: model.family), limits: limits)
    call.retriesThrottled = retriesThrottled
    // A time for the whole: the answer is no stream.
    call.limits.total = .seconds(600)
    let exchange = Exchange(self, call, model: model.choice)
    let response = try await exchange.named { () async throws(Failure) in try await client.send(exchange.call) }
    guard response.status == 200 else {
      let failure = await exchange.failure(response)
      guard failure.code == .throttled else { throw failure }
      let asked = response.headers["Retry-After"].flatMap {
        HTTPDate.retryAfter($0, now: environment.clock.seconds)
      }
      return .throttled(retryAfter: asked, failure)
    }
    do throws(EmbeddingAnswer.Fault) {
      let vectors = try EmbeddingAnswer.vectors(
        response.body, family: model.family, count: texts.count, dimensions: model.dimensions)
      return .done(
        Embeddings(vectors: vectors, tokens: response.headers.count("x-amzn-bedrock-input-token-count")))
    } catch {
      throw Self.unreadable(error, model).counting(response)
    }
  }

  private static func unreadable(_ fault: EmbeddingAnswer.Fault, _ model: EmbeddingModel) -> Failure {
    Failure(
      .badResponse, "the answer of \(model.choice.used) \(fault.reason)",
      hint: "check that the model behind that name is of the family \(model.family.name), and \(option: .endpoint)",
      moreHints: ["\(switch: .debug) shows the answer"], service: AWSService.bedrockRuntime.id)
  }
}
