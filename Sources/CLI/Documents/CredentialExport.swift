import AWS
import Core

/// Credentials as something else reads them: secrets included, on purpose. No value can run code in what reads it.
enum CredentialExport {
  /// The whole text, its last line ended.
  ///
  /// - Throws: `Failure` with code `bad_config` where a value holds what no variable can hold.
  static func text(_ credentials: Credentials, as format: WhoamiCommand.Export) throws(Failure) -> String {
    if format == .process { return process(credentials) }
    let values: [(name: String, value: String?)] = [
      ("AWS_ACCESS_KEY_ID", credentials.accessKeyID),
      ("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey.reveal()),
      ("AWS_SESSION_TOKEN", credentials.sessionToken?.reveal()),
      ("AWS_CREDENTIAL_EXPIRATION", credentials.expiration.map(Timestamp.text)),
    ]
    if values.contains(where: { $0.value?.utf8.contains(0) == true }) {
      throw Failure(
        .badConfig, "a credential holds a NUL byte, which no variable can hold",
        hint: "correct it where it comes from: sva whoami --explain")
    }
    return values.compactMap { line($0.name, $0.value, format) }.map { $0 + "\n" }.joined()
  }

  /// What `credential_process` reads.
  private static func process(_ credentials: Credentials) -> String {
    var json = JSONWriter()
    json.object { json in
      json.key("Version")
      json.integer(1)
      json.member("AccessKeyId", credentials.accessKeyID)
      json.member("SecretAccessKey", credentials.secretAccessKey.reveal())
      if let token = credentials.sessionToken { json.member("SessionToken", token.reveal()) }
      if let end = credentials.expiration { json.member("Expiration", Timestamp.text(end)) }
      if let account = credentials.accountID { json.member("AccountId", account) }
    }
    return String(decoding: json.bytes, as: UTF8.self) + "\n"
  }

  /// One assignment. A variable without a value is unset: a session token left over from before would spoil the set.
  private static func line(_ name: String, _ value: String?, _ format: WhoamiCommand.Export) -> String? {
    switch format {
    case .process: nil
    case .env: value.map { "export \(name)=\(ShellQuoting.posix($0))" } ?? "unset \(name)"
    case .fish: value.map { "set -gx \(name) \(ShellQuoting.fish($0))" } ?? "set -e \(name)"
    case .powershell: "$Env:\(name) = " + (value.map(ShellQuoting.powerShell) ?? "$null")
    case .dotenv:
      // The end is no setting that a .env file may make.
      name == "AWS_CREDENTIAL_EXPIRATION" ? nil : value.map { "\(name)=\(DotEnvQuoting.quote($0))" }
    }
  }
}

/// Writes a value so that python-dotenv, and `sva` itself, read it back unchanged.
enum DotEnvQuoting {
  /// In single quotes only the quote must be escaped, but `${NAME}` is expanded even there, and no backslash can stand
  /// before the closing quote. What the default of an expansion brings in is not looked at again, so both come so.
  static func quote(_ value: String) -> String {
    var out = "'"
    var scalars = value.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "'": out += "\\'"
      case "\\": out += "${:-\\}"
      case "$" where scalars.first == "{": out += "${:-$}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "'"
  }
}
