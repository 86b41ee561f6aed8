import Assistant
import Core

/// `ask --list`, `--show`, `--delete` and `--delete-older-than`.
extension AskCommand {
  /// The options that manage kept conversations, and whether each is given.
  private static func management(_ arguments: ParsedArguments) -> [(name: String, isGiven: Bool)] {
    [
      (list.spec.long, arguments[list]), (show.spec.long, arguments[show] != nil),
      (delete.spec.long, arguments[delete] != nil), (deleteOlderThan.spec.long, arguments[deleteOlderThan] != nil),
    ]
  }

  /// Whether the run manages conversations instead of asking.
  static func managesConversations(_ arguments: ParsedArguments) -> Bool {
    management(arguments).contains(where: \.isGiven)
  }

  /// Lists, shows or deletes conversations.
  ///
  /// - Throws: `Failure` `usage` for two of the options at once or a question beside them, `not_found`, `io`.
  static func manageConversations(_ context: CommandContext) throws(Failure) {
    let arguments = context.arguments
    let given = management(arguments).filter(\.isGiven).map { "--" + $0.name }
    guard given.count == 1 else {
      throw Failure(.usage, "\(given.listed("and")) do not go together", hint: "give one of them")
    }
    guard arguments.words.isEmpty else {
      throw Failure(.usage, "\(given[0]) takes no question", hint: "leave the words out, or leave \(given[0]) out")
    }
    let voice = [(listen.spec.long, arguments[listen] != nil), (speak.spec.long, arguments[speak] != nil)]
    if let option = voice.first(where: \.1)?.0 {
      throw Failure(.usage, "\(given[0]) and --\(option) do not go together", hint: "leave one of them out")
    }
    guard let store = ConversationStore(environment: context.environment) else {
      throw Failure(
        .notFound, "no conversations are kept, because there is no home folder", hint: "set SVA_STATE_HOME to a folder")
    }
    if arguments[list] {
      try write(try store.list(), context)
    } else if let id = arguments[show] {
      try write(try store.conversation(id), context)
    } else if let id = arguments[delete] {
      try store.delete(id)
      try write(deleted: [id], context)
    } else if let age = arguments[deleteOlderThan] {
      try write(deleted: try store.delete(olderThan: age), context)
    }
  }

  private static func write(_ summaries: [ConversationSummary], _ context: CommandContext) throws(Failure) {
    let format: RecordFormat = context.wantsJSON ? .json : .text
    let printer = format.printer(
      columns: [], folder: context.environment.temporaryFolder,
      text: RecordTable(ConversationRecord.table, width: context.columns))
    try printer.print(summaries.map(ConversationRecord.record), to: context.output)
    try printer.finish(ConversationRecord.summary, to: context.output)
    if summaries.isEmpty, !context.wantsJSON { context.log.notice("no conversations are kept") }
  }

  private static func write(_ conversation: Conversation, _ context: CommandContext) throws(Failure) {
    if context.wantsJSON { return try context.output.write(document: ConversationRecord.record(conversation)) }
    for (index, turn) in conversation.turns.enumerated() {
      if index > 0 { try context.output.write("\n") }
      try context.output.write(question(turn.question, width: context.columns) + "\n\n")
      let answer = turn.answer + "\n"
      let text = context.columns.map {
        MarkdownRenderer.text(answer, width: $0, hasStyles: context.output.colours)
      }
      try context.output.write(text ?? StyledText(answer))
    }
  }

  /// The question on lines of at most `width` columns.
  private static func question(_ text: String, width: Int?) -> StyledText {
    let words = StyledText(OneLine.joined(text), .bold)
    guard let width else { return StyledText("> ", .bold) + words }
    var wrapper = ProseWrapper(width: width)
    wrapper.indent = 2
    return wrapper.verbatim(StyledText("> ", .bold)) + wrapper.words(words)
  }

  private static func write(deleted ids: [String], _ context: CommandContext) throws(Failure) {
    if context.wantsJSON { return try context.output.write(document: ConversationRecord.deleted(ids)) }
    for id in ids { try context.output.write("deleted \(id)\n") }
    if ids.isEmpty { context.log.notice("no conversation is that old") }
  }
}
