import Core

extension ErrorCatalogue {
  /// Exceeded limits.
  static let limits: [ErrorCase] = [
    ErrorCase(
      "too-many-tokens", 429, "ThrottlingException", "Too many tokens, please wait before trying again.", .throttled,
      throttled, hints: ["max-tokens", "servicequotas"], commandLine: ["--max-tokens"]),
    ErrorCase(
      "throttled", 429, "ThrottlingException", "Too many requests, please wait before trying again.", .throttled,
      throttled, hints: ["too many requests", "attempts", "servicequotas"], commandLine: ["--max-attempts"]),
    ErrorCase(
      "daily-quota", 429, "ThrottlingException", "Too many tokens per day, please wait before trying again.", .quota,
      "this account's daily quota for sonnet-4.5 is used up",
      hints: ["tomorrow", "servicequotas"], commandLine: ["`sva models`"]),
    ErrorCase(
      "quota", 400, "ServiceQuotaExceededException", "Your request exceeds the service quota.", .quota,
      "a service quota of this account is exceeded", hints: ["servicequotas"]),
    ErrorCase(
      "not-ready", 429, "ModelNotReadyException", "Model is not ready for inference.", .throttled,
      "sonnet-4.5 is not ready to answer yet", hints: ["few minutes"]),
  ]

  /// Failures of the service.
  static let service: [ErrorCase] = [
    ErrorCase(
      "capacity", 503, "ServiceUnavailableException", "Bedrock is unable to process your request.", .serviceError,
      "Bedrock has no capacity for sonnet-4.5 at the moment", hints: ["global.", "region"]),
    ErrorCase(
      "model-timeout", 408, "ModelTimeoutException", "Model has timed out.", .timeout,
      "sonnet-4.5 took too long to answer",
      hints: ["limit", "max-tokens"], commandLine: ["--limit", "--max-tokens"]),
    ErrorCase(
      "model-error", 424, "ModelErrorException", "The model failed.", .serviceError,
      "sonnet-4.5 failed while answering", hints: ["model"], commandLine: ["--model"]),
    ErrorCase(
      "internal", 500, "InternalServerException", "Internal.", .serviceError, "Bedrock failed internally",
      hints: ["again", "health.aws"]),
    ErrorCase(
      "unknown-operation", 404, "UnknownOperationException", nil, .badResponse,
      "what answers for Bedrock does not know Converse",
      hints: ["AWS_ENDPOINT_URL"], commandLine: ["--endpoint-url"]),
  ]

  /// Responses without an error of Bedrock.
  static let statuses: [ErrorCase] = [
    ErrorCase("status-403", 403, nil, nil, .accessDenied, denied, hints: ["bedrock:InvokeModel", "proxy"]),
    ErrorCase(
      "status-404", 404, nil, nil, .badResponse,
      "nothing that speaks for Bedrock answered (HTTP 404 without an error of Bedrock's)",
      hints: ["AWS_ENDPOINT_URL", "us-east-1"], commandLine: ["--endpoint-url"]),
    ErrorCase(
      "status-429", 429, nil, nil, .throttled, throttled, hints: ["attempts"], commandLine: ["--max-attempts"]),
    ErrorCase(
      "status-gateway", 502, nil, nil, .serviceError, "a gateway before Bedrock could not reach it (HTTP 502)",
      hints: ["again", "proxy"]),
    ErrorCase(
      "status-5xx", 507, nil, nil, .serviceError, "Bedrock failed (HTTP 507)", hints: ["again", "health.aws"]),
    ErrorCase(
      "status-4xx", 418, "Teapot", "Short\nstout", .validation, "Bedrock refused the request (Teapot): Short",
      hints: ["debug"], commandLine: ["--debug"]),
    ErrorCase(
      "status-other", 302, nil, nil, .badResponse,
      "Bedrock answered with HTTP 302, which its API does not promise",
      hints: ["AWS_ENDPOINT_URL", "debug"], commandLine: ["--endpoint-url", "--debug"]),
  ]

  /// Exceptions that end a stream, by the number of requests of three attempts if nothing was shown yet.
  package static let exceptions: [(error: ErrorCase, requests: Int)] = [
    (
      ErrorCase(
        "throttled", 429, "throttlingException", "Too many requests, please wait before trying again.", .throttled,
        throttled, hints: ["attempts"], commandLine: ["--max-attempts"]), 3
    ),
    (
      ErrorCase(
        "internal", 500, "internalServerException", "Internal failure", .serviceError, "Bedrock failed internally",
        hints: ["again"]), 3
    ),
    (
      ErrorCase(
        "model-error", 424, "modelStreamErrorException", "The model broke off.", .serviceError,
        "sonnet-4.5 failed while answering", hints: ["model"], commandLine: ["--model"]), 3
    ),
    (
      ErrorCase(
        "model-timeout", 408, "ModelTimeoutException", "Model timed out", .timeout,
        "sonnet-4.5 took too long to answer", hints: ["limit"], commandLine: ["--limit"]), 3
    ),
    (
      ErrorCase(
        "capacity", 503, "serviceUnavailableException", "Bedrock is unable to process your request.", .serviceError,
        "Bedrock has no capacity for sonnet-4.5 at the moment", hints: ["again"]), 3
    ),
    (
      ErrorCase(
        "validation", 400, "validationException", "Something is malformed.", .validation,
        "Bedrock refused the request as malformed: Something is malformed.", hints: ["debug"], commandLine: ["--debug"]
      ), 1
    ),
    (
      ErrorCase(
        "invalid-identifier", 400, "validationException", "The provided model identifier is invalid.", .modelNotFound,
        notFound, hints: ["region"], commandLine: ["`sva models`"]), 1
    ),
    (
      ErrorCase(
        "stream-exception", 0, "brandNewException", "What?", .serviceError,
        "Bedrock broke the answer off (BrandNewException): What?", hints: ["again", "model"], commandLine: ["--model"]),
      1
    ),
  ]
}
