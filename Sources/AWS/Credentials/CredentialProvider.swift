import Core

/// A source of credentials.
///
/// A provider returns credentials, declines, or throws. As in botocore, an error ends the search: continuing after an
/// incomplete configuration would use another identity.
protocol CredentialProvider: Sendable {
  /// The source that `whoami` shows.
  var source: CredentialSource { get }

  /// The key by which a profile configures it; nil if the profile does not.
  func key(in profile: Profile) -> String?

  /// Looks for credentials, and requests them if necessary.
  ///
  /// - Throws: `Failure` if it is configured but has no credentials.
  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome
}

extension CredentialProvider {
  func key(in profile: Profile) -> String? { source.profileKey.flatMap { profile.value($0) == nil ? nil : $0 } }
}

/// The result of a provider.
enum ProviderOutcome: Sendable, Equatable {
  /// Credentials.
  case found(ResolvedCredentials)
  /// No credentials; the text says why.
  case declined(Remedy)
  /// It would request credentials, but the run is offline: the origin, and what would be called.
  case deferred(CredentialOrigin, String)
}
