import Core

/// The catalogue's part about how much may be asked, and how often.
extension BedrockErrors {
  private static let throttling: Set<String> = [
    "ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded",
  ]

  static let limits: [Rule] = [
    Rule("daily-quota", fragments: ["tokens per day", "requests per day"]) { context, _ in
      Failure(
        .quota, "this account's daily quota for \(context.modelName) is used up",
        hint: "wait until tomorrow (UTC), or ask for more: " + quotas(context),
        moreHints: ["another model has a quota of its own: `sva models`"])
    },
    Rule("quota", codes: ["ServiceQuotaExceededException"]) { context, _ in
      Failure(
        .quota, "a service quota of this account is exceeded",
        hint: "ask for a higher one: " + quotas(context))
    },
    Rule("not-ready", codes: ["ModelNotReadyException"]) { context, _ in
      Failure(
        .throttled, "\(context.modelName) is not ready to answer yet" + tried(context),
        hint: "a model that was not used for a while is loaded first: try again in a few minutes")
    },
    Rule("too-many-tokens", codes: throttling, fragments: ["too many tokens"]) { context, _ in
      Failure(
        .throttled, throttled,
        hint: "the quota of tokens per minute is used up" + tried(context) + "; ask with a smaller --max-tokens",
        moreHints: ["a `global.` profile has more room; a higher quota: " + quotas(context)])
    },
    Rule("throttled", codes: throttling) { context, _ in
      Failure(
        .throttled, throttled,
        hint: "too many requests for this account" + tried(context) + "; wait, or raise --max-attempts",
        moreHints: ["a higher quota: " + quotas(context)])
    },
  ]

  private static func quotas(_ context: Context) -> String {
    "https://console.aws.amazon.com/servicequotas/home/services/bedrock/quotas?region=\(context.region)"
  }

  /// What was tried and for how long: ` (3 attempts in 4 s)`.
  static func tried(_ context: Context) -> String {
    guard let attempts = context.attempts, attempts > 1 else { return "" }
    let time = context.elapsed.map { " in \(max(1, $0.components.seconds)) s" } ?? ""
    return " (\(attempts) attempts\(time))"
  }
}
