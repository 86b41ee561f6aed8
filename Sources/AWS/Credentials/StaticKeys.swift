import Core

/// Static keys in one section of one file. A key id of one file is never combined with a secret of the other.
enum StaticKeys {
  /// The name of the key that configures them, if it is present and not empty.
  static func key(in entries: [String: Profile.Entry]) -> String? {
    entries["aws_access_key_id"]?.text.isEmpty == false ? "aws_access_key_id" : nil
  }

  /// The keys of `profile` in `entries` (by lower-case name).
  ///
  /// - Throws: `Failure` with code `partial_credentials` if the secret is missing.
  static func read(
    _ entries: [String: Profile.Entry], source: CredentialSource, profile: String, account: String? = nil
  ) throws(Failure) -> ProviderOutcome {
    guard let id = entries["aws_access_key_id"] else {
      return .declined("no aws_access_key_id in profile \(profile)")
    }
    try checkIndentation(entries)
    guard !id.text.isEmpty else { return .declined("aws_access_key_id is empty: \(id.origin.place)") }
    guard let secret = entries["aws_secret_access_key"], !secret.text.isEmpty else {
      throw CredentialFailures.partial(
        "profile \(profile)", has: id.origin.place, lacks: "aws_secret_access_key",
        hint:
          "add aws_secret_access_key to the same section of the same file (\(shell: .aws("configure", profile: profile == "default" ? nil : profile)))"
      )
    }
    // As in botocore, the older name has precedence.
    let token = [entries["aws_security_token"], entries["aws_session_token"]].compactMap(\.self)
      .first { !$0.text.isEmpty }
    var places = [CredentialPart.secretAccessKey: secret.origin.place]
    places[.sessionToken] = token?.origin.place
    return .found(
      try ResolvedCredentials(
        Credentials(
          accessKeyID: id.text, secretAccessKey: Secret(secret.text), sessionToken: token.map { Secret($0.text) },
          accountID: account ?? entries["aws_account_id"]?.text),
        from: CredentialOrigin(source, detail: id.origin.place, profile: profile, places: places)))
  }

  /// A line that begins with a blank continues the value above it, so an indented key is part of another's value.
  ///
  /// - Throws: `Failure` with code `bad_config` that names the line, not the value.
  private static func checkIndentation(_ entries: [String: Profile.Entry]) throws(Failure) {
    for name in ["aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token"] {
      guard let entry = entries[name], let notice = SharedFiles.indented(name, entry).first else { continue }
      throw Failure(.badConfig, notice.text, hint: notice.hint)
    }
  }
}
