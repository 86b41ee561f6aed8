public import Core

/// What a request to AWS proves its sender with.
public enum AWSAuthorization: Sendable {
  /// A SigV4 signature by these credentials.
  case sigV4(Credentials)
  /// A Bedrock API key.
  case bearer(Secret)
  /// Nothing: the call is unsigned by design.
  case none
}
