import Core

/// One place credentials may come from.
///
/// A provider yields, declines, or throws. Throwing ends the whole search, as in botocore: what is half configured
/// is meant, and going on silently would answer as somebody else.
protocol CredentialProvider: Sendable {
  /// Its word in `whoami`.
  var source: CredentialSource { get }

  /// Whether this profile asks for it.
  func isAsked(by profile: Profile) -> Bool

  /// Looks, and if need be asks.
  ///
  /// - Throws: `Failure` where it is configured but cannot deliver.
  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome
}

extension CredentialProvider {
  func isAsked(by profile: Profile) -> Bool { source.profileKey.map { profile.value($0) != nil } ?? false }
}

/// What a provider found.
enum ProviderOutcome: Sendable, Equatable {
  /// Credentials.
  case found(ResolvedCredentials)
  /// Nothing, and why in words.
  case declined(String)
  /// It would deliver, but only by asking somebody, and the run is offline: from where, and who would be asked.
  case deferred(CredentialOrigin, String)
}
