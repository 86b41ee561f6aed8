import Core

/// The words of `ask` and `search`, and what is likely a mistake in them.
enum GivenWords {
  /// The words without `-` and without those that are only white space.
  static func words(_ context: CommandContext) -> [String] {
    context.arguments.words.filter { word in word != "-" && word.contains { !$0.isWhitespace } }
  }

  /// Reports standard input that is not read although it holds data, and words that name a file.
  ///
  /// - Parameter readsInput: whether standard input is read for another reason.
  static func remark(_ words: [String], _ context: CommandContext, readsInput: Bool = false) {
    guard !words.isEmpty else { return }
    if !readsInput, !context.arguments.words.contains("-"), !context.environment.terminal.input,
      context.input.holdsData()
    {
      context.log.notice("standard input is not read, because words are given: add - to read it too")
    }
    let file = words.first { word in
      (word.contains(".") || word.contains("/")) && FileStatus(context.environment.absolutePath(word))?.isFile == true
    }
    guard let file else { return }
    let isAsk = context.arguments.command == AskCommand.spec.name
    context.log.notice(
      "\(Sanitizer.visible(file, limit: 80)) is a file, and only its name is used: to read it, "
        + (isAsk ? "give it with --\(AskCommand.file.spec.long)" : "pipe it in and add -"))
  }
}
