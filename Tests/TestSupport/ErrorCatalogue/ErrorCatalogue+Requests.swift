import Core

extension ErrorCatalogue {
  /// Models that do not exist.
  static let models: [ErrorCase] = [
    ErrorCase(
      "on-demand", 400, "ValidationException",
      "Invocation of model ID \(base) with on-demand throughput isn\u{2019}t supported. Retry your request with the ID or ARN of an inference profile that contains this model.",
      .modelNotFound, "sonnet-4.5 can be called only by an inference profile",
      hints: ["model us.\(base)"], commandLine: ["--model us.\(base)", "`sva models \(base)`"]),
    ErrorCase(
      "invalid-identifier", 400, "ValidationException", "The provided model identifier is invalid.", .modelNotFound,
      notFound, hints: ["region"], commandLine: ["`sva models`", "--region"]),
    ErrorCase(
      "end-of-life", 404, "ResourceNotFoundException",
      "This model version has reached the end of its life. Please refer to the AWS documentation.", .modelNotFound,
      "sonnet-4.5 has reached the end of its life and answers no more",
      hints: ["active model"], commandLine: ["`sva models`", "--model"]),
    ErrorCase(
      "not-found", 404, "ResourceNotFoundException",
      "Could not resolve the foundation model from the provided model identifier.", .modelNotFound, notFound,
      hints: ["region"], commandLine: ["`sva models`", "--region"]),
  ]

  /// Requests that a model does not accept.
  static let requests: [ErrorCase] = [
    ErrorCase(
      "parameter", 400, "ValidationException",
      "The model returned the following errors: `temperature` and `top_p` cannot both be specified for this model. Please use only one.",
      .validation, "sonnet-4.5 does not take one of the parameters asked for",
      hints: ["temperature"], commandLine: ["--temperature"]),
    ErrorCase(
      "no-prefill", 400, "ValidationException",
      "This model does not support assistant message prefill. The conversation must end with a user message.",
      .validation, "sonnet-4.5 needs a conversation that ends with a question",
      hints: ["new conversation"], commandLine: ["without --continue"]),
    ErrorCase(
      "too-long", 400, "ValidationException", "prompt is too long: 210000 tokens > 200000 maximum", .validation,
      tooLong, hints: ["MAX_CONVERSATION_HISTORY"], commandLine: ["--limit", "--continue"]),
    ErrorCase(
      "too-long", 400, "ValidationException", "Input is too long for requested model.", .validation, tooLong,
      hints: ["MAX_CONVERSATION_HISTORY"], commandLine: ["--limit", "--continue"]),
    ErrorCase(
      "too-long", 400, "ValidationException",
      "The model returned the following errors: Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.",
      .validation, tooLong, hints: ["MAX_CONVERSATION_HISTORY"], commandLine: ["--limit", "--continue"],
      unrecorded: true),
    ErrorCase(
      "context", 400, "ValidationException",
      "The model returned the following errors: input length and `max_tokens` exceed context limit: 200000 + 4096 > 200000, decrease input length or `max_tokens` and try again",
      .validation,
      "question, conversation and stories leave sonnet-4.5 no room for that long an answer",
      hints: ["new conversation"], commandLine: ["--max-tokens", "--continue"], unrecorded: true),
    ErrorCase(
      "reasoning", 400, "ValidationException",
      "The model returned the following errors: messages.1.content.0: Invalid `signature` in `thinking` block",
      .validation, "sonnet-4.5 does not take the reasoning in the conversation", hints: ["new conversation"],
      commandLine: ["--continue", "--conversation"], unrecorded: true),
    ErrorCase(
      "parameter", 400, "ValidationException",
      "The model returned the following errors: `temperature` may only be set to 1 when thinking is enabled.",
      .validation, "sonnet-4.5 does not take one of the parameters asked for", hints: ["leave out"],
      commandLine: ["--temperature"], unrecorded: true),
    ErrorCase(
      "validation-without-code", 400, nil,
      "This model doesn't support the video content block that you provided. Update the content block and try again.",
      .validation,
      "Bedrock refused the request as malformed: This model doesn't support the video content block that you provided.",
      hints: ["debug"], commandLine: ["--model", "--debug"]),
    ErrorCase(
      "too-many-output-tokens", 400, "ValidationException",
      "The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096.",
      .validation, "sonnet-4.5 does not write that many tokens",
      hints: ["max-tokens 4096"], commandLine: ["--max-tokens 4096"]),
    ErrorCase(
      "no-system", 400, "ValidationException", "This model doesn't support system prompts.", .validation,
      "sonnet-4.5 takes no system prompt", hints: ["choose another model"], commandLine: ["`sva models anthropic`"]),
    ErrorCase(
      "no-tools", 400, "ValidationException", "This model doesn't support tool use in streaming mode.", .validation,
      "sonnet-4.5 cannot use tools, so it cannot search",
      hints: ["no-search", "no-stream"], commandLine: ["--no-search", "--no-stream", "`sva models anthropic`"]),
    ErrorCase(
      "conversation", 400, "ValidationException", "A conversation must alternate between user and assistant roles.",
      .validation, conversation, hints: ["new conversation"], commandLine: ["--continue", "--conversation"]),
    ErrorCase(
      "conversation", 400, "ValidationException",
      "Expected toolResult blocks at messages.2.content for the following Ids: tooluse_1", .validation, conversation,
      hints: ["new conversation"], commandLine: ["--continue", "--conversation"]),
    ErrorCase(
      "scope", 403, "InvalidScope", "Credential should be scoped to a valid region.", .badConfig, scope,
      hints: ["region", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME"], commandLine: ["--region", "--endpoint-url"]),
    ErrorCase(
      "scope", 403, "InvalidSignatureException", "Credential should be scoped to a valid region.", .badConfig, scope,
      hints: ["region", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME"], commandLine: ["--region", "--endpoint-url"]),
    ErrorCase(
      "validation", 400, "ValidationException",
      "1 validation error detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1\nsecond line",
      .validation,
      "Bedrock refused the request as malformed: 1 validation error detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1",
      hints: ["max-tokens", "debug"], commandLine: ["--model", "--max-tokens", "--temperature", "--debug"]),
    ErrorCase(
      "conflict", 400, "ConflictException", "Conflict", .serviceError,
      "Bedrock reports a conflict with another operation on the model", hints: ["wait", "again"]),
  ]

  private static let tooLong = "question, conversation and stories together are too long for sonnet-4.5"
  private static let conversation = "Bedrock refused the conversation as it was kept"
  private static let scope = "the endpoint serves another region or service than was signed for"
}
