/// The principal of an ARN returned by STS, in the terms of contract §4.
public struct Principal: Sendable, Equatable {
  /// The kinds of caller.
  public enum Kind: String, Sendable, CaseIterable {
    /// An IAM user.
    case user
    /// A session of an IAM role.
    case assumedRole = "assumed-role"
    /// A session of an IAM Identity Center permission set.
    case permissionSet = "sso-permission-set"
    /// The root user of an account.
    case root
    /// A user federated by GetFederationToken.
    case federatedUser = "federated-user"
    /// Any other principal.
    case other
  }

  /// The kind.
  public let kind: Kind
  /// The name of the user, role or permission set, without a path; `root`; else the ARN's resource.
  public let name: String
  /// The name of the session, which is the user's name for a permission set.
  public let session: String?

  /// The principal of an ARN.
  public init(_ arn: ARN) {
    let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch (arn.service, parts[0], parts.count) {
    case ("iam", "root", 1): self.init(.root, "root")
    case ("iam", "user", 2...) where parts.last != "": self.init(.user, parts[parts.count - 1])
    case ("sts", "federated-user", 2...) where parts[1] != "":
      self.init(.federatedUser, parts.dropFirst().joined(separator: "/"))
    case ("sts", "assumed-role", 3...) where parts[1] != "":
      let session = parts.dropFirst(2).joined(separator: "/")
      if let set = Self.permissionSet(ofRole: parts[1]) {
        self.init(.permissionSet, set, session)
      } else {
        self.init(.assumedRole, parts[1], session)
      }
    default: self.init(.other, arn.resource)
    }
  }

  private init(_ kind: Kind, _ name: String, _ session: String? = nil) {
    self.kind = kind
    self.name = name
    self.session = session
  }

  /// The permission set of a role made by IAM Identity Center: `AWSReservedSSO_SET_0123456789abcdef`.
  private static func permissionSet(ofRole role: String) -> String? {
    let mark = "AWSReservedSSO_"
    guard role.hasPrefix(mark) else { return nil }
    let rest = role.dropFirst(mark.count)
    let tail = rest.suffix(17)
    guard rest.count > 17, tail.first == "_", tail.dropFirst().allSatisfy({ $0.isASCII && $0.isHexDigit })
    else {
      return nil
    }
    return String(rest.dropLast(17))
  }
}
