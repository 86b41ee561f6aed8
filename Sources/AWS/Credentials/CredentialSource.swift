public import Core

/// A kind of credential source: the `source` of `whoami`. Each provider declares its own, with the texts for
/// documentation, diagnosis and hints.
public struct CredentialSource: Sendable, Equatable {
  /// The name in `whoami`.
  public let name: String
  /// The place where credentials are looked for, as text for help, without a full stop.
  public let place: Remedy
  /// The key by which a profile configures it; nil if it does not read a profile.
  public let profileKey: String?
  /// Whether the provider returns others once its credentials have expired.
  let isRenewable: Bool
  private let renewal: @Sendable (CredentialOrigin) -> Remedy

  /// Makes a source. `renewal` says how to get new credentials.
  init(
    _ name: String, place: Remedy, profileKey: String? = nil, isRenewable: Bool = false,
    renewal: @escaping @Sendable (CredentialOrigin) -> Remedy
  ) {
    self.name = name
    self.place = place
    self.profileKey = profileKey
    self.isRenewable = isRenewable
    self.renewal = renewal
  }

  /// Makes a source whose renewal is always the same.
  init(_ name: String, place: Remedy, profileKey: String? = nil, isRenewable: Bool = false, renewal: Remedy) {
    self.init(name, place: place, profileKey: profileKey, isRenewable: isRenewable, renewal: { _ in renewal })
  }

  public static func == (one: CredentialSource, other: CredentialSource) -> Bool { one.name == other.name }

  fileprivate func renewal(of origin: CredentialOrigin) -> Remedy { renewal(origin) }
}

extension CredentialSource {
  /// Every source of the chain, in the order without a named profile.
  public static let inOrder = CredentialChain.standard(outranksDotEnv: false).providers.map(\.source)

  /// An API key for Bedrock. It is not part of the chain.
  public static let bedrockAPIKey = CredentialSource(
    "bedrock-api-key", place: "AWS_BEARER_TOKEN_BEDROCK",
    renewal: "make a new API key in the Bedrock console and set AWS_BEARER_TOKEN_BEDROCK")

  /// The renewal of keys in a file.
  static let renewalOfKeys: Remedy =
    "renew the keys there; a permanent key (AKIA…) must not have a session token beside it"
  /// The renewal of keys in variables.
  static let renewalOfVariables: Remedy =
    "set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN together; a permanent key (AKIA…) must not "
    + "have a session token beside it"
  /// The renewal of credentials that a platform provides.
  static let renewalByPlatform: Remedy = "wait a minute: the platform renews these credentials itself"
}

extension CredentialOrigin {
  /// How to get new credentials.
  var renewal: Remedy { source.renewal(of: self) }
}
