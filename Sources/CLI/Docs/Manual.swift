import Core

/// Text that help and man pages share, beyond the command table.
enum Manual {
  /// A description of `sva` in one paragraph.
  static let about =
    "sva asks Claude on Amazon Bedrock about the stories of a Storyblok space, searches that space, and tells why "
    + "access to Bedrock does or does not work. Each run does one thing and exits."

  /// A file that the program reads or writes.
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
        "Conversations, local indexes, when a notice was last shown, and the version of a space that the last search "
        + "met, readable by their owner alone. SVA_STATE_HOME or XDG_STATE_HOME name another folder."),
  ]

  /// Variables that are not settings. Variables with the same meaning are grouped.
  static let furtherVariables: [(names: [String], meaning: String)] = Variable.all.reduce(into: []) { list, variable in
    if let last = list.indices.last, list[last].meaning == variable.meaning {
      list[last].names.append(variable.name)
    } else {
      list.append(([variable.name], variable.meaning))
    }
  }

  /// The exit statuses of a command, in order.
  static func exits(of spec: CommandSpec) -> [ExitCode] {
    let always: [ExitCode] = [.success, .fault, .usage, .interrupted, .closedOutput]
    return ExitCode.allCases.filter { always.contains($0) || spec.exits.contains($0) }
  }
}
