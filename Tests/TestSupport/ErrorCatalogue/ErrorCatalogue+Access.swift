import Core

extension ErrorCatalogue {
  private static let user = "arn:aws:iam::111122223333:user/ada"
  private static let profile = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/\(used)"

  private static func denial(_ resource: String = profile) -> String {
    "User: \(user) is not authorized to perform: bedrock:InvokeModel on resource: \(resource) "
  }

  /// Denied permissions.
  static let access: [ErrorCase] = [
    ErrorCase(
      "no-model-access", 403, "AccessDeniedException",
      "You don't have access to the model with the specified model ID.", .modelAccess, denied,
      hints: ["model-catalog"], commandLine: ["sva models --access", "--region"]),
    ErrorCase(
      "marketplace", 403, "AccessDeniedException",
      "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model.",
      .modelAccess, "the first use of sonnet-4.5 in this account needs AWS Marketplace rights",
      hints: ["aws-marketplace:Subscribe", "administrator", "5 minutes"]),
    ErrorCase(
      "use-case-form", 404, "ResourceNotFoundException",
      "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model.",
      .modelAccess, "Anthropic's use case form has not been submitted for this AWS account",
      hints: ["console.aws.amazon.com", "15 minutes"]),
    ErrorCase(
      "legacy", 404, "ResourceNotFoundException",
      "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days.",
      .modelAccess, "sonnet-4.5 is a Legacy model that this account has not been using lately",
      hints: ["active model", "BEDROCK_MODEL_ID"], commandLine: ["`sva models`", "--model"]),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial() + "because no identity-based policy allows the bedrock:InvokeModel action", .accessDenied, denied,
      hints: [
        "\(user) needs bedrock:InvokeModel on \(profile)", #""Effect":"Allow""#,
        "bedrock:InvokeModelWithResponseStream",
      ], commandLine: ["us-east-2::foundation-model/\(base)"]),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial() + "because no session policy allows the bedrock:InvokeModel action", .accessDenied, denied,
      hints: ["the session policy does not allow", "permission set"]),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial() + "with an explicit deny in an identity-based policy", .accessDenied, denied,
      hints: ["an identity-based policy explicitly denies bedrock:InvokeModel", "find the Deny statement"]),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial("arn:aws:bedrock:us-west-2::foundation-model/\(base)")
        + "with an explicit deny in a service control policy", .accessDenied, denied,
      hints: ["a service control policy of the AWS organisation denies", "leads to us-west-2 too"]),
    ErrorCase(
      "denied", 403, "AccessDeniedException", "No.", .accessDenied, denied,
      hints: ["the service's own words", "bedrock:InvokeModel"],
      commandLine: ["`sva whoami`", "`sva models --access`"]),
    // Each type of policy is named as itself.
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial() + "because no VPC endpoint policy allows the bedrock:InvokeModel action", .accessDenied, denied,
      hints: ["the policy of the VPC endpoint does not allow bedrock:InvokeModel", "VPC console"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException", denial() + "with an explicit deny in a VPC endpoint policy",
      .accessDenied, denied, hints: ["the policy of the VPC endpoint denies bedrock:InvokeModel", "exempt"],
      unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial() + "because no permissions boundary allows the bedrock:InvokeModel action", .accessDenied, denied,
      hints: ["the permissions boundary of \(user) does not allow", "a boundary limits them"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException", denial() + "with an explicit deny in a permissions boundary",
      .accessDenied, denied, hints: ["a permissions boundary explicitly denies"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial() + "because no resource-based policy allows the bedrock:InvokeModel action", .accessDenied, denied,
      hints: ["the policy of \(profile) must allow bedrock:InvokeModel to \(user)"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException", denial() + "with an explicit deny in a resource-based policy",
      .accessDenied, denied, hints: ["a resource-based policy explicitly denies"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      denial() + "because no service control policy allows the bedrock:InvokeModel action", .accessDenied, denied,
      hints: ["a service control policy of the AWS organisation denies"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException", denial() + "with an explicit deny in a resource control policy",
      .accessDenied, denied, hints: ["a resource control policy of the AWS organisation denies"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException", denial() + "with an explicit deny in a session policy",
      .accessDenied, denied, hints: ["a session policy explicitly denies"], unrecorded: true),
    ErrorCase(
      "policy", 403, "AccessDeniedException",
      "User: \(user) is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/k because no identity-based policy allows the kms:Decrypt action",
      .accessDenied, denied,
      hints: [
        "needs kms:Decrypt on arn:aws:kms:us-east-1:111122223333:key/k", "the key's policy",
        #""Action":["kms:Decrypt"]"#,
      ], unrecorded: true),
    // The account itself. No recording shows these: the wordings are those of public reports.
    ErrorCase(
      "payment", 403, "AccessDeniedException",
      "Model access is denied due to INVALID_PAYMENT_INSTRUMENT: A valid payment instrument must be provided.",
      .accountRestricted, "this AWS account has no valid payment method for sonnet-4.5",
      hints: ["payment method", "management account"], unrecorded: true),
    ErrorCase(
      "account-operation", 403, "AccessDeniedException",
      "Your account is not authorized to invoke this API operation.", .accountRestricted,
      "this AWS account may not call Converse", hints: ["no IAM policy changes this"], unrecorded: true),
    ErrorCase(
      "operation-not-allowed", 400, "ValidationException", "Operation not allowed", .accountRestricted,
      "this AWS account may not use sonnet-4.5 yet", hints: ["AWS Support"], commandLine: ["`sva models --access`"],
      unrecorded: true),
    ErrorCase(
      "data-retention", 400, "ValidationException",
      "data retention mode 'default' is not available for this model", .accountRestricted,
      "sonnet-4.5 is not available with this account's data retention mode",
      hints: ["data retention mode of Bedrock"], unrecorded: true),
    ErrorCase(
      "account-verification", 403, "AccessDeniedException", "Your account is pending verification.",
      .accountRestricted, "this AWS account is still being verified", hints: ["AWS Support"], unrecorded: true),
    ErrorCase(
      "account-blocked", 403, "AccessDeniedException", "This account is currently blocked.", .accountRestricted,
      "this AWS account is blocked", hints: ["AWS Support"], unrecorded: true),
    ErrorCase(
      "subscription", 403, "SubscriptionRequiredException",
      "The AWS Access Key Id needs a subscription for the service",
      .accountRestricted, "this AWS account is not subscribed to Bedrock", hints: ["sign-up"], unrecorded: true),
    ErrorCase(
      "subscription", 403, "OptInRequired", "The AWS Access Key Id needs a subscription for the service",
      .accountRestricted, "this AWS account is not subscribed to Bedrock", hints: ["sign-up"], unrecorded: true),
    ErrorCase(
      "unsupported-country", 400, "ValidationException",
      "Access to Anthropic models is not allowed from unsupported countries, regions, or territories.", .modelAccess,
      "the provider does not offer its models where this request comes from",
      hints: ["supported country", "provider"], commandLine: ["`sva models`"]),
  ]

  /// Refused credentials: the same for every service, decided before any rule of Bedrock.
  static let refusals: [ErrorCase] = [
    ErrorCase(
      nil, 403, "UnrecognizedClientException", "The security token included in the request is invalid.",
      .invalidCredentials, "Invalid security token", commandLine: ["AWS_ACCESS_KEY_ID", "sva whoami"]),
    ErrorCase(
      nil, 403, "ExpiredTokenException", "The security token included in the request is expired", .expiredCredentials,
      "ExpiredToken", commandLine: ["AWS_SESSION_TOKEN"]),
    ErrorCase(
      nil, 403, "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      .invalidCredentials, "Invalid security token", commandLine: ["secret access key", "sva whoami"]),
    ErrorCase(
      nil, 403, "InvalidSignatureException",
      "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)",
      .clockSkew, "clock", hints: ["set the clock"]),
    ErrorCase(
      nil, 403, "InvalidSignatureException",
      "Signature not yet current: 20260101T001000Z is still later than 20260101T000500Z (20260101T000000Z + 5 min.)",
      .clockSkew, "clock", hints: ["set the clock"]),
    ErrorCase(
      nil, 403, "AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.",
      .invalidCredentials, "API key", hints: ["AWS_BEARER_TOKEN_BEDROCK"], commandLine: ["--region"]),
    ErrorCase(
      nil, 403, "AccessDeniedException", "Invalid API Key format: Must start with pre-defined prefix",
      .invalidCredentials, "API key", hints: ["AWS_BEARER_TOKEN_BEDROCK"]),
    ErrorCase(
      nil, 403, "AccessDeniedException", "Bearer Token has expired", .expiredCredentials, "ExpiredToken",
      commandLine: ["AWS_SESSION_TOKEN"]),
  ]
}
