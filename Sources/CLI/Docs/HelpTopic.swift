import Core

/// A help topic that is not a command.
struct HelpTopic: Sendable {
  /// The word after `sva help`.
  let name: String
  /// One line without a full stop.
  let summary: String
  /// The page for a terminal of the given width.
  let page: @Sendable (_ width: Int) -> StyledText

  /// Every topic, in the order of the documentation.
  static let all = [
    HelpTopic(name: "exit-codes", summary: "what each exit status means", page: exitCodes),
    HelpTopic(name: "environment", summary: "variables and .env settings", page: environment),
    HelpTopic(
      name: "credentials", summary: "where AWS credentials come from, and the usual traps", page: credentials),
  ]

  private static func exitCodes(_ width: Int) -> StyledText {
    var page = StyledText(
      TextWrap.paragraph("The exit status tells what kind of thing happened.", indent: 0, width: width) + "\n"
    )
    for code in ExitCode.allCases {
      page += TextWrap.item(String(code.rawValue), code.meaning, column: 7, width: width)
      if !code.codes.isEmpty {
        let codes = code.codes.joined(separator: ", ")
        page += StyledText(TextWrap.paragraph(codes, indent: 7, width: width), .dim)
      }
    }
    return page
      + StyledText(
        "\n"
          + TextWrap.paragraph(
            "The words below each line are the values of code in the JSON error document. With --json that document is "
              + "printed on standard output: status, error, code, service, aws_code, http_status, request_id, "
              + "attempts, hint and exit_code. Without it, standard error has the sentence and one or more hints.",
            indent: 0,
            width: width))
  }

  private static func environment(_ width: Int) -> StyledText {
    let narrow = width < 70
    var page = StyledText(
      TextWrap.paragraph(
        "A setting is taken from the first of: option, process environment, .env file, AWS shared files (AWS settings "
          + "only), default. An empty value counts as not set. sva whoami --explain shows every setting and where it "
          + "came from.", indent: 0, width: width) + "\n"
        + TextWrap.paragraph(
          "Variables marked with * may also stand in a .env file in the working directory, or in the file named by "
            + "--env-file. Others are ignored there, because a file in a folder one happens to stand in must not be "
            + "able to run a program or send keys elsewhere.", indent: 0, width: width) + "\n")
    for key in SettingKey.all {
      let names = key.variables.map { key.dotenvVariables.contains($0) ? $0 + "*" : $0 }.joined(
        separator: ", ")
      var text = key.summary
      if let option = key.option { text += "; option \(option)" }
      if let fallback = key.fallback { text += "; default: \(fallback)" }
      page += TextWrap.item(names, text, column: narrow ? 8 : 30, width: width)
    }
    page += "\n"
    for (group, meaning) in Manual.furtherVariables {
      let name = group.joined(separator: ", ")
      let names = TextWrap.lines(name, width: width - 2)
      for line in names.dropLast() { page += StyledText("  ") + StyledText(line, .bold) + "\n" }
      page += TextWrap.item(names.last ?? name, meaning, column: narrow ? 8 : 30, width: width)
    }
    return page
  }

  private static func credentials(_ width: Int) -> StyledText {
    var page = StyledText(TextWrap.paragraph(CredentialGuide.opening, indent: 0, width: width))
    page += StyledText("\n") + StyledText("ORDER", .bold) + "\n"
    for (index, place) in CredentialGuide.places.enumerated() {
      let number = index < 9 ? " \(index + 1)." : "\(index + 1)."
      page += TextWrap.item(number, place, column: 7, width: width)
    }
    page += StyledText("\n") + StyledText(TextWrap.paragraph(CredentialGuide.sets, indent: 0, width: width))
    page += StyledText("\n") + StyledText("USUAL TRAPS", .bold) + "\n"
    for trap in CredentialGuide.traps { page += TextWrap.item("-", trap, column: 4 + 2, width: width) }
    page += StyledText("\n") + StyledText("PERMISSIONS", .bold) + "\n"
    page += StyledText(TextWrap.paragraph(CredentialGuide.permissions, indent: 2, width: width))
    page += StyledText("\n") + StyledText("STORYBLOK", .bold) + "\n"
    return page + StyledText(TextWrap.paragraph(CredentialGuide.storyblok, indent: 2, width: width))
  }
}
