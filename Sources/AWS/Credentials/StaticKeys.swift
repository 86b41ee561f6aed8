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
