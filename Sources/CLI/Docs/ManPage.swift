import Core

/// A manual page in mdoc, generated from the command table.
struct ManPage: Sendable {
  /// Its name, without the section.
  let name: String
  /// Its source.
  let text: String

  /// Every page: the program's, then one for each command except `help`.
  static let all = [overview] + documented.map(page)

  /// The commands with a page of their own.
  private static var documented: [CommandSpec] {
    CommandTable.specs.filter { $0.name != HelpCommand.spec.name }
  }

  private static var overview: ManPage {
    var text = head("sva", "ask and search a Storyblok space with Claude on Amazon Bedrock")
    text += ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar options\n.Op Ar words\n"
    text += ".Nm\n.Fl \\-help | \\-version\n"
    text += ".Sh DESCRIPTION\n" + Mdoc.text(Manual.about) + ".Pp\n"
    text += Mdoc.text(
      "Without a command it shows its help. Options and words may be mixed; -- ends the options. --name=value, "
        + "--name value, -n value and -nvalue mean the same, and the last of two equal options counts.")
    text += ".Pp\nThe commands are:\n" + list("help")
    for spec in CommandTable.specs {
      text += ".It Nm sva " + Mdoc.argument(spec.name) + "\n" + Mdoc.text(spec.summary + ".")
      if documented.contains(where: { $0.name == spec.name }) {
        text += "See\n.Xr sva-\(spec.name) 1 .\n"
      }
    }
    text += ".El\n.Sh OPTIONS\nEvery command takes these.\n" + options(GlobalFlags.all)
    text += credentials + environment + files + exitStatus(ExitCode.allCases)
    text +=
      ".Sh EXAMPLES\n" + examples(CommandTable.specs.prefix(5).flatMap { $0.examples.prefix(1) })
      + diagnostics
    text += seeAlso(documented.map { "sva-" + $0.name })
    return ManPage(name: "sva", text: text)
  }

  private static func page(_ spec: CommandSpec) -> ManPage {
    var text = head("sva-" + spec.name, spec.summary.lowercasedFirst)
    text += ".Sh SYNOPSIS\n.Nm sva " + Mdoc.argument(spec.name) + "\n.Op Ar options\n"
    if let operands = spec.operands { text += ".Op Ar \(operands.manual)\n" }
    text += ".Sh DESCRIPTION\n"
    text += spec.discussion.map(Mdoc.text).joined(separator: ".Pp\n")
    if let operands = spec.operands {
      text += list("operand") + ".It Ar \(operands.manual)\n" + Mdoc.text(operands.detail) + ".El\n"
    }
    let flags = spec.flags.filter { !$0.isHidden }
    text += ".Sh OPTIONS\n"
    if !flags.isEmpty { text += options(flags) + ".Pp\n" }
    text += "The options that every command takes are described in\n.Xr sva 1 .\n"
    let keys = flags.compactMap(\.key)
    if !keys.isEmpty {
      text += ".Sh ENVIRONMENT\n" + list("environment") + keys.map(variable).joined() + ".El\n"
    }
    if !spec.isOffline { text += files }
    text += exitStatus(Manual.exits(of: spec))
    text += ".Sh EXAMPLES\n" + examples(spec.examples)
    return ManPage(name: "sva-" + spec.name, text: text + seeAlso(["sva"]))
  }

  private static func head(_ name: String, _ summary: String) -> String {
    ".Dd \(Version.date)\n.Dt \(name.uppercased()) 1\n.Os\n"
      + ".Sh NAME\n.Nm \(name.dashed)\n.Nd \(summary)\n"
  }

  private static func list(_ kind: String) -> String {
    let width =
      switch kind {
      case "exit": "141x"
      case "help": "sva test-bedrockx"
      default: "Ds"
      }
    return ".Bl -tag -width \"\(width)\"\n"
  }

