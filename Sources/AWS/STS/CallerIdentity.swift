import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The identity that STS reports for credentials.
public struct CallerIdentity: Sendable, Equatable {
  /// The twelve digits of the account.
  public var account: String
  /// The ARN of the user or of the role's session.
  public var arn: String
  /// The unique id; for a role's session, followed by a colon and the session name.
  public var userID: String
  /// By how many seconds the local clock is ahead of the service's; nil if the response had no date.
  public var clockSkew: Int?

  /// Makes an identity.
  public init(account: String, arn: String, userID: String, clockSkew: Int? = nil) {
    self.account = account
    self.arn = arn
    self.userID = userID
    self.clockSkew = clockSkew
  }
}
