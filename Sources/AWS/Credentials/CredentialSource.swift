public import Core

/// Where credentials come from: the `source` of `whoami`. Each provider declares its own beside itself, with all that
/// others say of it: documentation, diagnosis and hints read it from here.
public struct CredentialSource: Sendable, Equatable {
  /// Its word in `whoami`.
  public let name: String
  /// Where credentials are looked for, in words for help, without a full stop.
  public let place: String
  /// The key by which a profile asks for it; nil where no profile is read.
  public let profileKey: String?
  private let renewal: @Sendable (CredentialOrigin) -> Remedy

  /// Describes a source. `renewal` is what to do for a fresh set from there.
  init(
    _ name: String, place: String, profileKey: String? = nil, renewal: @escaping @Sendable (CredentialOrigin) -> Remedy
  ) {
    self.name = name
    self.place = place
    self.profileKey = profileKey
    self.renewal = renewal
  }

  /// The same, where the next step is the same for all.
  init(_ name: String, place: String, profileKey: String? = nil, renewal: Remedy) {
    self.init(name, place: place, profileKey: profileKey, renewal: { _ in renewal })
  }

  public static func == (one: CredentialSource, other: CredentialSource) -> Bool { one.name == other.name }

  fileprivate func renewal(of origin: CredentialOrigin) -> Remedy { renewal(origin) }
}

extension CredentialSource {
  /// Every source of the chain, in its order where no profile is named.
  public static let inOrder = CredentialChain.standard(outranksDotEnv: false).providers.map(\.source)

  /// A key of its own for Bedrock, which is not looked for by the chain.
  public static let bedrockAPIKey = CredentialSource(
    "bedrock-api-key", place: "AWS_BEARER_TOKEN_BEDROCK",
    renewal: "make a new API key in the Bedrock console and set AWS_BEARER_TOKEN_BEDROCK")

  /// The next step for keys that stand in a file.
  static let renewalOfKeys: Remedy =
    "renew the keys there; a permanent key (AKIA…) must not have a session token beside it"
  /// The next step for keys in variables.
  static let renewalOfVariables: Remedy =
    "set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN together; a permanent key (AKIA…) must not "
    + "have a session token beside it"
  /// The next step for credentials that the machine brings along.
  static let renewalByPlatform: Remedy = "wait a minute: the platform renews these credentials itself"
}

/// Where one set of credentials was found, precisely enough to go and change it.
public struct CredentialOrigin: Sendable, Equatable {
  /// The provider.
  public var source: CredentialSource
  /// The variable, file and line, URL or session it came from, for a person; never a secret.
  public var detail: String
  /// The profile that was read; nil where none had a say.
  public var profile: String?

  /// Names an origin.
  public init(_ source: CredentialSource, detail: String, profile: String? = nil) {
    self.source = source
    self.detail = detail
    self.profile = profile
  }

  /// The profile that a command line of the AWS CLI has to name; nil for the default profile.
  var namedProfile: String? { profile == "default" ? nil : profile }
}

/// A set of credentials and where it came from.
public struct ResolvedCredentials: Sendable, Equatable {
  /// The set.
  public var credentials: Credentials
  /// Where it came from.
  public var origin: CredentialOrigin

  /// Pairs the two.
  public init(_ credentials: Credentials, from origin: CredentialOrigin) {
    self.credentials = credentials
    self.origin = origin
  }
}

extension CredentialOrigin {
  /// What to do for a fresh set from there.
  var renewal: Remedy { source.renewal(of: self) }
}
