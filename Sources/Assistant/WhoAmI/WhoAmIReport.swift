public import AWS
public import Core
public import Storyblok

/// Who one is for AWS and for Storyblok, and where every part of it came from.
public struct WhoAmIReport: Sendable {
  /// The AWS side; nil where only Storyblok was asked.
  public var aws: AWSIdentity?
  /// The Storyblok side; nil where no token is set or only AWS was asked.
  public var storyblok: StoryblokIdentity?
  /// Every setting with its value and origin, in the order of the documentation.
  public var settings: [SettingRow]
  /// Why the run counts as failed: AWS's failure, or Storyblok's where only that was asked.
  public var failure: Failure?
}

/// The AWS side.
public struct AWSIdentity: Sendable {
  /// What STS says; nil where it was not or could not be asked.
  public var caller: CallerIdentity?
  /// The credentials; nil where there are none, or only an API key.
  public var credentials: ResolvedCredentials?
  /// Where the proof comes from, also where it is an API key or was not fetched for want of a network.
  public var origin: CredentialOrigin?
  /// The Bedrock API key's place, where one is set.
  public var apiKey: Origin?
  /// The profile that is read and who named it.
  public var selection: ProfileSelection?
  /// The region and where it came from.
  public var region: Setting<String>?
  /// Where STS is reached, where it is not the region's public host.
  public var endpoint: Setting<String>?
  /// Every provider of the chain.
  public var chain: [ChainStep] = []
  /// What the owner of the setup should know.
  public var notices: [Notice] = []
  /// By how many seconds the clock here is ahead, where it was measured.
  public var clockSkew: Int?
  /// Why there is no identity.
  public var failure: Failure?

  /// An empty side.
  public init() {}

  /// The principal in the ARN.
  public var principal: Principal? { caller.flatMap { ARN($0.arn) }.map(Principal.init) }
}

/// The Storyblok side.
public struct StoryblokIdentity: Sendable {
  /// What the token is; nil where it was not asked.
  public var kind: TokenKind?
  /// The space; nil where it was not asked or could not be read.
  public var space: Space?
  /// The configured space id.
  public var spaceID: Int64?
  /// The region and where it came from.
  public var region: Setting<StoryblokRegion>?
  /// The base URL.
  public var base: String?
  /// Where the token came from.
  public var tokenOrigin: Origin?
  /// Whom a management token acts for.
  public var user: StoryblokUser?
  /// What the owner of the setup should know.
  public var notices: [Notice] = []
  /// Why there is no identity.
  public var failure: Failure?

  /// An empty side.
  public init() {}
}

/// One setting as it stands.
public struct SettingRow: Sendable, Equatable {
  /// The setting.
  public var key: SettingKey
  /// Its value; nil where it is secret or not set.
  public var value: String?
  /// Where it came from; nil where nothing sets it and nothing stands in for it.
  public var origin: Origin?
}
