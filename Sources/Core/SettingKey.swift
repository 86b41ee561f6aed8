/// A setting the user can make: its option, its variables in order of precedence, and what it means.
///
/// This table is the one truth for the contract's settings: lookup, help, man page, `whoami` and the `.env`
/// allow-list all read it.
public struct SettingKey: Sendable, Hashable {
  /// The name users know it by; its first variable.
  public var name: String { variables[0] }
  /// The variables that set it, strongest first.
  public let variables: [String]
  /// The option that sets it, with dashes, where there is one.
  public let option: String?
  /// What it means, in one line for help and man page.
  public let summary: String
  /// The value when nothing sets it, in words.
  public let fallback: String?
  /// Which of the variables a `.env` file may set (contract §2): what a file in a folder one happens to stand in
  /// may decide without being able to run a program or send keys elsewhere.
  public let dotenvVariables: [String]
  /// Whether the value must never be shown.
  public let isSecret: Bool

  init(
    _ variables: [String], option: String? = nil, _ summary: String, fallback: String? = nil,
    dotenv: [String] = [], secret: Bool = false
  ) {
    self.variables = variables
    self.option = option
    self.summary = summary
    self.fallback = fallback
    self.dotenvVariables = dotenv
    self.isSecret = secret
  }
}

extension SettingKey {
  /// The AWS access key id.
  public static let accessKeyID = SettingKey(
    ["AWS_ACCESS_KEY_ID"], "AWS access key id", dotenv: ["AWS_ACCESS_KEY_ID"])
  /// The AWS secret access key.
  public static let secretAccessKey = SettingKey(
    ["AWS_SECRET_ACCESS_KEY"], "AWS secret access key", dotenv: ["AWS_SECRET_ACCESS_KEY"], secret: true)
  /// The AWS session token of temporary credentials.
  public static let sessionToken = SettingKey(
    ["AWS_SESSION_TOKEN"], "session token of temporary AWS credentials", dotenv: ["AWS_SESSION_TOKEN"],
    secret: true)
  /// A Bedrock API key.
  public static let bedrockAPIKey = SettingKey(
    ["AWS_BEARER_TOKEN_BEDROCK"], "Bedrock API key, used for Bedrock instead of AWS credentials",
    dotenv: ["AWS_BEARER_TOKEN_BEDROCK"], secret: true)
  /// The profile of the AWS shared files.
  public static let profile = SettingKey(
    ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], option: "--profile", "profile of the AWS shared files",
    fallback: "default", dotenv: ["AWS_PROFILE"])
  /// The AWS region.
  public static let region = SettingKey(
    ["AWS_REGION", "AWS_DEFAULT_REGION"], option: "--region", "AWS region",
    fallback: "the profile's region, else us-east-1", dotenv: ["AWS_REGION", "AWS_DEFAULT_REGION"])
  /// The model.
  public static let model = SettingKey(
    ["BEDROCK_MODEL_ID"], option: "--model", "model id, ARN, inference profile or near name",
    fallback: "anthropic.claude-sonnet-4-5-v1:0", dotenv: ["BEDROCK_MODEL_ID"])
  /// The Storyblok token; never an option, because options show in process lists.
  public static let storyblokToken = SettingKey(
    ["STORYBLOK_TOKEN"], "Storyblok token: personal, OAuth, preview or public", dotenv: ["STORYBLOK_TOKEN"],
    secret: true)
  /// The Storyblok space id.
  public static let space = SettingKey(
    ["STORYBLOK_SPACE_ID"], option: "--space", "Storyblok space id",
    fallback: "the space a delivery token belongs to", dotenv: ["STORYBLOK_SPACE_ID"])
  /// The Storyblok region.
  public static let storyblokRegion = SettingKey(
    ["STORYBLOK_REGION"], option: "--storyblok-region", "Storyblok region: eu, us, ca, ap or cn",
    fallback: "derived from the space id", dotenv: ["STORYBLOK_REGION"])
  /// The Storyblok base URL.
  public static let storyblokBase = SettingKey(
    ["STORYBLOK_API_BASE"], option: "--api-base", "Storyblok base URL", fallback: "the region's public host",
    dotenv: ["STORYBLOK_API_BASE"])
  /// Seconds without progress before a request is given up.
  public static let timeout = SettingKey(
    ["REQUEST_TIMEOUT"], option: "--timeout", "seconds without progress before a request is given up",
    fallback: "30; Bedrock Runtime 120", dotenv: ["REQUEST_TIMEOUT"])
  /// Attempts in all for a request that may be retried.
  public static let attempts = SettingKey(
    ["AWS_MAX_ATTEMPTS"], option: "--max-attempts", "attempts for a request that may be retried",
    fallback: "3; Storyblok 4")
  /// How many results are wanted.
  public static let limit = SettingKey(
    ["DEFAULT_SEARCH_LIMIT"], option: "--limit", "stories wanted", fallback: "10",
    dotenv: ["DEFAULT_SEARCH_LIMIT"])
  /// How many messages of a conversation are kept.
  public static let history = SettingKey(
    ["MAX_CONVERSATION_HISTORY"], "messages of a conversation that are kept", fallback: "10",
    dotenv: ["MAX_CONVERSATION_HISTORY"])
  /// Debug output.
  public static let debug = SettingKey(
    ["DEBUG"], option: "--debug", "show each request and response, secrets redacted", fallback: "false",
    dotenv: ["DEBUG"])
  /// The folder conversations are kept in.
  public static let stateFolder = SettingKey(
    ["SVA_STATE_HOME"], "folder for conversations", fallback: "$XDG_STATE_HOME/sva, else ~/.local/state/sva")
  /// The endpoint for every AWS service.
  public static let endpoint = SettingKey(
    ["AWS_ENDPOINT_URL"], option: "--endpoint-url", "endpoint of the AWS services",
    fallback: "the region's public hosts")

  /// Every setting, in the order of the documentation.
  public static let all: [SettingKey] = [
    .profile, .region, .accessKeyID, .secretAccessKey, .sessionToken, .bedrockAPIKey, .model, .storyblokToken,
    .space, .storyblokRegion, .storyblokBase, .timeout, .attempts, .limit, .history, .debug, .stateFolder,
    .endpoint,
  ]

  /// Every name a `.env` file may set.
  public static let dotenvAllowed: Set<String> = Set(all.flatMap(\.dotenvVariables))

  /// Names the web application's `.env` holds that mean nothing here; ignored without a word.
  public static let dotenvSilent: Set<String> = ["CORS_ORIGINS", "APP_NAME"]
}
