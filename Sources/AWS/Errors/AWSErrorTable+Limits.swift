import Core
import HTTP

/// Errors of throttling and quotas.
extension AWSErrorTable {
  /// Rows for every service that set only whether to retry.
  static let retries: [ErrorRule] = [
    // A daily quota is not restored within the time of a retry.
    ErrorRule("per-day", .all, fragments: ["per day"], retry: .done, makeFailure: nil),
    ErrorRule("any-throttling", .all, codes: throttlingOfAnyService, status: 429, retry: .throttled, makeFailure: nil),
    ErrorRule("any-transient", .all, codes: transientOfAnyService, retry: .transient, makeFailure: nil),
  ]

  private static let throttlingOfAnyService: Set<String> = throttling.union([
    "ThrottledException", "RequestThrottledException", "RequestThrottled", "ProvisionedThroughputExceededException",
    "TransactionInProgressException", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
    "EC2ThrottledException",
  ])

  private static let transientOfAnyService: Set<String> = [
    "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete", "InternalServerException",
  ]

  /// The throttling codes of the services.
  static let throttling: Set<String> = [
    "ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded",
  ]

  static let limits: [ErrorRule] = [
    ErrorRule("daily-quota", .bedrock, fragments: ["tokens per day", "requests per day"]) { context, _ in
      Failure(
        .quota, "this account's daily quota for \(context.modelName) is used up",
        hint: "wait until tomorrow (UTC), or ask for more: \(context.quotas)",
        moreHints: ["another model has a quota of its own: `\(command: .listModels)`"])
    },
    ErrorRule("quota", .bedrock, codes: ["ServiceQuotaExceededException"]) { context, _ in
      Failure(
        .quota, "a service quota of this account is exceeded",
        hint: "ask for a higher one: \(context.quotas)")
    },
    ErrorRule("not-ready", .bedrock, codes: ["ModelNotReadyException"], status: 429, retry: .throttled) { context, _ in
      Failure(
        .throttled, "\(context.modelName) is not ready to answer yet" + context.attemptSummary,
        hint: "a model that was not used for a while is loaded first: try again in a few minutes")
    },
    ErrorRule("too-many-tokens", .bedrock, codes: throttling, fragments: ["too many tokens"]) { context, _ in
      Failure(
        .throttled, requestThrottled,
        hint:
          "the quota of tokens per minute is used up\(context.attemptSummary); ask with a smaller \(switch: .maxTokens)",
        moreHints: ["a `global.` profile has more room; a higher quota: \(context.quotas)"])
    },
    ErrorRule("throttled", .bedrock, codes: throttling) { context, _ in
      Failure(
        .throttled, requestThrottled,
        hint: "too many requests for this account\(context.attemptSummary); wait, or raise \(option: .attempts)",
        moreHints: ["a higher quota: \(context.quotas)"])
    },
  ]

  /// The first users of the assistant know this sentence. Do not change it.
  static let requestThrottled = "Request throttled. Please try again in a moment."
}
