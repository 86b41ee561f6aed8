/// The origin of one set of credentials: the place where a user can change it.
public struct CredentialOrigin: Sendable, Equatable {
  /// The provider.
  public var source: CredentialSource
  /// The variable, file and line, URL or session, for a person. It contains no secret.
  public var detail: String
  /// The profile that was read; nil if none was.
  public var profile: String?

  /// Makes an origin.
  public init(_ source: CredentialSource, detail: String, profile: String? = nil) {
    self.source = source
    self.detail = detail
    self.profile = profile
  }

  /// The profile for an AWS CLI command line; nil for the default profile.
  var namedProfile: String? { profile == "default" ? nil : profile }
}
