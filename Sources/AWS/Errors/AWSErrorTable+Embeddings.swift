import Core
import HTTP

/// Errors of requests for embeddings. The texts are cut to the limits that are known; these tell of others.
extension AWSErrorTable {
  static let embeddings: [ErrorRule] = [
    ErrorRule(
      "embedding-too-long", .bedrock, statuses: 400...400,
      fragments: ["too many input tokens", "expected maxlength", "input is too long", "too many tokens"],
      when: isEmbedding, reason: { _ in .embeddingTooLong }
    ) { context, _ in
      Failure(
        .validation, "a text is too long for \(context.modelName), even when it is cut",
        hint: "choose another model: \(option: .embeddingModel)=titan, cohere or nova")
    },
    ErrorRule(
      "embedding-family", .bedrock, statuses: 400...400, fragments: ["required key", "extraneous key"],
      when: isEmbedding
    ) { context, error in
      Failure(
        .validation,
        "\(context.modelName) does not take the requests of \(family(context)): " + firstLine(error.message ?? ""),
        hint: "give the id of the model itself: \(option: .embeddingModel)=amazon.titan-embed-text-v2:0",
        moreHints: ["\(switch: .debug) shows the request"])
    },
    ErrorRule("embedding-malformed", .bedrock, codes: ["ValidationException"], when: isEmbedding) { context, error in
      Failure(
        .validation,
        "Bedrock refused the request for embeddings of \(context.modelName)"
          + (error.message.map { ": " + firstLine($0) } ?? ""),
        hint: "check \(option: .embeddingModel) and BEDROCK_EMBEDDING_MODEL_ID; \(switch: .debug) shows the request")
    },
  ]

  private static let isEmbedding: @Sendable (AWSErrorContext, AWSServiceError) -> Bool = { context, _ in
    context.isEmbedding
  }

  /// The family that the model was taken for.
  private static func family(_ context: AWSErrorContext) -> String {
    let base = context.model.map { ModelName.baseID(of: $0.modelARNs.first ?? $0.used) } ?? ""
    return EmbeddingFamily(of: base)?.name ?? "the family it was taken for"
  }
}

extension Failure.Reason {
  /// A text has more tokens or characters than the embedding model takes.
  static let embeddingTooLong = Failure.Reason("embedding-too-long")
}
