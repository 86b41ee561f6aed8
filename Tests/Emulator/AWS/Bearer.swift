/// A Bedrock API key.
public struct BearerToken: Sendable {
  public var value: String
  public var principal: Principal
  /// Short-term keys work in one Region only.
  public var region: String?
  /// When it ends, in seconds since 1970.
  public var expires: Int?
  public var policy: Policy

  public init(
    value: String, principal: Principal, region: String? = nil, expires: Int? = nil,
    policy: Policy = .everything
  ) {
    self.value = value
    self.principal = principal
    self.region = region
    self.expires = expires
    self.policy = policy
  }

  /// A long-term key.
  public static let good = BearerToken(
    value: "ABSKQmVkcm9ja0FQSUtleS1leGFtcGxlOk5vdEFTZWNyZXQ=",
    principal: Principal(
      arn: "arn:aws:iam::111122223333:user/BedrockAPIKey-example", userID: "AIDABEDROCKKEYEXAMPLE",
      account: "111122223333"))

  /// A key whose time is over.
  public static let expired = BearerToken(
    value: "bedrock-api-key-RXhwaXJlZEtleUV4YW1wbGU=", principal: Identity.session.principal,
    expires: 1_577_836_800)

  public static let all = [good, expired]
}
