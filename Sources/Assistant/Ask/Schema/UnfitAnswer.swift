import AWS
import Core

/// The failure for an answer that is not in the form of the schema.
struct UnfitAnswer {
  /// The failure.
  let failure: Failure

  /// An answer that does not fit a second time; `wrong` says what and where.
  init(_ model: ModelChoice, wrong: String) {
    failure = Self.failure(
      "the answer of \(model.requested) does not fit the schema: \(wrong)",
      ["ask more precisely, or allow in \(switch: .schema) what the answer needs", Self.other])
  }

  /// An answer that ended before it was whole, of a request that was to allow `limit` tokens.
  init(_ answer: ConverseResponse, _ model: ModelChoice, limit: Int, _ guardrail: GuardrailIntervention?) {
    let name = model.requested
    switch answer.stopReason {
    case .maxTokens:
      let tokens = answer.tokenLimit ?? limit
      failure = Self.failure(
        "the answer of \(name) was cut at \(tokens) tokens before it was whole",
        tokens < limit ? [EmptyAnswer.noMore] : ["allow more: \(switch: .maxTokens) \(tokens * 2)", Self.other])
    case .guardrail:
      let words = (guardrail ?? GuardrailIntervention()).words
      failure = Self.failure(
        words, ["ask in other words; the guardrail's message is partial_response of \(switch: .json)"])
    case .refusal:
      failure = Self.failure("\(name) refused to answer", ["ask in other words", Self.other])
    case .filtered:
      failure = Self.failure("the service withheld the answer of \(name)", ["ask in other words", Self.other])
    case .windowExceeded:
      failure = Self.failure(
        "the conversation leaves \(name) no room for an answer",
        ["begin a new conversation, or ask for fewer stories with \(switch: .resultLimit)", Self.other])
    case let reason:
      failure = Self.failure(
        "the answer of \(name) ended early (\(reason.rawValue.prefix(scalars: 100)))", ["run it again", Self.other])
    }
  }

  private static let other: Remedy = "or choose another model with \(option: .model)"

  private static func failure(_ sentence: String, _ hints: [Remedy]) -> Failure {
    Failure(
      .badResponse, sentence, hint: hints[0], moreHints: Array(hints.dropFirst()),
      service: AWSService.bedrockRuntime.id)
  }
}
