import Core

/// Static keys in `~/.aws/config`.
struct ConfigFileProvider: CredentialProvider {
  let source = CredentialSource.configFile

  func key(in profile: Profile) -> String? { StaticKeys.key(in: profile.config) }

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    let files = context.files
    guard files.config.exists else { return .declined("\(files.config.path) \(files.config.absence)") }
    guard let profile = context.profile, !profile.config.isEmpty else {
      return .declined("no profile \(context.selection.name) in \(files.config.path)")
    }
    return try StaticKeys.read(profile.config, source: source, profile: profile.name)
  }
}

extension CredentialSource {
  /// Static keys in `~/.aws/config`.
  public static let configFile = CredentialSource(
    "config-file", place: "keys of the profile in ~/.aws/config", profileKey: "aws_access_key_id",
    renewal: renewalOfKeys)
}
