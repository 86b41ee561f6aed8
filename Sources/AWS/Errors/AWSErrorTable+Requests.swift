import Core
import HTTP

/// Errors of requests that a model does not accept.
extension AWSErrorTable {
  static let requests: [ErrorRule] = [
    // Parts that can be removed from the request.
    ErrorRule(
      "temperature", .bedrock, fragments: ["deprecated", "cannot both", "not supported", "may only be set to 1"],
      when: { _, error in error.message?.lowercased().contains("temperature") ?? false },
      reason: { _ in .temperatureRefused }, makeFailure: nil),
    ErrorRule(
      "cache-points", .bedrock, fragments: ["prompt caching", "cachepoint"], reason: { _ in .cachePointsRefused },
      makeFailure: nil),
    ErrorRule(
      "tools-in-stream", .bedrock, fragments: ["tool use in streaming mode"], reason: { _ in .toolsInStreamRefused },
      makeFailure: nil),
    ErrorRule(
      "reasoning", .bedrock, fragments: reasoningRefusals, reason: { _ in .reasoningRefused }
    ) { context, _ in
      Failure(
        .validation, "\(context.modelName) does not take the reasoning in the conversation",
        hint: "begin a new conversation: run it without \(switch: .continueLast) or \(switch: .conversation)")
    },
    ErrorRule(
      "context", .bedrock, fragments: ["exceed context limit"],
      reason: { .contextExceeded(room: room($0.message)) }
    ) { context, _ in
      Failure(
        .validation, "question, conversation and stories leave \(context.modelName) no room for that long an answer",
        hint: "ask with a smaller \(switch: .maxTokens), or begin a new conversation (without \(switch: .continueLast))"
      )
    },
    ErrorRule(
      "too-long", .bedrock,
      fragments: [
        "input is too long", "prompt is too long", "exceeds the maximum number of input tokens",
        "input tokens exceeded", "number of input tokens exceeds",
      ],
      reason: { .inputTooLong(allowed: allowance($0.message)) }
    ) { context, _ in
      Failure(
        .validation, "question, conversation and stories together are too long for \(context.modelName)",
        hint:
          "begin a new conversation (without \(switch: .continueLast)), or ask for fewer stories with \(switch: .resultLimit)",
        moreHints: ["MAX_CONVERSATION_HISTORY bounds what is kept for \(switch: .continueLast)"])
    },
    ErrorRule(
      "search-results", .bedrock,
      when: { _, error in refusesSearchResults(error.message?.lowercased() ?? "") },
      reason: { _ in .searchResultsRefused }, makeFailure: nil),
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
    ErrorRule(
      "parameter", .bedrock,
      fragments: ["is deprecated for this model", "cannot both be specified", "`temperature` may only be set"]
    ) { context, _ in
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
        .badConfig, otherScope,
        hint: "make \(option: .region) (\(context.region)) and the endpoint URL name the same region",
        moreHints: ["AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_BEDROCK_RUNTIME and \(option: .endpoint) set endpoints"])
    },
    ErrorRule("validation", .bedrock, codes: ["ValidationException"], status: 400, makeFailure: malformed),
    // A code can be lost on the way. Status and message tell as much.
    ErrorRule(
      "validation-without-code", .bedrock, statuses: 400...400,
      when: { _, error in error.code == nil && error.message != nil }, makeFailure: malformed),
    ErrorRule("conflict", .bedrock, codes: ["ConflictException"]) { _, _ in
      Failure(
        .serviceError, "Bedrock reports a conflict with another operation on the model",
        hint: "wait a moment and run it again")
    },
  ]

  /// The sentence for a signature that is for another region or service than the endpoint's.
  static let otherScope = "the endpoint serves another region or service than was signed for"

  private static let malformed: ErrorRule.MakeFailure = { context, error in
    let message = error.message ?? ""
    var failure = Failure(
      .validation,
      "Bedrock refused the request as malformed" + (message.isEmpty ? "" : ": " + firstLine(message)),
      hint:
        "check \(option: .model), \(switch: .maxTokens) and \(switch: .temperature)",
      moreHints: [
        "without \(option: .model): \(context.modelName) may not take what others do",
        "\(switch: .debug) shows the request",
      ])
    failure.reason = .malformed
    return failure
  }

  /// How the service refuses reasoning of earlier messages: without a signature, with another model's, or at all.
  private static let reasoningRefusals = [
    "`signature` in `thinking`", "signature in thinking", "thinking.signature", "redacted_thinking.data",
    "reasoningcontent", "reasoning content", "encrypted reasoning",
    "`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified",
  ]

  /// Whether the message, in lower case, refuses search results or citations: by name, or as a kind of content that it
  /// names no other of.
  private static func refusesSearchResults(_ message: String) -> Bool {
    if ["searchresult", "search_result", "search result", "citation"].contains(where: { message.contains($0) }) {
      return true
    }
    return ["unsupported content", "content block", "content type"].contains { message.contains($0) }
      && !["image", "document", "video", "audio", "tool", "reasoning"].contains { message.contains($0) }
  }

  /// The thousandths of an input that are allowed, from `prompt is too long: INPUT tokens > LIMIT maximum`.
  private static func allowance(_ message: String?) -> Int? {
    guard let input = number(after: "too long: ", in: message), let limit = number(after: "> ", in: message),
      input > limit, limit > 0, input < 1 << 40
    else { return nil }
    return limit * 1000 / input
  }

  /// The tokens that the input leaves for the answer, from `exceed context limit: INPUT + OUTPUT > LIMIT`; 0 if the
  /// message does not say.
  private static func room(_ message: String?) -> Int {
    guard let input = number(after: "context limit: ", in: message), let limit = number(after: "> ", in: message)
    else { return 0 }
    return max(0, limit - input)
  }

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
    String(message.prefix { !$0.isNewline }.prefix(scalars: 300))
  }
}

extension Failure.Reason {
  /// The request is refused in words that no other row knows.
  static let malformed = Failure.Reason("malformed")
  /// The model does not accept a temperature.
  static let temperatureRefused = Failure.Reason("temperature")
  /// The model does not accept cache points.
  static let cachePointsRefused = Failure.Reason("cache-points")
  /// The model does not accept the reasoning in the messages.
  static let reasoningRefused = Failure.Reason("reasoning")
  /// The input alone is too long for the model, which takes that many thousandths of it; nil if the service does not
  /// state it.
  static func inputTooLong(allowed: Int?) -> Failure.Reason { Failure.Reason("input-too-long", value: allowed) }
  /// The model does not accept search results or their citations.
  static let searchResultsRefused = Failure.Reason("search-results")
  /// Input and `maxTokens` together exceed the model's context; the input leaves `room` tokens.
  static func contextExceeded(room: Int) -> Failure.Reason { Failure.Reason("context", value: room) }
  /// The model supports tools only without streaming.
  static let toolsInStreamRefused = Failure.Reason("tools-in-stream")
  /// `maxTokens` exceeds the model's limit, which is nil if the service does not state it.
  static func tooManyTokens(limit: Int?) -> Failure.Reason { Failure.Reason("output-tokens", value: limit) }
}
