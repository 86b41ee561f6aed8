internal import Core
internal import HTTP

/// The origin of one set of credentials: the place where a user can change it.
public struct CredentialOrigin: Sendable, Equatable {
  /// The provider.
  public var source: CredentialSource
  /// The variable, file and line, URL or session, for a person. It contains no secret.
  public var detail: String
  /// The profile that was read; nil if none was.
  public var profile: String?
  /// The places of parts that stand elsewhere than `detail` says: in another variable, on another line.
  var places: [CredentialPart: String]
  /// Whether the access key id and the secret access key look as if each stood in the other's place.
  var looksSwapped = false

  /// Makes an origin.
  public init(
    _ source: CredentialSource, detail: String, profile: String? = nil, places: [CredentialPart: String] = [:]
  ) {
    self.source = source
    self.detail = detail
    self.profile = profile
    self.places = places
  }

  /// The place of a part.
  func place(of part: CredentialPart) -> String { places[part] ?? detail }

  /// The profile for an AWS CLI command line; nil for the default profile.
  var namedProfile: String? { profile == "default" ? nil : profile }
}

extension CredentialOrigin {
  /// This origin for the keys that it gave: whether they look swapped.
  func judging(_ set: Credentials) -> CredentialOrigin {
    var origin = self
    origin.looksSwapped =
      !AccessKeyID.isPlausible(set.accessKeyID) && AccessKeyID.isPlausible(set.secretAccessKey.reveal())
    return origin
  }
}
