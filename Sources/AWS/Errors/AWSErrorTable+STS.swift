import Core
import HTTP

/// Errors of STS, other than refused credentials.
extension AWSErrorTable {
  static let sts: [ErrorRule] = [
    ErrorRule("sts-scope", .sts, fragments: ["should be scoped to"]) { _, _ in
      Failure(
        .badConfig, "the STS endpoint serves another region or service than was signed for",
        hint:
          "make \(option: .region) and the endpoint URL name the same region: \(option: .endpoint), AWS_ENDPOINT_URL_STS, "
          + "AWS_ENDPOINT_URL")
    },
    ErrorRule("sts-denied", .sts, codes: denials, when: { context, _ in context.role == nil }) { context, _ in
      Failure(
        .accessDenied, "access to \(context.operation) was denied",
        hint: "a service control policy must be denying it: ask the administrator of the AWS organization")
    },
    ErrorRule("sts-role-denied", .sts, codes: denials) { context, _ in
      Failure(
        .accessDenied, "not allowed to assume \(context.target)",
        hint: "the role's trust policy must name your principal"
          + (context.operation == "AssumeRole" ? ", and your own policy must allow sts:AssumeRole on it" : ""),
        moreHints: [
          "check external_id, mfa_serial and the token's subject and audience: the trust policy may demand them",
          "to see who is asking\(context.origin.map { " (credentials from \($0.detail))" } ?? ""): \(command: .explainCredentials)",
        ])
    },
    ErrorRule("sts-token-expired", .sts, codes: ["ExpiredTokenException", "ExpiredToken"]) { _, _ in
      Failure(
        .expiredCredentials, "the web identity token has expired (ExpiredToken)",
        hint: "have the platform renew the token file (in CI: run the job again), then run it again")
    },
    ErrorRule("sts-token-unknown", .sts, codes: ["InvalidIdentityToken"]) { _, _ in
      Failure(
        .invalidCredentials, "Invalid security token: STS does not accept the web identity token",
        hint: "check that the IAM identity provider exists in the role's account and that issuer and audience match")
    },
    ErrorRule("sts-claim", .sts, codes: ["IDPRejectedClaim"]) { _, _ in
      Failure(
        .accessDenied, "the identity provider rejected the web identity token",
        hint: "check the token's claims, and renew the token")
    },
    ErrorRule("sts-provider", .sts, codes: ["IDPCommunicationError"], retry: .transient) { _, _ in
      Failure(
        .serviceError, "STS could not reach the identity provider of the web identity token",
        hint: "try again in a minute")
    },
    ErrorRule("sts-region", .sts, codes: ["RegionDisabledException"]) { _, _ in
      Failure(
        .accessDenied, "STS is not enabled in this region for the account",
        hint: "choose another \(option: .region), or enable STS there: IAM console, Account settings")
    },
    ErrorRule(
      "sts-validation", .sts, codes: ["ValidationError", "PackedPolicyTooLarge", "MalformedPolicyDocument"]
    ) { context, error in
      Failure(
        .badConfig, "STS refuses the request for \(context.target): \(cleaned(error.message))",
        hint: "check role_arn, duration_seconds (at most the role's maximum; 3600 when roles are chained), "
          + "external_id and mfa_serial of the profile")
    },
    ErrorRule("sts-throttled", .sts, codes: throttling, makeFailure: stsThrottled),
    ErrorRule("sts-429", .sts, statuses: 429...429, makeFailure: stsThrottled),
    ErrorRule("sts-failed", .sts, statuses: 500...999) { context, error in
      Failure(
        .serviceError, "STS answered \(context.operation) with status \(error.status)",
        hint: "try again in a minute; https://health.aws.amazon.com shows outages")
    },
    ErrorRule("sts-not", .sts, when: { _, error in error.code == nil }) { context, error in
      Failure(
        .badResponse, "what answered \(context.operation) with status \(error.status) is not STS",
        hint: "check \(option: .endpoint), AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL and the proxy")
    },
    ErrorRule("sts-other", .sts) { context, error in
      Failure(
        .providerFailed, "STS refuses \(context.operation): \(error.code ?? "") \(cleaned(error.message))",
        hint: "run with \(switch: .debug) to see the exchange; secrets are not shown")
    },
  ]

  private static let denials: Set<String> = ["AccessDenied", "AccessDeniedException"]

  private static let stsThrottled: ErrorRule.MakeFailure = { _, _ in
    Failure(
      .throttled, "STS still refuses requests as too many",
      hint: "try again in a minute, or raise \(option: .attempts); everything in the account shares the limit")
  }

  private static func cleaned(_ message: String?) -> String { OneLine.first(message ?? "", limit: 300) }
}

extension AWSErrorContext {
  fileprivate var target: String { role.map { "the role \($0)" } ?? "this" }
}
