import Core

/// Keys for tests. The program's own keys are declared by the modules that read them.
extension SettingKey {
  static let region = SettingKey(
    ["AWS_REGION", "AWS_DEFAULT_REGION"], option: "--region", "region", dotenv: ["AWS_REGION", "AWS_DEFAULT_REGION"])
  static let model = SettingKey(["BEDROCK_MODEL_ID"], option: "--model", "model", dotenv: ["BEDROCK_MODEL_ID"])
  static let token = SettingKey(["STORYBLOK_TOKEN"], "token", dotenv: ["STORYBLOK_TOKEN"], secret: true)
  static let keyID = SettingKey(["AWS_ACCESS_KEY_ID"], "key id", dotenv: ["AWS_ACCESS_KEY_ID"])
  static let attempts = SettingKey(["AWS_MAX_ATTEMPTS"], option: "--max-attempts", "attempts")
  static let limit = SettingKey(["DEFAULT_SEARCH_LIMIT"], option: "--limit", "limit", dotenv: ["DEFAULT_SEARCH_LIMIT"])
  static let timeout = SettingKey(["REQUEST_TIMEOUT"], option: "--timeout", "timeout", dotenv: ["REQUEST_TIMEOUT"])
  static let debug = SettingKey(["DEBUG"], option: "--debug", "debug", dotenv: ["DEBUG"])

  /// All of them.
  static let samples: [SettingKey] = [.region, .model, .token, .keyID, .attempts, .limit, .timeout, .debug]
}
