import Core

/// Errors of IAM Identity Center: statuses of its portal, codes of its OIDC service.
extension AWSErrorTable {
  static let sso: [ErrorRule] = [
    ErrorRule("sso-expired", .sso, statuses: 401...401) { context, _ in
      Failure(
        .expiredCredentials, "the SSO session of profile \(context.sso?.profile ?? "") is over (ExpiredToken)",
        hint: .run(context.sso?.login ?? .ssoLogin(profile: nil)), moreHints: context.ssoScopes)
    },
    ErrorRule("sso-denied", .sso, statuses: 403...403) { context, _ in
      Failure(
        .accessDenied, "SSO does not give you the \(context.ssoRole)",
        hint:
          "check sso_role_name and sso_account_id (\(context.ssoPlace)), or have the permission set assigned to you",
        moreHints: context.ssoScopes)
    },
    ErrorRule("sso-no-role", .sso, statuses: 404...404) { context, _ in
      Failure(
        .accessDenied, "SSO knows no \(context.ssoRole)",
        hint: "check sso_role_name, sso_account_id and sso_region (\(context.ssoPlace))")
    },
    ErrorRule("sso-throttled", .sso, statuses: 429...429) { _, _ in
      Failure(.throttled, "the SSO portal is throttling", hint: "try again in a minute")
    },
    ErrorRule("sso-failed", .sso, statuses: 500...999) { _, error in
      Failure(
        .serviceError, "the SSO portal answered with status \(error.status)", hint: "try again in a minute")
    },
    ErrorRule("sso-other", .sso) { context, error in
      Failure(
        .providerFailed, "the SSO portal refuses: \(error.name)",
        hint: "check sso_region, sso_account_id and sso_role_name of profile \(context.sso?.profile ?? "")")
    },
    ErrorRule("oidc-throttled", .ssoOIDC, statuses: 429...429) { _, error in renewal(.throttled, error) },
    ErrorRule("oidc-failed", .ssoOIDC, statuses: 500...999) { _, error in renewal(.serviceError, error) },
    ErrorRule("oidc-refused", .ssoOIDC, statuses: 400...499) { _, error in renewal(.providerFailed, error) },
    // Any other status, such as a redirect, does not come from the service.
    ErrorRule("oidc-not", .ssoOIDC) { _, error in renewal(.badResponse, error) },
  ]

  private static func renewal(_ code: Failure.Code, _ error: AWSServiceError) -> Failure {
    Failure(
      code, "the SSO service refuses to renew the token: \(error.name)",
      hint: code == .providerFailed ? .run(.ssoLogin(profile: nil)) : "try again in a minute")
  }
}

extension AWSErrorContext {
  fileprivate var ssoRole: String { "role \(sso?.role ?? "") in account \(sso?.account ?? "")" }
  /// The remedy for scopes that are named and do not suffice. Without any the service gives its default ones.
  fileprivate var ssoScopes: [Remedy] { sso?.scopes?.isEmpty == false ? [sso?.scopeRemedy].compactMap(\.self) : [] }
  fileprivate var ssoPlace: String { sso?.origin.place ?? "" }
}
