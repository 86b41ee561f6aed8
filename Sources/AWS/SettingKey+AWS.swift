public import Core

/// The settings of AWS.
extension SettingKey {
  /// The profile of the AWS shared files.
  public static let profile = SettingKey(
    ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], option: "--profile", "profile of the AWS shared files",
    fallback: "default", dotenv: ["AWS_PROFILE"])
  /// The AWS region.
  public static let region = SettingKey(
    ["AWS_REGION", "AWS_DEFAULT_REGION"], option: "--region", "AWS region",
    fallback: "the profile's region, else us-east-1", dotenv: ["AWS_REGION", "AWS_DEFAULT_REGION"])
  /// The endpoint for every AWS service.
  public static let endpoint = SettingKey(
    ["AWS_ENDPOINT_URL"], option: "--endpoint-url", "endpoint of the AWS services",
    fallback: "the region's public hosts")
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
  /// The model.
  public static let model = SettingKey(
    ["BEDROCK_MODEL_ID"], option: "--model", "model id, ARN, inference profile or near name",
    fallback: "anthropic.claude-sonnet-4-5-v1:0", dotenv: ["BEDROCK_MODEL_ID"])
  /// The embedding model.
  public static let embeddingModel = SettingKey(
    ["BEDROCK_EMBEDDING_MODEL_ID"], option: "--embed", "embedding model of the index, as id, ARN, profile or near name",
    fallback: "amazon.titan-embed-text-v2:0", dotenv: ["BEDROCK_EMBEDDING_MODEL_ID"])

  /// The guardrail.
  public static let guardrail = SettingKey(
    ["BEDROCK_GUARDRAIL"], option: "--guardrail", "guardrail of Bedrock, as ID or ID:VERSION",
    dotenv: ["BEDROCK_GUARDRAIL"])
  /// The service tier.
  public static let serviceTier = SettingKey(
    ["BEDROCK_SERVICE_TIER"], option: "--service-tier", "service tier: default, flex, priority or reserved",
    fallback: "the service's", dotenv: ["BEDROCK_SERVICE_TIER"])

  /// All of them, in the order of the documentation.
  public static let aws: [SettingKey] = [
    .profile, .region, .accessKeyID, .secretAccessKey, .sessionToken, .bedrockAPIKey, .model, .guardrail, .serviceTier,
    .embeddingModel,
    .endpoint,
  ]
}
