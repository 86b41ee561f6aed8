public import Core
#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// `AWS` owns everything of AWS: SigV4, credentials and where they come from, regions and endpoints, STS and
/// Bedrock. It knows nothing of Storyblok.

/// One set of AWS credentials. A set comes from one place: an access key is never completed with a secret or a
/// session token from another.
public struct Credentials: Sendable, Equatable {
  /// The access key id: no secret.
  public var accessKeyID: String
  /// The secret access key.
  public var secretAccessKey: Secret
  /// The session token of temporary credentials.
  public var sessionToken: Secret?
  /// When they end, where known.
  public var expiration: Date?
  /// The account they belong to, where the source says so.
  public var accountID: String?

  /// Makes a set.
  public init(
    accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret? = nil, expiration: Date? = nil,
    accountID: String? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiration = expiration
    self.accountID = accountID
  }
}
