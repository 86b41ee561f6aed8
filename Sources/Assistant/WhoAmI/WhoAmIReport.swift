public import AWS
public import Core
public import Index
public import Storyblok

/// The identities at AWS and Storyblok, and the origin of each value.
public struct WhoAmIReport: Sendable {
  /// The AWS identity; nil if only Storyblok was asked.
  public var aws: AWSIdentity?
  /// The Storyblok identity; nil if no token is set or only AWS was asked.
  public var storyblok: StoryblokIdentity?
  /// Every setting with its value and origin, in the order of the documentation.
  public var settings: [SettingRow]
  /// The failure that decides the exit status: of AWS, or of Storyblok if only that was asked.
  public var failure: Failure?
}

/// The AWS identity.
public struct AWSIdentity: Sendable {
  /// The answer of STS; nil if it was not asked or failed.
  public var caller: CallerIdentity?
  /// The credentials; nil if there are none, or only an API key.
  public var credentials: ResolvedCredentials?
  /// The origin of the credentials, also of an API key, or of credentials that were not fetched offline.
  public var origin: CredentialOrigin?
  /// The origin of the Bedrock API key, if one is set.
  public var apiKey: Origin?
  /// The selected profile, and what selected it.
  public var selection: ProfileSelection?
  /// The region and its origin.
  public var region: Setting<String>?
  /// The STS endpoint, if it is not the region's public host.
  public var endpoint: Setting<String>?
  /// Every provider of the chain.
  public var chain: [ChainStep] = []
  /// Remarks about the configuration.
  public var notices: [Notice] = []
  /// The seconds by which the local clock is ahead of AWS, if measured.
  public var clockSkew: Int?
  /// Why there is no identity; nil if there is one.
  public var failure: Failure?

  /// An empty identity.
  public init() {}

  /// The principal in the ARN.
  public var principal: Principal? { caller.flatMap { ARN($0.arn) }.map(Principal.init) }
}

/// The Storyblok identity.
public struct StoryblokIdentity: Sendable {
  /// The kind of the token; nil if it was not requested.
  public var kind: TokenKind?
  /// The space; nil if it was not requested or could not be read.
  public var space: Space?
  /// The spaces that a management token reaches; nil where a space is set, or for a delivery token.
  public var spaces: [Space]?
  /// The configured space id.
  public var spaceID: Int64?
  /// The region and its origin.
  public var region: Setting<StoryblokRegion>?
  /// The base URL.
  public var base: String?
  /// The origin of the token.
  public var tokenOrigin: Origin?
  /// What the local index of the space holds; nil if there is none.
  public var index: IndexInformation?
  /// The user of a management token.
  public var user: StoryblokUser?
  /// Remarks about the configuration.
  public var notices: [Notice] = []
  /// Why there is no identity; nil if there is one.
  public var failure: Failure?

  /// An empty identity.
  public init() {}
}

/// One setting with its value.
public struct SettingRow: Sendable, Equatable {
  /// The name: the first variable of the setting.
  public var name: String
  /// The value; nil if it is secret or not set.
  public var value: String?
  /// The origin; nil if nothing sets it and there is no default.
  public var origin: Origin?
  /// The default value, as text.
  public var fallback: String?

  init(_ name: String, value: String?, origin: Origin?, fallback: String? = nil) {
    self.name = name
    self.value = value
    self.origin = origin
    self.fallback = fallback
  }
}

extension WhoAmIReport {
  /// The report with failures that do not contain `secrets`.
  public func without(_ secrets: KnownSecrets) -> WhoAmIReport {
    var clean = self
    clean.failure = failure?.without(secrets)
    clean.aws?.failure = aws?.failure?.without(secrets)
    clean.storyblok?.failure = storyblok?.failure?.without(secrets)
    return clean
  }
}
