/// Every command, in the order of the documentation: the one list that parser, dispatch, help, man pages and
/// completions read. A new command is a file in `Commands` and a line here.
enum CommandTable {
  static let all: [Command] = [
    Command(AskCommand.spec, AskCommand.run),
    Command(SearchCommand.spec, SearchCommand.run),
    Command(TestBedrockCommand.spec, TestBedrockCommand.run),
    Command(WhoamiCommand.spec, WhoamiCommand.run),
    Command(ModelsCommand.spec, ModelsCommand.run),
    Command(HelpCommand.spec, HelpCommand.run),
    Command(CompletionsCommand.spec, CompletionsCommand.run),
  ]

  /// Every command as data.
  static let specs: [CommandSpec] = all.map(\.spec)

  /// The command of that name.
  static func command(_ name: String) -> Command? { all.first { $0.spec.name == name } }
}
