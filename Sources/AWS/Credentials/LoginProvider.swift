import Core
import Crypto
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The session of `aws login`: temporary credentials in a cache, renewed with a private key of this machine.
struct LoginProvider: CredentialProvider {
  let source = CredentialSource.login
  /// Credentials that expire within this many seconds are renewed.
  private static let threshold = 300.0

  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome {
    guard let profile = context.profile, let session = profile.value("login_session") else {
      return .declined("no login_session in profile \(context.selection.name)")
    }
    let origin = CredentialOrigin(
      source, detail: "\(session.value) (\(session.origin.place))", profile: profile.name)
    let login = Remedy.Shell.login(profile: origin.namedProfile)
    let path = try path(session.value, context.environment)
    guard let bytes = try CredentialFile.read(path, limit: 256 << 10) else {
      throw Failure(
        .providerFailed, "not logged in: there is no session of aws login for profile \(profile.name)",
        hint: .run(login))
    }
    var token = try LoginToken(bytes, login: login)
    token.add(to: context.environment.secrets)
    let left = token.expiresAt.timeIntervalSince(context.now)
    if left <= Self.threshold {
      if context.isOffline {
        if left <= 0 { return .deferred(origin, "signin") }
      } else {
        token = try await SignIn(context, login: login).refresh(token)
        token.add(to: context.environment.secrets)
        store(token, path, context)
      }
    }
    guard token.expiresAt > context.now else { throw CredentialRefusal.expired(origin) }
    return .found(ResolvedCredentials(token.credentials, from: origin))
  }

  private func path(_ session: String, _ environment: Environment) throws(Failure) -> String {
    let name = Hex.lower(SHA256.hash(data: Array(session.utf8))) + ".json"
    if let folder = environment.variable(.loginCacheDirectory) {
      return environment.absolutePath(SharedFiles.expand(folder, environment)) + "/" + name
    }
    guard let home = environment.home else {
      throw Failure(.providerFailed, "there is no home folder to look for the login in", hint: "set HOME")
    }
    return home + "/.aws/login/cache/" + name
  }

  /// The old refresh token is invalid now. If the new one is not stored, the user is logged out of every tool.
  private func store(_ token: LoginToken, _ path: String, _ context: ProviderContext) {
    do throws(Failure) { try CredentialFile.write(token.json, to: path, context.environment) } catch {
      context.log.warn(
        "the renewed login could not be kept, so you will have to log in again: \(error.sentence)")
    }
  }
}

extension CredentialSource {
  /// The session of `aws login`.
  public static let login = CredentialSource(
    "login", place: "login_session of the profile, after aws login", profileKey: "login_session",
    renewal: { .run(.login(profile: $0.namedProfile)) })
}
