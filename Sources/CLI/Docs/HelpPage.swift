import Core

/// Help for a terminal, generated from the command table.
enum HelpPage {
  /// Help about a command or topic, or the list of commands. `width` is limited to 40 to 100 columns.
  static func text(about name: String?, width: Int) -> StyledText {
    let width = min(max(width, 40), 100)
    if let name {
      if let command = CommandTable.command(name) { return page(command.spec, width) }
      if let topic = HelpTopic.all.first(where: { $0.name == name }) { return topic.page(width) }
    }
    return overview(width)
  }

  private static func overview(_ width: Int) -> StyledText {
    var page = StyledText(TextWrap.paragraph(Manual.about, indent: 0, width: width))
    page += heading("USAGE") + "  sva COMMAND [options] [words]\n"
    page += heading("COMMANDS")
    for spec in CommandTable.specs {
      page += TextWrap.item(spec.name, spec.summary, column: column(16, width), width: width)
    }
    page += heading("EXAMPLES")
    for spec in CommandTable.specs.prefix(5) { page += examples(spec.examples.prefix(1), width) }
    page += heading("GLOBAL OPTIONS") + options(GlobalFlags.all, width)
    page += heading("LEARN MORE")
    page += StyledText(
      TextWrap.paragraph("sva COMMAND --help tells all about a command.", indent: 2, width: width))
    for topic in HelpTopic.all {
      page += TextWrap.item("sva help \(topic.name)", topic.summary, column: column(26, width), width: width)
    }
    return page
  }

  private static func page(_ spec: CommandSpec, _ width: Int) -> StyledText {
    var page = StyledText(TextWrap.paragraph(spec.summary + ".", indent: 0, width: width))
    page += heading("USAGE") + StyledText("  \(spec.usage)\n\n")
    page += StyledText(
      spec.discussion.map { TextWrap.paragraph($0, indent: 2, width: width) }.joined(separator: "\n"))
    page += heading("EXAMPLES") + examples(spec.examples[...], width)
    let own = spec.flags.filter { !$0.isHidden }
    if !own.isEmpty { page += heading("OPTIONS") + options(own, width) }
    page += heading("GLOBAL OPTIONS") + options(GlobalFlags.all, width)
    page += heading("EXIT STATUS")
    for code in Manual.exits(of: spec) {
      page += TextWrap.item(String(code.rawValue), code.meaning, column: 7, width: width)
    }
    return page
  }

  private static func heading(_ title: String) -> StyledText {
    StyledText("\n") + StyledText(title, .bold) + "\n"
  }

  private static func examples(_ examples: ArraySlice<CommandSpec.Example>, _ width: Int) -> StyledText {
    var text = StyledText()
    for example in examples {
      text += StyledText(TextWrap.paragraph("# " + example.comment, indent: 2, width: width), .dim)
      text += StyledText("  \(example.line)\n")
    }
    return text
  }

  private static func options(_ flags: [FlagSpec], _ width: Int) -> StyledText {
    var text = StyledText()
    for flag in flags where !flag.isHidden {
      text += TextWrap.item(
        flag.term, flag.summary + flag.settingNote, column: column(30, width), width: width)
    }
    return text
  }

  /// The column in which explanations begin; a smaller one on a narrow terminal.
  private static func column(_ wanted: Int, _ width: Int) -> Int { width < 70 ? min(wanted, 8) : wanted }
}

extension FlagSpec {
  /// `-m, --model NAME`, with the long names aligned.
  var term: String {
    let name = short.map { "-\($0), --\(long)" } ?? "    --\(long)"
    return form(name)
  }

  /// ` [BEDROCK_MODEL_ID; default: …]` if the option sets a setting; else empty.
  var settingNote: String {
    guard let key else { return "" }
    let fallback = key.fallback.map { isSwitch ? "" : "; default: \($0)" } ?? ""
    return " [\(key.variables.joined(separator: ", "))\(fallback)]"
  }
}
