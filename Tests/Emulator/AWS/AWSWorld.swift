/// Accounts, keys, roles and tokens of an emulator.
public struct AWSWorld: Sendable {
  /// The credentials that exist.
  public var identities = Identity.all
  /// The roles that can be assumed.
  public var roles = Role.all
  /// The tokens an identity provider has issued.
  public var webTokens = WebToken.all
  /// The Bedrock API keys.
  public var bearerTokens = BearerToken.all
  /// The access tokens of IAM Identity Center.
  public var ssoTokens = SSOToken.all
  /// The clients whose tokens can be refreshed.
  public var oidcClients = [OIDCClient.example]
  /// The sessions of `aws login`.
  public var logins = [LoginSession.example]
  /// The instance metadata service; nil: there is none.
  public var metadata: MetadataService? = MetadataService()
  /// The container credentials endpoint; nil: there is none.
  public var container: ContainerService? = ContainerService()
  /// Regions that exist; a scope that names another is refused.
  public var regions = Set(AWSWorld.knownRegions)
  /// Regions in which STS is not enabled for the account.
  public var disabledRegions: Set<String> = []
  /// Whether error types carry the `:http://…` tail that some services append.
  public var longErrorTypes = false

  public init() {}

  /// The identity with a key id.
  func identity(_ accessKeyID: String) -> Identity? { identities.first { $0.accessKeyID == accessKeyID } }

  static let knownRegions = [
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "sa-east-1",
    "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2",
    "eu-west-3", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
    "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "af-south-1", "ap-east-1",
    "ap-east-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "us-gov-east-1",
    "us-gov-west-1", "cn-north-1", "cn-northwest-1",
  ]
}
