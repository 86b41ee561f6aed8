import Core

/// What help and man pages both say beyond the command table.
enum Manual {
  /// What `sva` is, in a paragraph.
  static let about =
    "sva asks Claude on Amazon Bedrock about the stories of a Storyblok space, searches that space, and tells why "
    + "access to Bedrock does or does not work. Each run does one thing and exits."

  /// A file that is read or written.
  struct File {
    let path: String
    let meaning: String
  }

  /// The files.
  static let files = [
    File(
      path: ".env",
      meaning:
        "Settings of the project one stands in, read from the working directory. Only the settings marked in "
        + "sva help environment are taken from it."),
    File(
      path: "~/.aws/config",
      meaning: "Profiles and regions of the AWS tools. AWS_CONFIG_FILE names another file."),
    File(
      path: "~/.aws/credentials",
      meaning: "Keys of the AWS tools. AWS_SHARED_CREDENTIALS_FILE names another file."),
    File(path: "~/.aws/sso/cache", meaning: "Sign-ins of aws sso login."),
    File(
      path: "~/.local/state/sva",
      meaning:
        "Conversations, readable by their owner alone. SVA_STATE_HOME or XDG_STATE_HOME name another folder."),
  ]

  /// Variables that are read but make no setting of the table.
  static let furtherVariables: [(name: String, meaning: String)] = [
    ("NO_COLOR", "no colours where it is set and not empty"),
    ("TERM", "no colours and no progress line where it is dumb"),
    ("COLUMNS", "the width to lay text out for"),
    ("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", "proxies, and the hosts to reach without one"),
    ("AWS_CA_BUNDLE, SSL_CERT_FILE", "file with the certificates to trust instead of the system's"),
    (
      "AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL_BEDROCK, AWS_ENDPOINT_URL_BEDROCK_RUNTIME, AWS_ENDPOINT_URL_SSO, "
        + "AWS_ENDPOINT_URL_SSO_OIDC", "endpoint of one AWS service; outranked by --endpoint-url"
    ),
    ("AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE", "the AWS shared files"),
    (
      "AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_SESSION_NAME",
      "a role to assume with a web identity token"
    ),
    (
      "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI",
      "where a container gets its credentials"
    ),
    ("AWS_EC2_METADATA_DISABLED", "true keeps from asking the instance metadata service"),
    ("XDG_STATE_HOME", "parent of the state folder where SVA_STATE_HOME is not set"),
    ("HOME", "the home folder"),
  ]

  /// The statuses a command may end with, in order.
  static func exits(of spec: CommandSpec) -> [ExitCode] {
    let always: [ExitCode] = [.success, .fault, .usage, .interrupted, .closedOutput]
    return ExitCode.allCases.filter { always.contains($0) || spec.exits.contains($0) }
  }
}
