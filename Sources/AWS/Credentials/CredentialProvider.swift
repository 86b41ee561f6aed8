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