  private static func options(_ flags: [FlagSpec]) -> String {
    list("options")
      + flags.filter { !$0.isHidden }.map { flag in
        var line = ".It "
        if let short = flag.short { line += "Fl \(short) , " }
        line += "Fl \\-\(flag.long.dashed)"
        if let placeholder = flag.placeholder {
          let value = "Ar \(Mdoc.argument(placeholder))"
          line += flag.isValueOptional ? " Ns Op = Ns \(value)" : " " + value
        }
        var text = flag.detail
        if !flag.choices.isEmpty { text += " One of \(flag.choices.joined(separator: ", "))." }
        if let fallback = flag.key?.fallback, !flag.isSwitch { text += " Default: \(fallback)." }
        return line + "\n" + Mdoc.text(text)
      }.joined() + ".El\n"
  }

  private static func variable(_ key: SettingKey) -> String {
    var text = key.summary.capitalizedFirst + "."
    if let option = key.option { text += " Outranked by \(option)." }
    if let fallback = key.fallback { text += " Default: \(fallback)." }
    if key.dotenvVariables == key.variables {
      text += " May stand in a .env file."
    } else if !key.dotenvVariables.isEmpty {
      text += " A .env file may hold \(key.dotenvVariables.joined(separator: ", "))."
    }
    return ".It " + key.variables.map { "Ev \($0)" }.joined(separator: " , ") + "\n" + Mdoc.text(text)
  }

  private static var environment: String {
    ".Sh ENVIRONMENT\n"
      + Mdoc.text(
        "A setting is taken from the first of: option, process environment, .env file, AWS shared files (AWS settings "
          + "only), default. An empty value counts as not set.") + list("environment")
      + SettingKey.all.map(variable).joined()
      + Manual.furtherVariables.map { entry in
        ".It " + entry.names.map { "Ev \($0)" }.joined(separator: " , ") + "\n"
          + Mdoc.text(entry.meaning.capitalizedFirst + ".")
      }.joined() + ".El\n"
  }

  private static var files: String {
    ".Sh FILES\n" + list("files")
      + Manual.files.map { ".It Pa \(Mdoc.argument($0.path))\n" + Mdoc.text($0.meaning) }.joined() + ".El\n"
  }

  private static func exitStatus(_ codes: [ExitCode]) -> String {
    ".Sh EXIT STATUS\n" + list("exit")
      + codes.map { ".It \($0.rawValue)\n" + Mdoc.text($0.meaning.capitalizedFirst + ".") }.joined() + ".El\n"
  }

  private static var credentials: String {
    ".Sh CREDENTIALS\n" + Mdoc.text(CredentialGuide.opening) + ".Bl -enum\n"
      + CredentialGuide.places.map { ".It\n" + Mdoc.text($0 + ".") }.joined() + ".El\n.Pp\n"
      + Mdoc.text(CredentialGuide.sets) + ".Ss Usual traps\n.Bl -bullet\n"
      + CredentialGuide.traps.map { ".It\n" + Mdoc.text($0) }.joined() + ".El\n.Ss Permissions\n"
      + Mdoc.text(CredentialGuide.permissions) + ".Ss Storyblok\n" + Mdoc.text(CredentialGuide.storyblok)
  }

  private static var diagnostics: String {
    ".Sh DIAGNOSTICS\n"
      + Mdoc.text(
        "Standard output carries the result and nothing else. An error is a sentence on standard error with one or more "
          + "hints; with --json it is one JSON document on standard output with the members status, error, code, "
          + "service, aws_code, aws_message, http_status, request_id, attempts, hint and exit_code.")
  }

  private static func examples(_ examples: [CommandSpec.Example]) -> String {
    examples.map { example in
      Mdoc.text(example.comment.capitalizedFirst + ":") + ".Bd -literal -offset indent\n"
        + Mdoc.literal(example.line) + ".Ed\n"
    }.joined(separator: ".Pp\n")
  }

  private static func seeAlso(_ names: [String]) -> String {
    let sorted = names.sorted()
    return ".Sh SEE ALSO\n"
      + sorted.map { ".Xr \($0) 1\($0 == sorted.last ? "" : " ,")\n" }.joined()
  }
}

extension CommandSpec.Operands {
  /// The usage without brackets; the mdoc macro `.Op` adds them.
  fileprivate var manual: String {
    Mdoc.argument(usage.filter { $0 != "[" && $0 != "]" })
  }
}

extension String {
  /// With `-` escaped, so that it can be searched for and copied.
  fileprivate var dashed: String { replacing("-", with: "\\-") }
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
