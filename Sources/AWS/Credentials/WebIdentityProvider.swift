import Core

/// Assumes a role with an OIDC token from a file, as Kubernetes and CI systems provide it.
struct WebIdentityProvider: CredentialProvider {
  let source = CredentialSource.webIdentity

  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome {
    guard let file = value(.webIdentityTokenFile, "web_identity_token_file", context) else {
      return .declined("neither AWS_WEB_IDENTITY_TOKEN_FILE nor web_identity_token_file is set")
    }
    guard let role = value(.roleARN, "role_arn", context) else {
      throw Failure(
        .badConfig, "a web identity token file is set (\(file.origin.place)), but no role to assume with it",
        hint: "set AWS_ROLE_ARN, or role_arn in the profile")
    }
    let session = value(.roleSessionName, "role_session_name", context)
    let request = AssumeRoleRequest(roleARN: role.value, sessionName: session?.value)
    let profile: String? = if case .environment = role.origin { nil } else { context.selection.name }
    let origin = CredentialOrigin(
      .webIdentity, detail: "\(role.value) (\(file.origin.place))", profile: profile)

    let cache = CredentialCache(context)
    let key = CredentialCache.key(role: request)
    if let cached = cache?.read(key, from: origin) { return .found(cached) }
    for identifier in [role, session].compactMap(\.self) { try BareText.check(identifier) }
    try request.validate(profile: profile ?? "of the environment")
    let token = try read(file, context)
    context.environment.secrets.add(token)
    if context.isOffline { return .deferred(origin, "sts") }
    context.log.progress("assuming \(role.value)")
    defer { context.log.progress(nil) }
    let sts = STS(
      client: context.network.client(.none, environment: context.environment),
      environment: context.environment,
      origin: origin)
    let assumed = try await sts.assumeRole(request, webIdentity: token)
    cache?.write(key, assumed)
    return .found(try ResolvedCredentials(assumed.credentials, from: origin))
  }

  /// As in botocore, each of the three values is looked up separately, in the environment first, so sources may mix.
  private func value(_ variable: Variable, _ key: String, _ context: ProviderContext) -> Setting<String>? {
    if context.readsWebIdentityVariables, !context.selection.isExplicit,
      let value = context.environment.setting(variable)
    {
      return value
    }
    return context.profile?.value(key)
  }

  /// The token without a trailing line end.
  private func read(_ file: Setting<String>, _ context: ProviderContext) throws(Failure) -> Secret {
    // As in botocore, the path is used verbatim; a tilde is not expanded.
    let path =
      file.value.hasPrefix("/") ? file.value : context.environment.workingDirectory + "/" + file.value
    guard let bytes = try CredentialFile.read(path, limit: 64 << 10) else {
      throw Failure(
        .providerFailed, "the web identity token file \(file.value) does not exist (\(file.origin.place))",
        hint: file.value.hasPrefix("~")
          ? "write the whole path: ~ is not expanded here"
          : "check the path, and that the platform has mounted it")
    }
    let token = String(decoding: bytes, as: UTF8.self).trimmed
    try BareText.check(token, "the web identity token in \(file.value)")
    guard !token.isEmpty else {
      throw Failure(
        .providerFailed, "the web identity token file \(file.value) is empty (\(file.origin.place))",
        hint: "have the platform write a token into it")
    }
    return Secret(token)
  }
}

extension CredentialSource {
  /// A role that is assumed with an OIDC token.
  public static let webIdentity = CredentialSource(
    "web-identity",
    place: "a web identity token: AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, or the same keys of the profile",
    profileKey: "web_identity_token_file", isRenewable: true,
    renewal: "renew the token in the web identity token file, then run it again")
}
