/// A set of credentials and its origin.
public struct ResolvedCredentials: Sendable, Equatable {
  /// The credentials.
  public var credentials: Credentials
  /// Their origin.
  public var origin: CredentialOrigin

  /// Makes resolved credentials.
  public init(_ credentials: Credentials, from origin: CredentialOrigin) {
    self.credentials = credentials
    self.origin = origin
  }
}
