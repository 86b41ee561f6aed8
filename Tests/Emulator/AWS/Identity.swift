/// An AWS identity.
public struct Principal: Sendable, Equatable {
  public var arn: String
  public var userID: String
  public var account: String

  public init(arn: String, userID: String, account: String) {
    self.arn = arn
    self.userID = userID
    self.account = account
  }
}

/// A set of credentials the emulator knows, and whose they are.
public struct Identity: Sendable {
  public var accessKeyID: String
  public var secret: String
  /// Temporary credentials have one.
  public var sessionToken: String?
  /// When they end, in seconds since 1970.
  public var expires: Int?
  public var principal: Principal
  public var policy: Policy

  public init(
    accessKeyID: String, secret: String, sessionToken: String? = nil, expires: Int? = nil,
    principal: Principal, policy: Policy = .everything
  ) {
    self.accessKeyID = accessKeyID
    self.secret = secret
    self.sessionToken = sessionToken
    self.expires = expires
    self.principal = principal
    self.policy = policy
  }
}

extension Identity {
  /// An IAM user with permanent keys.
  public static let user = Identity(
    accessKeyID: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    principal: Principal(
      arn: "arn:aws:iam::111122223333:user/ada", userID: "AIDACKCEVSQ6C2EXAMPLE", account: "111122223333"))

  /// An IAM user below a path.
  public static let userWithPath = Identity(
    accessKeyID: "AKIAPATHUSEREXAMPLE1", secret: "pathUser/Secret+With/Slashes+EXAMPLEKEY1",
    principal: Principal(
      arn: "arn:aws:iam::111122223333:user/teams/web/grace", userID: "AIDAPATHUSEREXAMPLE01",
      account: "111122223333"))

  /// An assumed role with temporary keys.
  public static let session = Identity(
    accessKeyID: "ASIAIOSFODNN7EXAMPLE", secret: "sessionSecret/K7MDENG/bPxRfiCYEXAMPLEKEY",
    sessionToken: "IQoJb3JpZ2luX2VjEXAMPLE//////////SessionToken+of/the=role==",
    principal: Principal(
      arn: "arn:aws:sts::111122223333:assumed-role/editor/ada-session",
      userID: "AROA3XFRBF535EXAMPLE1:ada-session", account: "111122223333"))

  /// The same, long over.
  public static let expired = Identity(
    accessKeyID: "ASIAEXPIREDEXAMPLE01", secret: "expiredSecret/7MDENG/bPxRfiCYEXAMPLEKEY1",
    sessionToken: "IQoJb3JpZ2luX2VjEXPIRED", expires: 1_577_836_800,
    principal: Principal(
      arn: "arn:aws:sts::111122223333:assumed-role/editor/old-session",
      userID: "AROA3XFRBF535EXAMPLE1:old-session", account: "111122223333"))

  /// A role of the IAM Identity Center.
  public static let sso = Identity(
    accessKeyID: "ASIASSOROLEEXAMPLE01", secret: "ssoRoleSecret/MDENG/bPxRfiCYEXAMPLEKEY01",
    sessionToken: "IQoJb3JpZ2luX2VjSSO+token/of=permission==",
    principal: Principal(
      arn:
        "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_ContentEditor_0123456789abcdef/ada@alpine.example",
      userID: "AROASSOROLEEXAMPLE001:ada@alpine.example", account: "111122223333"))

  /// The account's root.
  public static let root = Identity(
    accessKeyID: "AKIAROOTUSEREXAMPLE1", secret: "rootSecret/K7MDENG/bPxRfiCYzEXAMPLEKEY01",
    principal: Principal(
      arn: "arn:aws:iam::111122223333:root", userID: "111122223333", account: "111122223333"))

  /// A federated user.
  public static let federated = Identity(
    accessKeyID: "ASIAFEDERATEDEXAMPL1", secret: "federatedSecret/ENG/bPxRfiCYEXAMPLEKEY01",
    sessionToken: "IQoJb3JpZ2luX2VjFEDERATED",
    principal: Principal(
      arn: "arn:aws:sts::111122223333:federated-user/lena", userID: "111122223333:lena",
      account: "111122223333"))

  /// A user with no permission at all.
  public static let powerless = Identity(
    accessKeyID: "AKIAPOWERLESSEXAMPLE", secret: "powerlessSecret/ENG/bPxRfiCYEXAMPLEKEY01",
    principal: Principal(
      arn: "arn:aws:iam::111122223333:user/visitor", userID: "AIDAPOWERLESSEXAMPLE1",
      account: "111122223333"), policy: Policy(allow: []))

  /// A user who may invoke models and nothing else.
  public static let invokerOnly = Identity(
    accessKeyID: "AKIAINVOKERONLYEXAMP", secret: "invokerSecret/7MDENG/bPxRfiCYEXAMPLEKEY1",
    principal: Principal(
      arn: "arn:aws:iam::111122223333:user/ci", userID: "AIDAINVOKERONLYEXAMPL", account: "111122223333"),
    policy: Policy(allow: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]))

  /// A user whom a service control policy keeps to eu-central-1.
  public static let regionLocked = Identity(
    accessKeyID: "AKIAREGIONLOCKEXAMPL", secret: "regionLockSecret/DENG/bPxRfiCYEXAMPLEKEY",
    principal: Principal(
      arn: "arn:aws:iam::111122223333:user/locked", userID: "AIDAREGIONLOCKEXAMPLE",
      account: "111122223333"),
    policy: Policy(
      deny: [.init(action: "bedrock:Invoke*", outsideRegion: "eu-central-1", by: .serviceControlPolicy)]))

  /// An identity of another account, for trust policies.
  public static let outsider = Identity(
    accessKeyID: "AKIAOUTSIDEREXAMPLE1", secret: "outsiderSecret/DENG/bPxRfiCYzEXAMPLEKEY1",
    principal: Principal(
      arn: "arn:aws:iam::444455556666:user/partner", userID: "AIDAOUTSIDEREXAMPLE01",
      account: "444455556666"))

  /// All of them.
  public static let all = [
    user, userWithPath, session, expired, sso, root, federated, powerless, invokerOnly, regionLocked,
    outsider,
  ]
}
