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
