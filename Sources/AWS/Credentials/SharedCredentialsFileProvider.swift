import Core

/// Static keys in `~/.aws/credentials`.
struct SharedCredentialsFileProvider: CredentialProvider {
  let source = CredentialSource.sharedCredentialsFile

  func key(in profile: Profile) -> String? { StaticKeys.key(in: profile.credentials) }

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    let files = context.files
    guard files.credentials.exists else { return .declined("\(files.credentials.path) \(files.credentials.absence)") }
    guard let profile = context.profile, !profile.credentials.isEmpty else {
      return .declined("no section [\(context.selection.name)] in \(files.credentials.path)")
    }
    return try StaticKeys.read(profile.credentials, source: source, profile: profile.name)
  }
}

extension CredentialSource {
  /// Static keys in `~/.aws/credentials`.
  public static let sharedCredentialsFile = CredentialSource(
    "shared-credentials-file", place: "keys of the profile in ~/.aws/credentials", profileKey: "aws_access_key_id",
    renewal: renewalOfKeys)
}
