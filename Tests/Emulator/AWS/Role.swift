/// A role that can be assumed.
public struct Role: Sendable {
  public var arn: String
  /// ARNs of the principals it trusts; `*` stands for any text.
  public var trusts: [String]
  /// The required external id; nil for none.
  public var externalID: String?
  /// Longest session, in seconds.
  public var longest: Int
  /// The required MFA device and its current code; nil for none.
  public var mfa: (serial: String, code: String)?
  /// What its sessions may do.
  public var policy: Policy

  public init(
    arn: String, trusts: [String] = ["*"], externalID: String? = nil, longest: Int = 3600,
    mfa: (serial: String, code: String)? = nil, policy: Policy = .everything
  ) {
    self.arn = arn
    self.trusts = trusts
    self.externalID = externalID
    self.longest = longest
    self.mfa = mfa
    self.policy = policy
  }

  var account: String { String(arn.split(separator: ":", omittingEmptySubsequences: false)[4]) }
  var name: String { String(arn.split(separator: "/").last ?? "") }

  /// Trusts all principals; sessions up to twelve hours.
  public static let editor = Role(arn: "arn:aws:iam::111122223333:role/editor", longest: 43_200)
  /// Assumed by `editor`, for chains.
  public static let publisher = Role(
    arn: "arn:aws:iam::111122223333:role/teams/publisher",
    trusts: ["arn:aws:sts::111122223333:assumed-role/editor/*", "arn:aws:iam::111122223333:user/*"])
  /// Demands the external id `alpine-42`.
  public static let partner = Role(arn: "arn:aws:iam::444455556666:role/partner", externalID: "alpine-42")
  /// Trusts no principal.
  public static let closed = Role(arn: "arn:aws:iam::444455556666:role/closed", trusts: [])
  /// Demands the code 123456 of a device.
  public static let guarded = Role(
    arn: "arn:aws:iam::111122223333:role/guarded",
    mfa: ("arn:aws:iam::111122223333:mfa/ada", "123456"))

  public static let all = [editor, publisher, partner, closed, guarded]
}

/// A token of an identity provider, for AssumeRoleWithWebIdentity.
public struct WebToken: Sendable {
  public enum State: Sendable { case good, expired, rejected, unreachable }

  public var value: String
  public var subject: String
  public var state: State
  /// Roles it may assume, `*` standing for anything.
  public var roles: [String]

  public init(value: String, subject: String, state: State = .good, roles: [String] = ["*"]) {
    self.value = value
    self.subject = subject
    self.state = state
    self.roles = roles
  }

  public static let good = WebToken(
    value: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXBvOmFscGluZSJ9.good",
    subject: "repo:alpine/site:ref:refs/heads/main")
  public static let expired = WebToken(
    value: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXBvOmFscGluZSJ9.expired", subject: "repo:alpine/site",
    state: .expired)
  public static let rejected = WebToken(
    value: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXBvOmFscGluZSJ9.rejected", subject: "repo:alpine/site",
    state: .rejected)
  public static let unreachable = WebToken(
    value: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXBvOmFscGluZSJ9.unreachable", subject: "repo:alpine/site",
    state: .unreachable)
  /// Good, but no role trusts it.
  public static let untrusted = WebToken(
    value: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXBvOmFscGluZSJ9.untrusted", subject: "repo:other/site", roles: []
  )

  public static let all = [good, expired, rejected, unreachable, untrusted]
}
