import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A role of IAM Identity Center, with the token of `aws sso login`.
struct SSOProvider: CredentialProvider {
  let source = CredentialSource.sso
  /// A token that expires within this many seconds is renewed.
  private static let window = 900.0

  func key(in profile: Profile) -> String? { ["sso_role_name", "sso_account_id"].first { profile.value($0) != nil } }

  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome {
    guard let profile = context.profile, let sso = try SSOProfile(profile, files: context.files) else {
      return .declined("no sso_account_id or sso_role_name in profile \(context.selection.name)")
    }
    let through = sso.session.map { "sso-session \($0)" } ?? sso.startURL
    let origin = CredentialOrigin(
      .sso, detail: "role \(sso.role) in account \(sso.account) through \(through)", profile: profile.name)
    let cache = CredentialCache(context)
    let key = CredentialCache.key(sso: sso)
    if let cached = cache?.read(key) {
      context.log.note("credentials: the SSO role was taken from the cache")
      return .found(ResolvedCredentials(cached, from: origin))
    }
    let token = try await token(sso, context)
    guard let token else { return .deferred(origin, "sso-oidc, sso") }
    if context.isOffline { return .deferred(origin, "sso") }
    context.log.progress("getting credentials of \(sso.role)")
    defer { context.log.progress(nil) }
    let credentials = try await SSOPortal(context, region: sso.region).credentials(sso, token)
    guard credentials.expiration.map({ $0 > context.now }) ?? true else {
      throw CredentialRefusal.expired(origin)
    }
    cache?.write(key, sso: credentials)
    return .found(ResolvedCredentials(credentials, from: origin))
  }

  /// A valid token; nil if it must be requested and the run is offline.
  private func token(_ sso: SSOProfile, _ context: ProviderContext) async throws(Failure) -> SSOToken? {
    guard let home = context.environment.home else {
      throw Failure(
        .providerFailed, "there is no home folder to look for the SSO token in", hint: "set HOME")
    }
    let path = home + "/.aws/sso/cache/" + sso.tokenFile
    guard let bytes = try CredentialFile.read(path, limit: 256 << 10) else {
      throw Failure(
        .providerFailed,
        "not logged in to \(sso.session.map { "sso-session \($0)" } ?? sso.startURL): "
          + "there is no SSO token", hint: .run(sso.login), moreHints: otherForm(sso, home),
        service: "sso")
    }
    let token = try SSOToken(bytes, path: path, login: sso.login)
    for secret in token.secrets { context.environment.secrets.add(secret) }
    let left = token.expiresAt.timeIntervalSince(context.now)
    // Only the token of an sso-session can be renewed, and only while its client registration is valid.
    if sso.session != nil, left < Self.window, token.isRefreshable(now: context.now) {
      if context.isOffline { return left > 0 ? token : nil }
      do throws(Failure) {
        let renewed = try await SSOPortal(context, region: sso.region).refresh(token)
        for secret in renewed.secrets { context.environment.secrets.add(secret) }
        store(renewed, sso, path, context)
        return renewed
      } catch {
        // A refusal means that the session has ended. Other errors are transient, and a new login would not help.
        guard left > 0 || error.code == .providerFailed else {
          var failure = error
          failure.sentence = "the SSO token of profile \(sso.profile) could not be renewed: " + error.sentence
          throw failure
        }
        if left <= 0 { context.log.note("the SSO token was not renewed: \(error.sentence)") }
        if left > 0 { context.log.warn("the SSO token was not renewed: \(error.sentence)") }
      }
    }
    guard left > 0 else {
      throw Failure(
        .expiredCredentials,
        "the SSO session of profile \(sso.profile) ended \(RelativeTime.span(-left)) ago (ExpiredToken)",
        hint: .run(sso.login), service: "sso")
    }
    return token
  }

  /// The old refresh token is invalid now, so the user must know if the new one cannot be stored.
  private func store(_ token: SSOToken, _ sso: SSOProfile, _ path: String, _ context: ProviderContext) {
    do throws(Failure) {
      try CredentialFile.write(
        token.json(startURL: sso.startURL, region: sso.region), to: path, context.environment)
    } catch {
      context.log.warn(
        "the renewed SSO token could not be kept, so you may have to log in again: \(error.sentence)")
    }
  }

  /// If the user logged in with the other form of the profile, the token is under the other file name.
  private func otherForm(_ sso: SSOProfile, _ home: String) -> [Remedy] {
    guard sso.session != nil else { return [] }
    let path = home + "/.aws/sso/cache/" + CredentialCache.sha1(sso.startURL) + ".json"
    guard ((try? CredentialFile.read(path, limit: 256 << 10)) ?? nil) != nil else { return [] }
    return ["there is a token for \(sso.startURL) from a profile without sso_session: it does not count here"]
  }
}

extension CredentialSource {
  /// A role of IAM Identity Center.
  public static let sso = CredentialSource(
    "sso", place: "IAM Identity Center (SSO) settings of the profile, after aws sso login", profileKey: "sso_role_name",
    renewal: { .run(.ssoLogin(profile: $0.namedProfile)) })
}
