import Core

/// Assumes the role of the profile with the credentials of its source. Roles may be chained.
struct AssumeRoleProvider: CredentialProvider {
  let source = CredentialSource.assumeRole

  func key(in profile: Profile) -> String? { profile.assumesRole ? "role_arn" : nil }

  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome {
    if let failure = context.profileFailure { throw failure }
    guard let profile = context.profile else { return .declined("no profile \(context.selection.name)") }
    guard profile.value("role_arn") != nil else { return .declined("no role_arn in profile \(profile.name)") }
    guard profile.assumesRole else {
      return .declined("profile \(profile.name) has a web_identity_token_file, which goes with its role_arn")
    }
    let plan = try RolePlan(profile, files: context.files)
    return try await assume(plan.hops[...], of: plan, context)
  }

  /// The credentials of the first of `hops`. The remaining hops lead to its source credentials.
  private func assume(
    _ hops: ArraySlice<RolePlan.Hop>, of plan: RolePlan, _ context: ProviderContext
  ) async throws(Failure) -> ProviderOutcome {
    guard let hop = hops.first else { return try await base(plan.base, context) }
    let origin = CredentialOrigin(
      .assumeRole, detail: "\(hop.request.roleARN) (\(hop.origin.place))", profile: hop.profile)
    let cache = CredentialCache(context)
    let key = CredentialCache.key(role: hop.request)
    if let cached = cache?.read(key, from: origin) {
      context.log.note("credentials: \(hop.request.roleARN) taken from the cache")
      return .found(cached)
    }
    for identifier in hop.identifiers { try BareText.check(identifier) }
    try hop.request.validate(profile: hop.profile)
    let signer: ResolvedCredentials
    switch try await assume(hops.dropFirst(), of: plan, context) {
    case .found(let resolved): signer = resolved
    case .declined(let why):
      throw Failure(
        .badConfig, "the source of profile \(hop.profile) has no credentials: \(why)",
        hint:
          "give the source profile keys, or log in to it; \(command: .explainCredentials(profile: "NAME")) shows what it lacks"
      )
    case .deferred(_, let whom): return .deferred(origin, whom)
    }
    if context.isOffline { return .deferred(origin, "sts") }
    let code = try await MFA.code(for: hop.request.mfaSerial, profile: hop.profile, context)
    context.log.progress("assuming \(hop.request.roleARN)")
    defer { context.log.progress(nil) }
    let sts = STS(
      client: context.network.client(.sigV4(signer.credentials), environment: context.environment),
      environment: context.environment, origin: signer.origin)
    let assumed = try await sts.assumeRole(hop.request, tokenCode: code)
    cache?.write(key, assumed)
    return .found(try ResolvedCredentials(assumed.credentials, from: origin))
  }

  private func base(_ base: RolePlan.Base, _ context: ProviderContext) async throws(Failure)
    -> ProviderOutcome
  {
    switch base {
    case .profile(let name, let origin):
      let context = context.reading(name, from: origin)
      return try await CredentialChain.first(of: CredentialChain.ofSourceProfile, context)
        ?? .declined("source profile \(name) has neither keys, sso, login_session nor credential_process")
    case .source(let source, let profile):
      let outcome = try await CredentialChain.provider(of: source).resolve(context)
      guard case .declined(let why) = outcome else { return outcome }
      throw Failure(
        .providerFailed,
        "credential_source \(source.rawValue) of profile \(profile) has no credentials: \(why)",
        hint:
          "provide them there, or name another credential_source or a source_profile in profile \(profile)")
    }
  }
}

extension CredentialSource {
  /// A role that is assumed with the credentials of its source.
  public static let assumeRole = CredentialSource(
    "assume-role", place: "role_arn of the profile: the role is assumed with source_profile or credential_source",
    profileKey: "role_arn", isRenewable: true,
    renewal: "run it again: the role is assumed afresh once its cached credentials have ended")
}
