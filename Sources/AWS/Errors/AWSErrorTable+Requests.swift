import Core
import HTTP

/// Errors of requests that a model does not accept.
extension AWSErrorTable {
  static let requests: [ErrorRule] = [
    // Parts that can be removed from the request.
    ErrorRule(
      "temperature", .bedrock, fragments: ["deprecated", "cannot both", "not supported"],
      when: { _, error in error.message?.lowercased().contains("temperature") ?? false },
      reason: { _ in .temperatureRefused }, makeFailure: nil),
    ErrorRule(
      "cache-points", .bedrock, fragments: ["prompt caching", "cachepoint"], reason: { _ in .cachePointsRefused },
      makeFailure: nil),
    ErrorRule(
      "tools-in-stream", .bedrock, fragments: ["tool use in streaming mode"], reason: { _ in .toolsInStreamRefused },
      makeFailure: nil),
    ErrorRule(
      "too-long", .bedrock,
      fragments: ["input is too long", "prompt is too long", "exceeds the maximum number of input tokens"]
    ) { context, _ in
      Failure(
        .validation, "question, conversation and stories together are too long for \(context.modelName)",
        hint:
          "begin a new conversation (without \(switch: .continueLast)), or ask for fewer stories with \(switch: .resultLimit)",
        moreHints: ["MAX_CONVERSATION_HISTORY bounds what is kept of a conversation"])
    },
    ErrorRule(
      "too-many-output-tokens", .bedrock,
      fragments: ["maximum tokens you requested exceeds", "maximum allowed number of output tokens"],
      reason: { .tooManyTokens(limit: outputLimit($0.message)) }
    ) { context, error in
      let limit = outputLimit(error.message)
      return Failure(
        .validation, "\(context.modelName) does not write that many tokens",
        hint: limit.map { "ask with \(switch: .maxTokens) \($0) or fewer" }
          ?? "ask with a smaller \(switch: .maxTokens)")
    },
    ErrorRule("parameter", .bedrock, fragments: ["is deprecated for this model", "cannot both be specified"]) {
      context, _ in
      Failure(
        .validation, "\(context.modelName) does not take one of the parameters asked for",
        hint: "leave out \(switch: .temperature)")
    },
    ErrorRule("no-prefill", .bedrock, fragments: ["assistant message prefill"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) needs a conversation that ends with a question",
        hint: "begin a new conversation: run it without \(switch: .continueLast)")
    },
    ErrorRule("no-tools", .bedrock, fragments: ["support tool use"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) cannot use tools, so it cannot search",
        hint:
          "ask with \(switch: .noSearch), or choose a model that can: `\(command: .listModels(matching: "anthropic"))`",
        moreHints: ["some models use tools only with \(switch: .noStream)"])
    },
    ErrorRule("no-system", .bedrock, fragments: ["support system"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) takes no system prompt",
        hint: "choose another model: `\(command: .listModels(matching: "anthropic"))`")
    },
    ErrorRule(
      "conversation", .bedrock,
      fragments: ["alternate between", "start with a user message", "expected toolresult", "toolconfig field must"]
    ) { _, _ in
      Failure(
        .validation, "Bedrock refused the conversation as it was kept",
        hint: "begin a new conversation: run it without \(switch: .continueLast) or \(switch: .conversation)")
    },
    ErrorRule("scope", .bedrock, fragments: ["credential should be scoped"]) { context, _ in
      Failure(
        .badConfig, "the endpoint serves another region or service than was signed for",
        hint: "make \(option: .region) (\(context.region)) and the endpoint URL name the same region",
        moreHints: ["AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_BEDROCK_RUNTIME and \(option: .endpoint) set endpoints"])
    },
    ErrorRule("validation", .bedrock, codes: ["ValidationException"], status: 400) { context, error in
      let message = error.message ?? ""
      return Failure(
        .validation,
        "Bedrock refused the request as malformed" + (message.isEmpty ? "" : ": " + firstLine(message)),
        hint:
          "check \(option: .model), \(switch: .maxTokens) and \(switch: .temperature); \(switch: .debug) shows the request",
        moreHints: ["without \(option: .model): \(context.modelName) may not take what others do"])
    },
    ErrorRule("conflict", .bedrock, codes: ["ConflictException"]) { _, _ in
      Failure(
        .serviceError, "Bedrock reports a conflict with another operation on the model",
        hint: "wait a moment and run it again")
    },
  ]

  /// The limit in `exceeds the model limit of LIMIT` and `max_tokens: N > LIMIT, which is the maximum allowed number`.
  private static func outputLimit(_ message: String?) -> Int? {
    number(after: "limit of ", in: message) ?? number(after: "> ", in: message)
  }

  /// The number that follows `marker`.
  private static func number(after marker: String, in message: String?) -> Int? {
    guard let message, let start = message.firstRange(of: marker)?.upperBound else { return nil }
    return Int(message[start...].prefix { $0.isASCII && $0.isNumber })
  }

  /// The first line of a message, cut to a limited length.
  static func firstLine(_ message: String) -> String {
    String(message.prefix { !$0.isNewline }.prefix(300))
  }
}

extension Failure.Reason {
  /// The model does not accept a temperature.
  static let temperatureRefused = Failure.Reason("temperature")
  /// The model does not accept cache points.
  static let cachePointsRefused = Failure.Reason("cache-points")
  /// The model supports tools only without streaming.
  static let toolsInStreamRefused = Failure.Reason("tools-in-stream")
  /// `maxTokens` exceeds the model's limit, which is nil if the service does not state it.
  static func tooManyTokens(limit: Int?) -> Failure.Reason { Failure.Reason("output-tokens", value: limit) }
}
