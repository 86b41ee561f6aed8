public import Core

/// The settings of requests.
extension SettingKey {
  /// Seconds without progress before a request is given up.
  public static let timeout = SettingKey(
    ["REQUEST_TIMEOUT"], option: "--timeout", "seconds without progress before a request is given up",
    fallback: "30; Bedrock Runtime 120, ask without streaming 600", dotenv: ["REQUEST_TIMEOUT"])
  /// The largest number of attempts for a request that may be retried.
  public static let attempts = SettingKey(
    ["AWS_MAX_ATTEMPTS"], option: "--max-attempts", "attempts for a request that may be retried",
    fallback: "3; Storyblok 4")

  /// All of them, in the order of the documentation.
  public static let http: [SettingKey] = [.timeout, .attempts]
}
