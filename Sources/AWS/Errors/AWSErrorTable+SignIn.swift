import Core

/// Errors of the sign-in service, which renews the session of `aws login`.
extension AWSErrorTable {
  static let signin: [ErrorRule] = [
    ErrorRule("signin-expired", .signin, when: { _, error in error.kind == "TOKEN_EXPIRED" }) { context, _ in
      Failure(.expiredCredentials, "the session of aws login is over (ExpiredToken)", hint: context.logIn)
    },
    ErrorRule(
      "signin-password", .signin, when: { _, error in error.kind == "USER_CREDENTIALS_CHANGED" }
    ) { context, _ in
      Failure(
        .expiredCredentials, "the session of aws login ended with a change of password (ExpiredToken)",
        hint: context.logIn)
    },
    ErrorRule(
      "signin-denied", .signin, when: { _, error in error.kind == "INSUFFICIENT_PERMISSIONS" }
    ) { _, _ in
      Failure(
        .accessDenied, "not allowed to renew the session of aws login",
        hint: "your policy must allow signin:CreateOAuth2Token")
    },
    ErrorRule("signin-throttled", .signin, statuses: 429...429) { _, error in
      Failure(.throttled, refused(error), hint: "try again in a minute")
    },
    ErrorRule("signin-failed", .signin, statuses: 500...999) { _, error in
      Failure(.serviceError, refused(error), hint: "try again in a minute")
    },
    ErrorRule("signin-refused", .signin, statuses: 400...499) { context, error in
      Failure(.providerFailed, refused(error), hint: context.logIn)
    },
    // Any other status, such as a redirect, does not come from the service.
    ErrorRule("signin-not", .signin) { _, error in
      Failure(.badResponse, refused(error), hint: "check AWS_ENDPOINT_URL_SIGNIN and the proxy")
    },
  ]

  private static func refused(_ error: AWSServiceError) -> String {
    "the sign-in service does not renew the session: \(error.name)"
  }
}

extension AWSErrorContext {
  fileprivate var logIn: Remedy { .run(login ?? .login(profile: nil)) }
}
