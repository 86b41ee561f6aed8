import Core

/// Errors of permissions and model access.
extension AWSErrorTable {
  static let access: [ErrorRule] = [
    ErrorRule("use-case-form", .bedrock, fragments: ["use case details", "ftuformnotfilled"]) { context, _ in
      Failure(
        .modelAccess, "Anthropic's use case form has not been submitted for this AWS account",
        hint: "fill it in once, at \(context.console("model-catalog")): choose a Claude model, submit the form",
        moreHints: ["an organisation can submit it once in its management account; allow 15 minutes"])
    },
    ErrorRule("marketplace", .bedrock, fragments: ["aws-marketplace"]) { context, _ in
      Failure(
        .modelAccess, "the first use of \(context.modelName) in this account needs AWS Marketplace rights",
        hint:
          "have an administrator call the model once, or allow aws-marketplace:Subscribe and "
          + "aws-marketplace:ViewSubscriptions to this role; then wait 5 minutes",
        moreHints: [
          #"{"Effect":"Allow","Action":["aws-marketplace:Subscribe","aws-marketplace:ViewSubscriptions"],"Resource":"*"}"#
        ])
    },
    ErrorRule("legacy", .bedrock, fragments: ["marked by provider as legacy"]) { context, _ in
      Failure(
        .modelAccess, "\(context.modelName) is a Legacy model that this account has not been using lately",
        hint:
          "move to an active model: `\(command: .listModels)` lists them, \(option: .model) or BEDROCK_MODEL_ID chooses"
      )
    },
    ErrorRule("unsupported-country", .bedrock, fragments: ["unsupported countries", "unsupported country"]) { _, _ in
      Failure(
        .modelAccess, "the provider does not offer its models where this request comes from",
        hint: "call Bedrock from a supported country, or choose another provider's model: `\(command: .listModels)`")
    },
    ErrorRule("no-caching", .bedrock, fragments: ["did not allow prompt caching"]) { context, _ in
      Failure(
        .validation, "\(context.modelName) does not take prompt caching",
        hint: "choose a model that does: `\(command: .listModels)`")
    },
    ErrorRule("service-control-policy", .bedrock, fragments: ["service control policy", "resource control policy"]) {
      context, error in
      let denial = IAMDenial(error.message)
      return Failure(
        .accessDenied, denied,
        hint:
          "a policy of the AWS organisation denies \(denial?.action ?? "the call")"
          + (denial.map { " on \($0.resource)" } ?? "") + "; no IAM policy of the account can allow it",
        moreHints: [scpAdvice(context, denial)])
    },
    ErrorRule("explicit-deny", .bedrock, fragments: ["explicit deny"]) { _, error in
      let denial = IAMDenial(error.message)
      return Failure(
        .accessDenied, denied,
        hint:
          "a policy explicitly denies \(denial?.action ?? "the call")"
          + (denial.map { " on \($0.resource)" } ?? "") + ": find the Deny statement and exempt it",
        moreHints: ["a Deny wins over every Allow, so adding permissions does not help"])
    },
    ErrorRule("session-policy", .bedrock, fragments: ["no session policy allows"]) { _, error in
      let denial = IAMDenial(error.message)
      return Failure(
        .accessDenied, denied,
        hint:
          "the policy given when the session was made does not allow \(denial?.action ?? "the call"): "
          + "log in with a session that does, or widen the permission set")
    },
    ErrorRule("iam", .bedrock, fragments: ["is not authorized to perform"]) { context, error in
      guard let denial = IAMDenial(error.message) else { return plainDenial(context) }
      return Failure(
        .accessDenied, denied,
        hint: "\(denial.principal ?? "this identity") needs \(denial.action) on \(denial.resource)",
        moreHints: [
          "add to its IAM policy: \(denial.statement(for: context))",
          "the AWS managed policy AmazonBedrockFullAccess contains it",
        ])
    },
    ErrorRule("no-model-access", .bedrock, fragments: ["don't have access to the model"]) { context, _ in
      Failure(
        .modelAccess, denied,
        hint:
          "this account has no access to \(context.modelName) in \(context.region): open it once at "
          + "\(context.console("model-catalog"))",
        moreHints: ["`\(command: .modelAccess)` shows what is missing; another \(option: .region) may have it"])
    },
    ErrorRule("denied", .bedrock, codes: ["AccessDeniedException", "AccessDenied", "UnauthorizedException"]) {
      context, _ in
      plainDenial(context)
    },
  ]

  private static func plainDenial(_ context: AWSErrorContext) -> Failure {
    Failure(
      .accessDenied, denied,
      hint: .allow(IAMDenial.action(of: context.operation)) + " (`\(command: .identity)` names it)",
      moreHints: ["check that \(context.modelName) is open to this account: `\(command: .modelAccess)`"])
  }

  private static func scpAdvice(_ context: AWSErrorContext, _ denial: IAMDenial?) -> Remedy {
    let place = denial?.resource.split(separator: ":", omittingEmptySubsequences: false)
    let region = place.flatMap { $0.count > 3 && $0[0] == "arn" ? String($0[3]) : nil }
    if region == "" || ModelName.geography(of: context.used) == "global" {
      return
        "a global profile may go anywhere: use one of your geography (`\(command: .listModels)`), or have it exempted"
    }
    if let region, region != context.region {
      return "the profile \(context.used) leads to \(region) too: have it exempted, or use another profile"
    }
    return "ask the administrator of the organisation to exempt it"
  }

  /// The first users of the assistant know this sentence. Do not change it.
  static let denied = "Access denied to Bedrock. Please check your AWS credentials and permissions."
}
