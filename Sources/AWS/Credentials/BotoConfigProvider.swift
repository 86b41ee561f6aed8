import Core

/// The boto 2 configuration file: `[Credentials]` in `BOTO_CONFIG`, else in `/etc/boto.cfg` or `~/.boto`.
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
      guard let secret = section.entries["aws_secret_access_key"], !secret.text.isEmpty else {
        throw CredentialFailures.partial(
          "[Credentials] of \(path)", has: "aws_access_key_id", lacks: "aws_secret_access_key",
          hint: "add aws_secret_access_key to the same section")
      }
      return .found(
        try ResolvedCredentials(
          Credentials(accessKeyID: id.text, secretAccessKey: Secret(secret.text)),
          from: CredentialOrigin(
            source, detail: "[Credentials] of \(path) line \(id.line)",
            places: [.secretAccessKey: "[Credentials] of \(path) line \(secret.line)"])))
    }
    return .declined("no [Credentials] in \(paths.joined(separator: " or "))")
  }
}

extension CredentialSource {
  /// The boto 2 configuration file.
  public static let botoConfig = CredentialSource(
    "boto-config", place: "the file of boto 2: BOTO_CONFIG, else /etc/boto.cfg or ~/.boto", renewal: renewalOfKeys)
}
