import Core

/// `sva completions`: prints completion scripts.
enum CompletionsCommand {
  /// The shells that have a completion script.
  enum Shell: String, Sendable, CaseIterable { case bash, zsh, fish }

  /// The lists that completion scripts ask for while the user types. They are made from files only.
  enum Listing: String, Sendable, CaseIterable { case profiles, models, regions }

  static let list: Flag<Listing> = .choice(
    "list", "KIND",
    FlagText("print names to complete", "Print the names of this kind, one per line.", isHidden: true))

  static let name = "completions"

  static let spec = CommandSpec(
    name: name,
    summary: "Print the completion script for a shell",
    discussion: [
      "Prints a script that completes commands, options, their choices, file names, profiles of the AWS shared files "
        + "and names of models. Packages install it; by hand:",
      "bash: eval \"$(sva completions bash)\" in ~/.bashrc. zsh: save it as _sva in a folder of $fpath. fish: save it "
        + "as ~/.config/fish/completions/sva.fish.",
    ],
    examples: [
      .init("eval \"$(sva completions bash)\"", "complete in this bash"),
      .init("sva completions zsh > ~/.zfunc/_sva", "install for zsh, where ~/.zfunc is in $fpath"),
      .init("sva completions fish > ~/.config/fish/completions/sva.fish", "install for fish"),
    ],
    flags: [list.spec],
    operands: .init(
      usage: "bash|zsh|fish", detail: "The shell.", count: 0...1, choices: { Shell.allCases.map(\.rawValue) }),
    isOffline: true)

  static func run(_ context: CommandContext) async throws(Failure) {
    if let kind = context.arguments[list] {
      let names =
        switch kind {
        case .profiles: ProfileNames.read(context.environment)
        case .models: KnownNames.models
        case .regions: KnownNames.regions
        }
      return try context.output.write(names.map { $0 + "\n" }.joined())
    }
    guard let shell = context.arguments.words.first.flatMap(Shell.init(rawValue:)) else {
      throw Parser.usage(
        "completions needs the name of a shell",
        hint: "sva completions bash, sva completions zsh or sva completions fish")
    }
    try context.output.write(script(shell))
  }

  /// The script for a shell.
  static func script(_ shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion.script
    case .zsh: ZshCompletion.script
    case .fish: FishCompletion.script
    }
  }
}
