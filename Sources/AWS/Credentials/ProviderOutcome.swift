import Core

/// The result of a provider.
enum ProviderOutcome: Sendable, Equatable {
  /// Credentials.
  case found(ResolvedCredentials)
  /// No credentials; the text says why.
  case declined(Remedy)
  /// It would request credentials, but the run is offline: the origin, and what would be called.
  case deferred(CredentialOrigin, String)
}
