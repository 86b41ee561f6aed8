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
    // Only the words of the service tell these apart from a denial by IAM.
    ErrorRule("payment", .bedrock, fragments: ["invalid_payment_instrument"]) { context, _ in
      Failure(
        .accountRestricted, "this AWS account has no valid payment method for \(context.modelName)",
        hint:
          "add a valid payment method at https://console.aws.amazon.com/billing/home#/paymentpreferences, wait a few "
          + "minutes and try again",
        moreHints: ["in an organisation the management account pays: its payment method counts"])
    },
    ErrorRule("account-verification", .bedrock, fragments: ["pending verification"]) { _, _ in
      Failure(
        .accountRestricted, "this AWS account is still being verified",
        hint: "wait until AWS has verified the account; look for its mails to the root user's address",
        moreHints: [support])
    },
    ErrorRule("account-blocked", .bedrock, fragments: ["currently blocked"]) { _, _ in
      Failure(
        .accountRestricted, "this AWS account is blocked", hint: "look for a mail of AWS to the root user's address",
        moreHints: [support])
    },
    ErrorRule(
      "account-operation", .bedrock, fragments: ["account is not authorized to invoke this api operation"]
    ) { context, _ in
      Failure(
        .accountRestricted, "this AWS account may not call \(context.operation)",
        hint: "no IAM policy changes this: the restriction is on the account; \(support)")
    },
    ErrorRule("operation-not-allowed", .bedrock, codes: ["ValidationException"], fragments: ["operation not allowed"]) {
      context, _ in
      Failure(
        .accountRestricted, "this AWS account may not use \(context.modelName) yet",
        hint: "AWS answers so for new accounts; \(support)",
        moreHints: ["check that the model is open to the account: `\(command: .modelAccess)`"])
    },
    ErrorRule("data-retention", .bedrock, fragments: ["data retention mode"]) { context, _ in
      Failure(
        .accountRestricted, "\(context.modelName) is not available with this account's data retention mode",
        hint:
          "the setting is the data retention mode of Bedrock in this account and Region; the message names the mode that "
          + "is set",
        moreHints: ["choose another mode in the settings of \(context.console("settings")), or another model"])
    },
    // docs.aws.amazon.com, Common Errors, OptInRequired: the access key id needs a subscription for the service.
    ErrorRule("subscription", .keys, codes: subscriptions) { context, _ in
      Failure(
        .accountRestricted, "this AWS account is not subscribed to \(context.service.title)",
        hint: "complete the sign-up of the account: https://portal.aws.amazon.com/billing/signup", moreHints: [support])
    },
    ErrorRule("policy", .bedrock, fragments: ["is not authorized to perform"]) { context, error in
      guard let denial = IAMDenial(error.message) else { return plainDenial(context) }
      return policyDenial(denial, context)
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

  private static let subscriptions: Set<String> = [
    "SubscriptionRequiredException", "SubscriptionRequired", "OptInRequired", "OptInRequiredException", "NotSignedUp",
  ]

  private static func plainDenial(_ context: AWSErrorContext) -> Failure {
    Failure(
      .accessDenied, denied,
      hint: "the service's own words tell why; if they name no policy, it is the account or the model",
      moreHints: [
        "check that \(context.modelName) is open to this account: `\(command: .modelAccess)`",
        "the call needs \(IAMDenial.action(of: context.operation)); `\(command: .identity)` names the identity",
      ])
  }

  static let support: Remedy =
    "AWS Support lifts it: https://console.aws.amazon.com/support/home#/case/create, Account and billing"

  /// The failure for a denial by a policy. Each type of policy is named, because another policy must change.
  static func policyDenial(
    _ denial: IAMDenial, _ context: AWSErrorContext, sentence: String = denied
  ) -> Failure {
    let what = "\(denial.action) on \(denial.resource)"
    let who = denial.principal ?? "this identity"
    func failure(_ hint: Remedy, _ more: Remedy...) -> Failure {
      Failure(.accessDenied, sentence, hint: hint, moreHints: more + demandedGuardrail(denial, context))
    }
    switch (denial.policy, denial.isExplicit) {
    case (.serviceControl, _), (.resourceControl, _):
      return failure(
        "a \(denial.policy.name) of the AWS organisation denies \(what); no IAM policy of the account can allow it",
        organisationAdvice(context, denial))
    case (.vpcEndpoint, true):
      return failure("the policy of the VPC endpoint denies \(what): its owner must exempt it", vpcAdvice(context))
    case (.vpcEndpoint, false):
      return failure(
        "the policy of the VPC endpoint does not allow \(what): its owner must allow it", vpcAdvice(context))
    case (.boundary, false):
      return failure(
        "the permissions boundary of \(who) does not allow \(what): it must be allowed there",
        "permissions of the identity itself do not help: a boundary limits them")
    case (.session, false):
      return failure(
        "the session policy does not allow \(denial.action): log in with a session that does, or widen the permission set"
      )
    case (.resource, false):
      return failure("the policy of \(denial.resource) must allow \(denial.action) to \(who)")
    case (let policy, true):
      return failure(
        "\(policy.article) \(policy.name) explicitly denies \(what): find the Deny statement and exempt it",
        "a Deny wins over every Allow, so adding permissions does not help")
    case (.identity, false) where denial.action.hasPrefix("kms:"):
      return failure(
        "\(who) needs \(what): the key's policy and an identity policy must allow it",
        "add to its IAM policy: \(denial.statement(for: context))")
    case (.identity, false):
      let managed: [Remedy] =
        denial.action.hasPrefix("bedrock:") ? ["the AWS managed policy AmazonBedrockFullAccess contains it"] : []
      return Failure(
        .accessDenied, sentence, hint: "\(who) needs \(what)",
        moreHints: ["add to its IAM policy: \(denial.statement(for: context))"] + unreadProfile(context) + managed)
    }
  }

  /// The statement for an application inference profile lacks its models if they could not be read.
  private static func unreadProfile(_ context: AWSErrorContext) -> [Remedy] {
    guard context.model?.isApplicationProfile == true, context.destinations.isEmpty else { return [] }
    return ["add the foundation models of the profile too; with bedrock:GetInferenceProfile they are named here"]
  }

  private static func vpcAdvice(_ context: AWSErrorContext) -> Remedy {
    "VPC console, Endpoints, the endpoint for \(context.service.title), Policy; permissions of the identity do not help"
  }

  private static func organisationAdvice(_ context: AWSErrorContext, _ denial: IAMDenial) -> Remedy {
    let place = denial.resource.split(separator: ":", omittingEmptySubsequences: false)
    let region = place.count > 3 && place[0] == "arn" ? String(place[3]) : nil
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
