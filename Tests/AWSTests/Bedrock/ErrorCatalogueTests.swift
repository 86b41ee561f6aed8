import Core
import HTTP
import Testing

@testable import AWS

/// Every row of the catalogue: what a service says, and what it becomes.
@Suite struct ErrorCatalogueTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var status: Int
    var type: String?
    var message: String
    var code: Failure.Code
    var sentence: String
    /// What some hint must say.
    var hint: String

    init(
      _ name: String, _ status: Int, _ type: String?, _ message: String, _ code: Failure.Code, _ sentence: String,
      _ hint: String
    ) {
      self.name = name
      self.status = status
      self.type = type
      self.message = message
      self.code = code
      self.sentence = sentence
      self.hint = hint
    }

    var testDescription: String { name }
  }

  private static let denied = "Access denied to Bedrock. Please check your AWS credentials and permissions."
  private static let missing = "Model sonnet-4.5 not found. Please check the model ID."
  private static let iam =
    "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0 "

  static let rows: [Row] = [
    Row(
      "on-demand", 400, "ValidationException",
      "Invocation of model ID anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput isn\u{2019}t supported. Retry your request with the ID or ARN of an inference profile that contains this model.",
      .modelNotFound, "sonnet-4.5 can be called only by an inference profile",
      "--model us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    Row(
      "invalid-identifier", 400, "ValidationException", "The provided model identifier is invalid.", .modelNotFound,
      missing, "run `list-models`"),
    Row(
      "no-model-access", 403, "AccessDeniedException",
      "You don't have access to the model with the specified model ID.", .modelAccess, denied, "model-catalog"),
    Row(
      "marketplace", 403, "AccessDeniedException",
      "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model.",
      .modelAccess, "the first use of sonnet-4.5 in this account needs AWS Marketplace rights",
      "aws-marketplace:Subscribe"),
    Row(
      "use-case-form", 404, "ResourceNotFoundException",
      "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model.",
      .modelAccess, "Anthropic's use case form has not been submitted for this AWS account", "15 minutes"),
    Row(
      "legacy", 404, "ResourceNotFoundException",
      "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days.",
      .modelAccess, "sonnet-4.5 is a Legacy model that this account has not been using lately", "active model"),
    Row(
      "end-of-life", 404, "ResourceNotFoundException",
      "This model version has reached the end of its life. Please refer to the AWS documentation.", .modelNotFound,
      "sonnet-4.5 has reached the end of its life and answers no more", "active model"),
    Row(
      "iam", 403, "AccessDeniedException",
      iam + "because no identity-based policy allows the bedrock:InvokeModel action", .accessDenied, denied,
      #""Resource":["arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0","arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0","arn:aws:bedrock:eu-west-1::foundation-model/"#
    ),
    Row(
      "session-policy", 403, "AccessDeniedException",
      iam + "because no session policy allows the bedrock:InvokeModel action", .accessDenied, denied, "permission set"),
    Row(
      "explicit-deny", 403, "AccessDeniedException", iam + "with an explicit deny in an identity-based policy",
      .accessDenied, denied, "find the Deny statement"),
    Row(
      "service-control-policy", 403, "AccessDeniedException", iam + "with an explicit deny in a service control policy",
      .accessDenied, denied, "leads to eu-west-1 too"),
    Row(
      "denied", 403, "AccessDeniedException", "No.", .accessDenied, denied, "allow bedrock:InvokeModel to this identity"
    ),
    Row(
      "unsupported-country", 400, "ValidationException",
      "Access to Anthropic models is not allowed from unsupported countries, regions, or territories.", .modelAccess,
      "the provider does not offer its models where this request comes from", "supported country"),
    Row(
      "too-many-tokens", 429, "ThrottlingException", "Too many tokens, please wait before trying again.", .throttled,
      "Request throttled. Please try again in a moment.", "max-tokens"),
    Row(
      "throttled", 429, "ThrottlingException", "Too many requests, please wait before trying again.", .throttled,
      "Request throttled. Please try again in a moment.", "too many requests"),
    Row(
      "daily-quota", 429, "ThrottlingException", "Too many tokens per day, please wait before trying again.", .quota,
      "this account's daily quota for sonnet-4.5 is used up", "servicequotas"),
    Row(
      "quota", 400, "ServiceQuotaExceededException", "Limit", .quota, "a service quota of this account is exceeded",
      "servicequotas"),
    Row(
      "not-ready", 429, "ModelNotReadyException", "Model is not ready for inference.", .throttled,
      "sonnet-4.5 is not ready to answer yet", "few minutes"),
    Row(
      "capacity", 503, "ServiceUnavailableException", "Bedrock is unable to process your request.", .serviceError,
      "Bedrock has no capacity for sonnet-4.5 at the moment", "global."),
    Row(
      "model-timeout", 408, "ModelTimeoutException", "Model has timed out.", .timeout,
      "sonnet-4.5 took too long to answer", "result-limit"),
    Row(
      "model-error", 424, "ModelErrorException", "The model failed.", .serviceError,
      "sonnet-4.5 failed while answering", "--model"),
    Row(
      "internal", 500, "InternalServerException", "Internal.", .serviceError, "Bedrock failed internally", "health.aws"),
    Row(
      "not-found", 404, "ResourceNotFoundException",
      "Could not resolve the foundation model from the provided model identifier.", .modelNotFound, missing,
      "list-models"),
    Row(
      "conflict", 400, "ConflictException", "Conflict", .serviceError,
      "Bedrock reports a conflict with another operation on the model", "wait"),
    Row(
      "parameter", 400, "ValidationException",
      "The model returned the following errors: `temperature` and `top_p` cannot both be specified for this model. Please use only one.",
      .validation, "sonnet-4.5 does not take one of the parameters asked for", "temperature"),
    Row(
      "no-prefill", 400, "ValidationException",
      "This model does not support assistant message prefill. The conversation must end with a user message.",
      .validation, "sonnet-4.5 needs a conversation that ends with a question", "without continue-last"),
    Row(
      "too-long", 400, "ValidationException", "prompt is too long: 210000 tokens > 200000 maximum", .validation,
      "question, conversation and stories together are too long for sonnet-4.5", "MAX_CONVERSATION_HISTORY"),
    Row(
      "too-many-output-tokens", 400, "ValidationException",
      "The maximum tokens you requested exceeds the model limit of 8192. Try again with a maximum tokens value that is lower than 8192.",
      .validation, "sonnet-4.5 does not write that many tokens", "max-tokens 8192"),
    Row(
      "no-system", 400, "ValidationException", "This model doesn't support system prompts.", .validation,
      "sonnet-4.5 takes no system prompt", "choose another model"),
    Row(
      "no-tools", 400, "ValidationException", "This model doesn't support tool use in streaming mode.", .validation,
      "sonnet-4.5 cannot use tools, so it cannot search", "no-stream"),
    Row(
      "conversation", 400, "ValidationException", "A conversation must alternate between user and assistant roles.",
      .validation, "Bedrock refused the conversation as it was kept", "new conversation"),
    Row(
      "scope", 403, "InvalidScope", "Credential should be scoped to a valid region.", .badConfig,
      "the endpoint serves another region or service than was signed for", "--region"),
    Row(
      "validation", 400, "ValidationException",
      "1 validation error detected: Value '' at 'messages' failed to satisfy constraint: Member must not be empty\nsecond line",
      .validation,
      "Bedrock refused the request as malformed: 1 validation error detected: Value '' at 'messages' failed to satisfy constraint: Member must not be empty",
      "debug"),
    Row(
      "unknown-operation", 404, "UnknownOperationException", "", .badResponse,
      "what answers for Bedrock does not know Converse", "--endpoint-url"),
    Row("status-403", 403, nil, "", .accessDenied, denied, "proxy"),
    Row(
      "status-404", 404, nil, "", .badResponse,
      "nothing that speaks for Bedrock answered (HTTP 404 without an error of Bedrock's)", "--endpoint-url"),
    Row("status-429", 429, nil, "", .throttled, "Request throttled. Please try again in a moment.", "--max-attempts"),
    Row(
      "status-gateway", 502, nil, "", .serviceError, "a gateway before Bedrock could not reach it (HTTP 502)", "proxy"),
    Row("status-5xx", 507, nil, "", .serviceError, "Bedrock failed (HTTP 507)", "health.aws"),
    Row(
      "status-4xx", 418, "Teapot", "Short\nstout", .validation, "Bedrock refused the request (Teapot): Short", "debug"
    ),
    Row(
      "status-other", 302, nil, "", .badResponse, "Bedrock answered with HTTP 302, which its API does not promise",
      "--endpoint-url"),
  ]

  private var context: AWSErrorContext {
    AWSErrorContext(
      service: .bedrockRuntime, operation: "Converse", region: "us-east-1", now: 0,
      model: ModelChoice(requested: "sonnet-4.5", used: "us.anthropic.claude-sonnet-4-5-20250929-v1:0"))
  }

  @Test(arguments: rows) func saysWhatItIsAndWhatToDo(row: Row) {
    let error = AWSServiceError(
      status: row.status, code: row.type, message: row.message.isEmpty ? nil : row.message, requestID: "r-9")
    let failure = Failure(from: error, in: context)
    #expect(AWSErrorTable.rule(for: error, in: context)?.name == row.name)
    #expect(failure.code == row.code)
    #expect(failure.sentence == row.sentence)
    #expect(failure.hints.contains { $0.description.contains(row.hint) }, "\(failure.hints)")
    #expect(failure.requestID == "r-9")
    #expect(failure.awsCode == row.type)
    #expect(failure.httpStatus == row.status)
    #expect(failure.service == "bedrock-runtime")
  }

  @Test func namesThePartitionOfTheRegionInAStatement() {
    let used = "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0"
    let context = AWSErrorContext(
      service: .bedrockRuntime, operation: "Converse", region: "us-gov-west-1",
      model: ModelChoice(requested: used, used: used))
    let denial = IAMDenial(
      "User: arn:aws-us-gov:iam::111122223333:user/a is not authorized to perform: bedrock:InvokeModel")
    #expect(
      denial?.statement(for: context)
        == #"{"Effect":"Allow","Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"#
        + #""Resource":["arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/\#(used)","#
        + #""arn:aws-us-gov:bedrock:*::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"]}"#)
  }

  private static let refusals: [(String, String, Failure.Code, String)] = [
    (
      "ExpiredTokenException", "The security token included in the request is expired", Failure.Code.expiredCredentials,
      "ExpiredToken"
    ),
    (
      "UnrecognizedClientException", "The security token included in the request is invalid.", .invalidCredentials,
      "Invalid security token"
    ),
    (
      "InvalidSignatureException", "The request signature we calculated does not match the signature you provided.",
      .invalidCredentials, "Invalid security token"
    ),
    (
      "InvalidSignatureException",
      "Signature expired: 20260102T030405Z is now earlier than 20260102T040405Z (20260102T040905Z - 5 min.)",
      .clockSkew, "clock"
    ),
    (
      "AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.", .invalidCredentials,
      "API key"
    ),
    (
      "AccessDeniedException", "Invalid API Key format: Must start with pre-defined prefix", .invalidCredentials,
      "API key"
    ),
    ("AccessDeniedException", "Bearer Token has expired", .expiredCredentials, "ExpiredToken"),
  ]

  /// Credentials that are refused speak for themselves before the catalogue is looked at.
  @Test(arguments: refusals)
  func leavesRefusedCredentialsToThoseWhoKnow(type: String, message: String, code: Failure.Code, sentence: String) {
    let error = AWSServiceError(status: 403, code: type, message: message)
    let failure = Failure(from: error, in: context)
    #expect(failure.code == code)
    #expect(failure.sentence.contains(sentence))
  }

  @Test func everyRuleHasARow() {
    let named = Set(Self.rows.map(\.name))
    let bedrock = AWSErrorTable.access + AWSErrorTable.models + AWSErrorTable.limits + AWSErrorTable.requests
    let rules = Set((bedrock + AWSErrorTable.service).filter { $0.words != nil }.map(\.name))
      .subtracting(["no-caching", "no-system", "stream-exception"])
    #expect(rules.subtracting(named).isEmpty)
  }

  /// Each cause has a sentence or a hint of its own; only two ways of not finding a model by its id are told the same.
  @Test func noTwoRowsSayTheSame() {
    let said = Self.rows.filter { $0.name != "invalid-identifier" }.map { row in
      let failure = Failure(
        from: AWSServiceError(status: row.status, code: row.type, message: row.message), in: context)
      return ([failure.sentence] + failure.hints.map(\.description)).joined(separator: "\n")
    }
    #expect(Set(said).count == said.count)
  }

  @Test func readsDenialsOfAnyForm() {
    #expect(IAMDenial("Access denied") == nil)
    #expect(IAMDenial(nil) == nil)
    let denial = IAMDenial("User: X is not authorized to perform: bedrock:Y")
    #expect(denial?.action == "bedrock:Y")
    #expect(denial?.resource == "*")
  }
}
