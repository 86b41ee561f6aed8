import Core

/// Keys in the process environment.
struct EnvironmentProvider: CredentialProvider {
  let source = CredentialSource.environment

  /// Whether `credential_source = Environment` refers to the keys. Then they are used whatever profile is selected.
  var isCredentialSource = false

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    if !isCredentialSource, context.selection.isExplicit, context.environment.setting(.accessKeyID) != nil {
      return .declined("AWS_ACCESS_KEY_ID is set, but has no say beside \(option: .profile)")
    }
    let environment = context.environment
    guard let id = environment.setting(.accessKeyID)?.value else {
      if environment.isEmpty(.accessKeyID) {
        return .declined("AWS_ACCESS_KEY_ID is set but empty")
      }
      return .declined(
        environment.setting(.secretAccessKey) == nil
          ? "AWS_ACCESS_KEY_ID is not set" : "AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not")
    }
    guard let secret = environment.setting(.secretAccessKey)?.value else {
      throw CredentialFailures.partial(
        "the environment", has: "AWS_ACCESS_KEY_ID", lacks: "AWS_SECRET_ACCESS_KEY",
        hint: "set AWS_SECRET_ACCESS_KEY to the secret of that key, or unset AWS_ACCESS_KEY_ID")
    }
    // As in botocore, the older name has precedence.
    let token = environment.variable(.securityToken) ?? environment.setting(.sessionToken)?.value
    let tokenName =
      environment.variable(.securityToken) == nil ? SettingKey.sessionToken.name : Variable.securityToken.name
    let origin = CredentialOrigin(
      .environment, detail: "AWS_ACCESS_KEY_ID",
      places: [.secretAccessKey: "AWS_SECRET_ACCESS_KEY", .sessionToken: tokenName])
    var credentials = Credentials(
      accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: token.map(Secret.init),
      accountID: environment.variable(.accountID))
    if let text = environment.variable(.credentialExpiration) {
      guard let date = Timestamp.parse(text) else {
        throw Failure(
          .badConfig, "AWS_CREDENTIAL_EXPIRATION holds no date",
          hint: "write it like 2026-01-02T03:04:05Z, or unset it")
      }
      guard date > context.now else { throw CredentialRefusal.expired(origin) }
      credentials.expiration = date
    }
    return .found(try ResolvedCredentials(credentials, from: origin))
  }
}

extension CredentialSource {
  /// Keys in the process environment.
  public static let environment = CredentialSource(
    "environment",
    place: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN for temporary keys) in the "
      + "environment; not when \(option: .profile) is given",
    renewal: renewalOfVariables)
}
