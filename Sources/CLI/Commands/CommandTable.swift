/// Every command, in the order of the documentation. Parser, dispatch, help, man pages and completions read this list.
/// A new command is a file in `Commands` and a line here.
enum CommandTable {
  static let all: [Command] = [
    Command(AskCommand.name, AskCommand.spec, AskCommand.run),
    Command(SearchCommand.name, SearchCommand.spec, SearchCommand.run),
    Command(TestBedrockCommand.name, TestBedrockCommand.spec, TestBedrockCommand.run),
    Command(WhoamiCommand.name, WhoamiCommand.spec, WhoamiCommand.run),
    Command(ModelsCommand.name, ModelsCommand.spec, ModelsCommand.run),
    Command(HelpCommand.name, HelpCommand.spec, HelpCommand.run),
    Command(CompletionsCommand.name, CompletionsCommand.spec, CompletionsCommand.run),
  ]

  /// The descriptions of all commands.
  static let specs: [CommandSpec] = all.map(\.spec)

  /// The command of that name; nil if there is none.
  static func command(_ name: String) -> Command? { all.first { $0.name == name } }
}
