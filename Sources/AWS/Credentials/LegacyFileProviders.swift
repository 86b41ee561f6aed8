import Core

/// The file of the oldest EC2 tools (`AWS_CREDENTIAL_FILE`): `AWSAccessKeyId=…` and `AWSSecretKey=…` lines.
struct EC2CredentialsFileProvider: CredentialProvider {
  let source = CredentialSource.ec2CredentialsFile

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    guard let named = context.environment.variable(.legacyCredentialFile) else {
      return .declined("AWS_CREDENTIAL_FILE is not set")
    }
    let path = context.environment.absolutePath(named)
    guard let bytes = try CredentialFile.read(path, limit: 1 << 20) else {
      throw Failure(
        .badConfig, "AWS_CREDENTIAL_FILE names a file that does not exist: \(named)",
        hint: "unset AWS_CREDENTIAL_FILE: it belongs to tools of 2010")
    }
    var values: [Substring: (text: String, line: Int)] = [:]
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard let equals = line.firstIndex(of: "=") else { continue }
      let name = line[..<equals].trimmed
      values[Substring(name)] = (line[line.index(after: equals)...].trimmed, index + 1)
    }
    guard let id = values["AWSAccessKeyId"] else { return .declined("\(named) has no AWSAccessKeyId") }
    guard let secret = values["AWSSecretKey"] else {
      throw CredentialFailures.partial(
        named, has: "AWSAccessKeyId", lacks: "AWSSecretKey",
        hint: "add AWSSecretKey=… to it, or unset AWS_CREDENTIAL_FILE")
    }
    return .found(
      ResolvedCredentials(
        Credentials(accessKeyID: id.text, secretAccessKey: Secret(secret.text)),
        from: CredentialOrigin(source, detail: "\(named) line \(id.line)")))
  }
}

/// The configuration file of boto 2: `[Credentials]` in `BOTO_CONFIG`, else in `/etc/boto.cfg` or `~/.boto`.
struct BotoConfigProvider: CredentialProvider {
  let source = CredentialSource.botoConfig

  func resolve(_ context: ProviderContext) throws(Failure) -> ProviderOutcome {
    let named = context.environment.variable(.botoConfig)
    let paths = named.map { [$0] } ?? ["/etc/boto.cfg", "~/.boto"]
    for path in paths {
      guard let sections = try SharedFiles.sections(path, context.environment),
        let section = sections.first(where: { $0.name == "Credentials" }),
        let id = section.entries["aws_access_key_id"], !id.text.isEmpty
      else { continue }
      guard let secret = section.entries["aws_secret_access_key"]?.text, !secret.isEmpty else {
        throw CredentialFailures.partial(
          "[Credentials] of \(path)", has: "aws_access_key_id", lacks: "aws_secret_access_key",
          hint: "add aws_secret_access_key to the same section")
      }
      return .found(
        ResolvedCredentials(
          Credentials(accessKeyID: id.text, secretAccessKey: Secret(secret)),
          from: CredentialOrigin(source, detail: "[Credentials] of \(path) line \(id.line)")))
    }
    return .declined("no [Credentials] in \(paths.joined(separator: " or "))")
  }
}

extension CredentialSource {
  /// The file of the oldest EC2 tools.
  public static let ec2CredentialsFile = CredentialSource(
    "ec2-credentials-file", place: "AWS_CREDENTIAL_FILE, the file of the oldest EC2 tools", renewal: renewalOfKeys)
  /// The file of boto 2.
  public static let botoConfig = CredentialSource(
    "boto-config", place: "the file of boto 2: BOTO_CONFIG, else /etc/boto.cfg or ~/.boto", renewal: renewalOfKeys)
}
