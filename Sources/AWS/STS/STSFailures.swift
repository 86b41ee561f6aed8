import Core

/// What STS means when it refuses something other than the credentials themselves.
enum STSFailures {
  static func failure(
    _ error: AWSServiceError, action: String, role: String?, origin: CredentialOrigin?
  ) -> Failure {
    let (code, sentence, hint, more) = words(error, action: action, role: role, origin: origin)
    return Failure(
      code, sentence, hint: hint, moreHints: more, service: "sts", awsCode: error.code,
      httpStatus: error.status, requestID: error.requestID, attempts: error.attempts, cause: error.message)
  }

  private static func words(
    _ error: AWSServiceError, action: String, role: String?, origin: CredentialOrigin?
  ) -> (Failure.Code, String, String, [String]) {
    let target = role.map { "the role \($0)" } ?? "this"
    if error.message?.contains("should be scoped to") == true {
      return (
        .badConfig, "the STS endpoint serves another region or service than was signed for",
        "make --region and the endpoint URL name the same region: --endpoint-url, AWS_ENDPOINT_URL_STS, "
          + "AWS_ENDPOINT_URL", []
      )
    }
    switch error.code {
    case "AccessDenied", "AccessDeniedException":
      guard role != nil else {
        return (
          .accessDenied, "access to \(action) was denied",
          "a service control policy must be denying it: ask the administrator of the AWS organization", []
        )
      }
      return (
        .accessDenied, "not allowed to assume \(target)",
        "the role's trust policy must name your principal"
          + (action == "AssumeRole" ? ", and your own policy must allow sts:AssumeRole on it" : ""),
        [
          "check external_id, mfa_serial and the token's subject and audience: the trust policy may demand them",
          "to see who is asking\(origin.map { " (credentials from \($0.detail))" } ?? ""): sva whoami --explain",
        ]
      )
    case "ExpiredTokenException", "ExpiredToken":
      return (
        .expiredCredentials, "the web identity token has expired (ExpiredToken)",
        "have the platform renew the token file (in CI: run the job again), then run it again", []
      )
    case "InvalidIdentityToken":
      return (
        .invalidCredentials, "Invalid security token: STS does not accept the web identity token",
        "check that the IAM identity provider exists in the role's account and that issuer and audience match",
        []
      )
    case "IDPRejectedClaim":
      return (
        .accessDenied, "the identity provider rejected the web identity token",
        "check the token's claims, and renew the token", []
      )
    case "IDPCommunicationError":
      return (
        .serviceError, "STS could not reach the identity provider of the web identity token",
        "try again in a minute",
        []
      )
    case "RegionDisabledException":
      return (
        .accessDenied, "STS is not enabled in this region for the account",
        "choose another --region, or enable STS there: IAM console, Account settings", []
      )
    case "ValidationError", "PackedPolicyTooLarge", "MalformedPolicyDocument":
      return (
        .badConfig, "STS refuses the request for \(target): \(cleaned(error.message))",
        "check role_arn, duration_seconds (at most the role's maximum; 3600 when roles are chained), external_id "
          + "and mfa_serial of the profile", []
      )
    case "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException":
      return throttled
    default:
      if error.status == 429 { return throttled }
      if error.status >= 500 {
        return (
          .serviceError, "STS answered \(action) with status \(error.status)",
          "try again in a minute; https://health.aws.amazon.com shows outages", []
        )
      }
      if error.code == nil {
        return (
          .badResponse, "what answered \(action) with status \(error.status) is not STS",
          "check --endpoint-url, AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL and the proxy", []
        )
      }
      return (
        .providerFailed, "STS refuses \(action): \(error.code ?? "") \(cleaned(error.message))",
        "run with --debug to see the exchange; secrets are not shown", []
      )
    }
  }

  private static let throttled: (Failure.Code, String, String, [String]) = (
    .throttled, "STS still refuses requests as too many",
    "try again in a minute, or raise --max-attempts; everything in the account shares the limit", []
  )

  private static func cleaned(_ message: String?) -> String { OneLine.first(message ?? "", limit: 300) }
}
