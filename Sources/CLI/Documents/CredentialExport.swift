import AWS
import Core

/// Credentials in the formats of `--export`, secrets included. No value can run code in the program that reads it.
enum CredentialExport {
  /// The whole text; every line ends with a newline.
  ///
  /// - Throws: `Failure` with code `bad_config` if a value holds a NUL byte.
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

  /// The JSON document that `credential_process` expects.
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

  /// One assignment. A variable without a value is unset, because an old session token would make the set invalid.
  private static func line(_ name: String, _ value: String?, _ format: WhoamiCommand.Export) -> String? {
    switch format {
    case .process: nil
    case .env: value.map { "export \(name)=\(ShellQuoting.posix($0))" } ?? "unset \(name)"
    case .fish: value.map { "set -gx \(name) \(ShellQuoting.fish($0))" } ?? "set -e \(name)"
    case .powershell: "$Env:\(name) = " + (value.map(ShellQuoting.powerShell) ?? "$null")
    case .dotenv:
      // The expiration is not a setting that a `.env` file can make.
      name == "AWS_CREDENTIAL_EXPIRATION" ? nil : value.map { "\(name)=\(DotEnvQuoting.quote($0))" }
    }
  }
}

/// Quotes a value so that python-dotenv and `sva` read it back unchanged.
enum DotEnvQuoting {
  /// `value` in single quotes. There a quote is escaped with a backslash. `${NAME}` is expanded even in single quotes,
  /// and a backslash cannot precede the closing quote, so both characters are written as defaults of an expansion,
  /// which are not expanded again. A carriage return would be read as a line end; its escape needs double quotes.
  static func quote(_ value: String) -> String {
    let mark: Unicode.Scalar = value.unicodeScalars.contains("\r") ? "\"" : "'"
    var out = String(mark)
    var scalars = value.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case mark: out += "\\" + String(mark)
      case "\r": out += "\\r"
      case "\\": out += "${:-\\}"
      case "$" where scalars.first == "{": out += "${:-$}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + String(mark)
  }
}
