import Core

/// One place credentials may come from.
///
/// A provider yields, declines, or throws. Throwing ends the whole search, as in botocore: what is half configured
/// is meant, and going on silently would answer as somebody else.
protocol CredentialProvider: Sendable {
  /// Its word in `whoami`.
  var source: CredentialSource { get }

  /// The key by which this profile asks for it; nil where it does not.
  func key(in profile: Profile) -> String?

  /// Looks, and if need be asks.
  ///
  /// - Throws: `Failure` where it is configured but cannot deliver.
  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome
}

extension CredentialProvider {
  func key(in profile: Profile) -> String? { source.profileKey.flatMap { profile.value($0) == nil ? nil : $0 } }
}

/// What a provider found.
enum ProviderOutcome: Sendable, Equatable {
  /// Credentials.
  case found(ResolvedCredentials)
  /// Nothing, and why in words.
  case declined(Remedy)
  /// It would deliver, but only by asking somebody, and the run is offline: from where, and who would be asked.
  case deferred(CredentialOrigin, String)
}
