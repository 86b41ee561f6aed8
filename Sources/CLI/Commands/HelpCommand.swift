import Core

/// `sva help`: help for a command or a topic.
enum HelpCommand {
  /// Prints a manual page. `make man` uses it.
  static let man = Flag.name(
    "man", "NAME",
    FlagText("print a manual page", "Print the manual page of this name in mdoc.", isHidden: true))

  /// Lists the manual pages.
  static let manPages = Flag.toggle(
    "man-pages", FlagText("list the manual pages", "Print the names of the manual pages.", isHidden: true))

  static let name = "help"

  static let spec = CommandSpec(
    name: name,
    summary: "Show help for a command or a topic",
    discussion: [
      "Without a word, lists the commands. Topics are exit-codes, environment and credentials."
    ],
    examples: [
      .init("sva help ask", "all about asking"),
      .init("sva help credentials", "where AWS credentials are looked for, and the usual traps"),
      .init("sva help exit-codes", "what each exit status means"),
    ],
    flags: [man.spec, manPages.spec],
    operands: .init(
      usage: "[COMMAND|TOPIC]",
      detail: "A command, or one of the topics exit-codes, environment and credentials.",
      count: 0...1, choices: { CommandTable.specs.map(\.name) + HelpTopic.all.map(\.name) }),
    isOffline: true)

  static func run(_ context: CommandContext) async throws(Failure) {
    if context.arguments[manPages] {
      return try context.output.write(ManPage.all.map { $0.name + "\n" }.joined())
    }
    if let name = context.arguments[man] { return try printManual(name, context) }
    try context.output.write(HelpPage.text(about: context.arguments.words.first, width: context.width))
  }

  private static func printManual(_ name: String, _ context: CommandContext) throws(Failure) {
    guard let page = ManPage.all.first(where: { $0.name == name }) else {
      throw Parser.usage(
        "no manual page \(quoted(name))",
        hint: "the pages are \(ManPage.all.map(\.name).joined(separator: ", "))")
    }
    try context.output.write(page.text)
  }
}
