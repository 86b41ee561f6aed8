import Core

/// Keys in the `.env` file. They are not combined with keys of the process environment.
struct DotEnvProvider: CredentialProvider {
  let source = CredentialSource.dotenv

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    guard let file = context.settings.dotenv else { return .declined("no .env file was read") }
    guard let id = context.settings.fromDotEnv(.accessKeyID) else {
      return .declined("\(file.path) sets no AWS_ACCESS_KEY_ID")
    }
    if context.selection.isExplicit {
      return .declined("\(id.origin.place) is set, but has no say beside \(option: .profile)")
    }
    guard let secret = context.settings.fromDotEnv(.secretAccessKey) else {
      throw CredentialFailures.partial(
        file.path, has: "AWS_ACCESS_KEY_ID", lacks: "AWS_SECRET_ACCESS_KEY",
        hint: "add AWS_SECRET_ACCESS_KEY to \(file.path); the environment's does not complete it")
    }
    let token = context.settings.fromDotEnv(.sessionToken)
    var places = [CredentialPart.secretAccessKey: secret.origin.place]
    places[.sessionToken] = token?.origin.place
    return .found(
      try ResolvedCredentials(
        Credentials(
          accessKeyID: id.value, secretAccessKey: Secret(secret.value), sessionToken: token.map { Secret($0.value) }),
        from: CredentialOrigin(.dotenv, detail: id.origin.place, places: places)))
  }
}

extension CredentialSource {
  /// Keys in the `.env` file.
  public static let dotenv = CredentialSource(
    "dotenv",
    place: "the same names in the .env file; not when a profile is named by \(option: .profile) or in the environment",
    renewal: renewalOfVariables)
}
