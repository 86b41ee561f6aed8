import Core

/// The catalogue's part about requests that a model will not take.
extension BedrockErrors {
  static let requests: [Rule] = [
    Rule(
      "too-long", fragments: ["input is too long", "prompt is too long", "exceeds the maximum number of input tokens"]
    ) { context, _ in
      Failure(
        .validation, "question, conversation and stories together are too long for \(context.modelName)",
        hint: "begin a new conversation (without --continue), or ask for fewer stories with --limit",
        moreHints: ["MAX_CONVERSATION_HISTORY bounds what is kept of a conversation"])
    },
    Rule("too-many-output-tokens", fragments: ["maximum tokens you requested exceeds"]) { context, error in
      let limit = number(after: "limit of ", in: error.message)
      return Failure(
        .validation, "\(context.modelName) does not write that many tokens",
        hint: limit.map { "ask with --max-tokens \($0) or fewer" } ?? "ask with a smaller --max-tokens")
    },
    Rule("parameter", fragments: ["is deprecated for this model", "cannot both be specified"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) does not take one of the parameters asked for",
        hint: "leave out --temperature")
    },
    Rule("no-prefill", fragments: ["assistant message prefill"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) needs a conversation that ends with a question",
        hint: "begin a new conversation: run it without --continue")
    },
    Rule("no-tools", fragments: ["support tool use"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) cannot use tools, so it cannot search",
        hint: "ask with --no-search, or choose a model that can: `sva models anthropic`",
        moreHints: ["some models use tools only with --no-stream"])
    },
    Rule("no-system", fragments: ["support system"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) takes no system prompt",
        hint: "choose another model: `sva models anthropic`")
    },
    Rule(
      "conversation",
      fragments: ["alternate between", "start with a user message", "expected toolresult", "toolconfig field must"]
    ) { _, _ in
      Failure(
        .validation, "Bedrock refused the conversation as it was kept",
        hint: "begin a new conversation: run it without --continue or --conversation")
    },
    Rule("scope", fragments: ["credential should be scoped"]) { context, _ in
      Failure(
        .badConfig, "the endpoint serves another region or service than was signed for",
        hint: "make --region (\(context.region)) and the endpoint URL name the same region",
        moreHints: ["AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_BEDROCK_RUNTIME and --endpoint-url set endpoints"])
    },
    Rule("validation", codes: ["ValidationException"]) { context, error in
      let message = error.message ?? ""
      return Failure(
        .validation,
        "Bedrock refused the request as malformed" + (message.isEmpty ? "" : ": " + firstLine(message)),
        hint: "check --model, --max-tokens and --temperature; --debug shows the request",
        moreHints: ["without --model: \(context.modelName) may not take what others do"])
    },
    Rule("conflict", codes: ["ConflictException"]) { _, _ in
      Failure(
        .serviceError, "Bedrock reports a conflict with another operation on the model",
        hint: "wait a moment and run it again")
    },
  ]

  /// The whole number that follows `marker`.
  static func number(after marker: String, in message: String?) -> Int? {
    guard let message, let start = message.firstRange(of: marker)?.upperBound else { return nil }
    return Int(message[start...].prefix { $0.isASCII && $0.isNumber })
  }

  /// The first line of a message, bounded.
  static func firstLine(_ message: String) -> String {
    String(message.prefix { !$0.isNewline }.prefix(300))
  }
}
