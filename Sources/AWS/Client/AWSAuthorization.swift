public import Core

/// The authorization of a request to AWS.
public enum AWSAuthorization: Sendable {
  /// A SigV4 signature with these credentials.
  case sigV4(Credentials)
  /// A Bedrock API key.
  case bearer(Secret)
  /// None: the call is unsigned.
  case none
}

extension AWSAuthorization {
  /// Adds the secrets of the authorization to those of the run.
  func add(to secrets: KnownSecrets) {
    switch self {
    case .sigV4(let credentials): credentials.add(to: secrets)
    case .bearer(let key): secrets.add(key)
    case .none: break
    }
  }
}
