import Emulator

/// One thing Bedrock says, and what the program has to make of it.
struct CatalogueRow: Sendable, CustomStringConvertible {
  var name: String
  var status: Int
  /// What `x-amzn-ErrorType` says.
  var awsCode: String
  var message: String
  /// The failure's `code`.
  var code: String
  /// What the sentence has to hold.
  var sentence: String
  /// What the hints have to hold, each of them.
  var hints: [String]

  var description: String { name }

  init(
    _ name: String, _ status: Int, _ awsCode: String, _ message: String, _ code: String, _ sentence: String,
    _ hints: String...
  ) {
    self.name = name
    self.status = status
    self.awsCode = awsCode
    self.message = message
    self.code = code
    self.sentence = sentence
    self.hints = hints
  }

  private static let denied = "Access denied to Bedrock. Please check your AWS credentials and permissions."
  private static let throttled = "Request throttled. Please try again in a moment."
  private static let user = "arn:aws:iam::111122223333:user/ada"
  private static let profile = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/\(Endpoint.model)"
  private static let base = "anthropic.claude-sonnet-4-5-20250929-v1:0"

  static let all: [CatalogueRow] = [
    CatalogueRow(
      "on-demand", 400, "ValidationException",
      "Invocation of model ID \(base) with on-demand throughput isn’t supported. Retry your request with the ID or "
        + "ARN of an inference profile that contains this model.",
      "model_not_found", "inference profile", "--model us.\(base)", "sva models"),
    CatalogueRow(
      "unknown model", 400, "ValidationException", "The provided model identifier is invalid.",
      "model_not_found", "Model \(Endpoint.model) not found. Please check the model ID.", "sva models", "region"),
    CatalogueRow(
      "no model access", 403, "AccessDeniedException",
      "You don't have access to the model with the specified model ID.", "model_access", denied, "model-catalog",
      "sva models --access"),
    CatalogueRow(
      "marketplace", 403, "AccessDeniedException",
      "Model access is denied due to IAM user or service role is not authorized to perform the required AWS "
        + "Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this "
        + "model.", "model_access", "Marketplace", "aws-marketplace:Subscribe", "administrator", "5 minutes"),
    CatalogueRow(
      "use case form", 404, "ResourceNotFoundException",
      "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form "
        + "before using the model.", "model_access", "use case form", "console.aws.amazon.com", "15 minutes"),
    CatalogueRow(
      "legacy", 404, "ResourceNotFoundException",
      "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in "
        + "the last 30 days.", "model_access", "Legacy", "sva models", "BEDROCK_MODEL_ID"),
    CatalogueRow(
      "end of life", 404, "ResourceNotFoundException", "This model version has reached the end of its life.",
      "model_not_found", "end of its life", "sva models"),
    CatalogueRow(
      "IAM", 403, "AccessDeniedException",
      "User: \(user) is not authorized to perform: bedrock:InvokeModel on resource: \(profile) because no "
        + "identity-based policy allows the bedrock:InvokeModel action", "access_denied", denied,
      "\(user) needs bedrock:InvokeModel on \(profile)", #""Effect":"Allow""#, "bedrock:InvokeModelWithResponseStream",
      "us-east-2::foundation-model/\(base)"),
    CatalogueRow(
      "session policy", 403, "AccessDeniedException",
      "User: \(user) is not authorized to perform: bedrock:InvokeModel on resource: \(profile) because no session "
        + "policy allows the bedrock:InvokeModel action", "access_denied", denied, "session"),
    CatalogueRow(
      "service control policy", 403, "AccessDeniedException",
      "User: \(user) is not authorized to perform: bedrock:InvokeModel on resource: "
        + "arn:aws:bedrock:us-west-2::foundation-model/\(base) with an explicit deny in a service control policy",
      "access_denied", denied, "organisation", "us-west-2"),
    CatalogueRow(
      "explicit deny", 403, "AccessDeniedException",
      "User: \(user) is not authorized to perform: bedrock:InvokeModel on resource: \(profile) with an explicit deny "
        + "in an identity-based policy", "access_denied", denied, "explicitly denies", "Deny"),
    CatalogueRow(
      "tokens a minute", 429, "ThrottlingException", "Too many tokens, please wait before trying again.",
      "throttled", throttled, "--max-tokens", "servicequotas"),
    CatalogueRow(
      "requests a minute", 429, "ThrottlingException", "Too many requests, please wait before trying again.",
      "throttled", throttled, "--max-attempts"),
    CatalogueRow(
      "daily quota", 429, "ThrottlingException", "Too many tokens per day, please wait before trying again.",
      "quota", "daily quota", "tomorrow", "servicequotas"),
    CatalogueRow(
      "quota", 400, "ServiceQuotaExceededException", "Your request exceeds the service quota.", "quota", "quota",
      "servicequotas"),
    CatalogueRow(
      "not ready", 429, "ModelNotReadyException", "The model is not ready.", "throttled", "not ready", "minutes"),
    CatalogueRow(
      "capacity", 503, "ServiceUnavailableException", "Bedrock is unable to process your request.", "service_error",
      "no capacity", "region"),
    CatalogueRow(
      "internal", 500, "InternalServerException", "Internal failure", "service_error", "failed internally", "health"),
    CatalogueRow(
      "model timeout", 408, "ModelTimeoutException", "The request took too long to process.", "timeout", "too long",
      "--max-tokens"),
    CatalogueRow(
      "model error", 424, "ModelErrorException", "The model failed.", "service_error", "failed while answering",
      "--model"),
    CatalogueRow("conflict", 400, "ConflictException", "Conflict", "service_error", "conflict", "again"),
    CatalogueRow(
      "unknown key", 403, "UnrecognizedClientException", "The security token included in the request is invalid.",
      "invalid_credentials", "Invalid security token", "AWS_ACCESS_KEY_ID", "sva whoami"),
    CatalogueRow(
      "expired", 403, "ExpiredTokenException", "The security token included in the request is expired",
      "expired_credentials", "ExpiredToken", "AWS_SESSION_TOKEN"),
    CatalogueRow(
      "signature", 403, "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
        + "Key and signing method. Consult the service documentation for details.", "invalid_credentials",
      "Invalid security token", "secret access key", "sva whoami"),
    CatalogueRow(
      "clock behind", 403, "InvalidSignatureException",
      "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)",
      "clock_skew", "clock", "set the clock"),
    CatalogueRow(
      "clock ahead", 403, "InvalidSignatureException",
      "Signature not yet current: 20260101T001000Z is still later than 20260101T000500Z (20260101T000000Z + 5 min.)",
      "clock_skew", "clock", "set the clock"),
    CatalogueRow(
      "API key", 403, "AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.",
      "invalid_credentials", "API key", "--region", "AWS_BEARER_TOKEN_BEDROCK"),
    CatalogueRow(
      "no API key", 403, "AccessDeniedException", "Invalid API Key format: Must start with pre-defined prefix",
      "invalid_credentials", "API key", "AWS_BEARER_TOKEN_BEDROCK"),
    CatalogueRow(
      "expired API key", 403, "AccessDeniedException", "Bearer Token has expired", "expired_credentials",
      "ExpiredToken", "AWS_SESSION_TOKEN"),
    CatalogueRow(
      "country", 400, "ValidationException",
      "Access to Anthropic models is not allowed from unsupported countries, regions, or territories.", "model_access",
      "provider", "sva models"),
    CatalogueRow(
      "scope", 403, "InvalidSignatureException", "Credential should be scoped to a valid region.", "bad_config",
      "another region", "--region"),
    CatalogueRow(
      "too long", 400, "ValidationException", "Input is too long for requested model.", "validation", "too long",
      "--limit", "--continue"),
    CatalogueRow(
      "too many tokens wanted", 400, "ValidationException",
      "The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is "
        + "lower than 4096.", "validation", "that many tokens", "--max-tokens 4096"),
    CatalogueRow(
      "constraint", 400, "ValidationException",
      "1 validation error detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must "
        + "have value greater than or equal to 1", "validation", "malformed", "--debug"),
    CatalogueRow(
      "conversation", 400, "ValidationException",
      "Expected toolResult blocks at messages.2.content for the following Ids: tooluse_1", "validation",
      "conversation", "--continue"),
    CatalogueRow(
      "other region's operation", 404, "UnknownOperationException", "unknown", "bad_response", "does not know",
      "--endpoint-url"),
  ]

  /// What a stream can break off with, after it has begun.
  static let midStream: [CatalogueRow] = [
    CatalogueRow(
      "throttled", 200, "throttlingException", "Too many requests, please wait before trying again.", "throttled",
      throttled, "--max-attempts"),
    CatalogueRow(
      "internal", 200, "internalServerException", "Internal failure", "service_error", "failed internally", "again"),
    CatalogueRow(
      "model", 200, "modelStreamErrorException", "The model broke off.", "service_error", "failed while answering",
      "--model"),
    CatalogueRow(
      "validation", 200, "validationException", "Something is malformed.", "validation", "malformed", "--debug"),
    CatalogueRow(
      "capacity", 200, "serviceUnavailableException", "Bedrock is unable to process your request.", "service_error",
      "no capacity", "again"),
  ]
}
