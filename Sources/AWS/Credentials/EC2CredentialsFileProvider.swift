import Core

/// The credential file of the first EC2 tools (`AWS_CREDENTIAL_FILE`): `AWSAccessKeyId=…` and `AWSSecretKey=…` lines.
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
      try ResolvedCredentials(
        Credentials(accessKeyID: id.text, secretAccessKey: Secret(secret.text)),
        from: CredentialOrigin(
          source, detail: "\(named) line \(id.line)", places: [.secretAccessKey: "\(named) line \(secret.line)"])))
  }
}

extension CredentialSource {
  /// The credential file of the first EC2 tools.
  public static let ec2CredentialsFile = CredentialSource(
    "ec2-credentials-file", place: "AWS_CREDENTIAL_FILE, the file of the oldest EC2 tools", renewal: renewalOfKeys)
}
