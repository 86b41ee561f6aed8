public import Core
import HTTP

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// One set of AWS credentials. All its parts come from one source: an access key is never combined with a secret or a
/// session token from another.
public struct Credentials: Sendable, Equatable {
  /// The access key id, which is not secret. It is shown as `shownAccessKeyID`.
  public var accessKeyID: String
  /// The secret access key.
  public var secretAccessKey: Secret
  /// The session token of temporary credentials.
  public var sessionToken: Secret?
  /// The expiration; nil if not known.
  public var expiration: Date?
  /// The account id, if the source reports it.
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

  /// The access key id for display: masked if it does not have the form of one, because it may be a secret.
  public var shownAccessKeyID: String { AccessKeyID.shown(accessKeyID) }

  /// Adds the secrets of the set to those of the run, also what stands in place of the access key id.
  func add(to secrets: KnownSecrets) {
    secrets.add(secretAccessKey)
    secrets.add(sessionToken)
    if !AccessKeyID.isPlausible(accessKeyID) { secrets.add([accessKeyID]) }
  }
}
