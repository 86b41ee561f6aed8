import Core

/// Static keys as one section of one file holds them. They are read from that file alone: a key id in one file is
/// never completed with a secret from the other.
enum StaticKeys {
  /// The key that asks for them, where it is there and not empty.
  static func key(in entries: [String: Profile.Entry]) -> String? {
    entries["aws_access_key_id"]?.text.isEmpty == false ? "aws_access_key_id" : nil
  }

  /// The keys in `entries` (by lower-case name) of `profile`.
  ///
  /// - Throws: `Failure` with code `partial_credentials` where the secret is missing.
  static func read(
    _ entries: [String: Profile.Entry], source: CredentialSource, profile: String, account: String? = nil
  ) throws(Failure) -> ProviderOutcome {
    guard let id = entries["aws_access_key_id"] else {
      return .declined("no aws_access_key_id in profile \(profile)")
    }
    guard !id.text.isEmpty else { return .declined("aws_access_key_id is empty: \(id.origin.place)") }
    guard let secret = entries["aws_secret_access_key"]?.text, !secret.isEmpty else {
      throw CredentialFailures.partial(
        "profile \(profile)", has: id.origin.place, lacks: "aws_secret_access_key",
        hint:
          "add aws_secret_access_key to the same section of the same file (\(shell: .aws("configure", profile: profile == "default" ? nil : profile)))"
      )
    }
    // The older name is preferred where both stand, as in botocore.
    let token = [entries["aws_security_token"], entries["aws_session_token"]].compactMap { $0?.text }
      .first { !$0.isEmpty }
    return .found(
      ResolvedCredentials(
        Credentials(
          accessKeyID: id.text, secretAccessKey: Secret(secret), sessionToken: token.map(Secret.init),
          accountID: account ?? entries["aws_account_id"]?.text),
        from: CredentialOrigin(source, detail: id.origin.place, profile: profile)))
  }
}

/// Static keys in `~/.aws/credentials`.
struct SharedCredentialsFileProvider: CredentialProvider {
  let source = CredentialSource.sharedCredentialsFile

  func key(in profile: Profile) -> String? { StaticKeys.key(in: profile.credentials) }

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    let files = context.files
    guard files.credentials.exists else { return .declined("\(files.credentials.path) does not exist") }
    guard let profile = context.profile, !profile.credentials.isEmpty else {
      return .declined("no section [\(context.selection.name)] in \(files.credentials.path)")
    }
    return try StaticKeys.read(profile.credentials, source: source, profile: profile.name)
  }
}

/// Static keys in `~/.aws/config`.
struct ConfigFileProvider: CredentialProvider {
  let source = CredentialSource.configFile

  func key(in profile: Profile) -> String? { StaticKeys.key(in: profile.config) }

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    let files = context.files
    guard files.config.exists else { return .declined("\(files.config.path) does not exist") }
    guard let profile = context.profile, !profile.config.isEmpty else {
      return .declined("no profile \(context.selection.name) in \(files.config.path)")
    }
    return try StaticKeys.read(profile.config, source: source, profile: profile.name)
  }
}

extension CredentialSource {
  /// Static keys in `~/.aws/credentials`.
  public static let sharedCredentialsFile = CredentialSource(
    "shared-credentials-file", place: "keys of the profile in ~/.aws/credentials", profileKey: "aws_access_key_id",
    renewal: renewalOfKeys)
  /// Static keys in `~/.aws/config`.
  public static let configFile = CredentialSource(
    "config-file", place: "keys of the profile in ~/.aws/config", profileKey: "aws_access_key_id",
    renewal: renewalOfKeys)
}
