import AWS
import Core

/// The sources of the question and the instructions.
extension AskCommand {
  /// The question: the words. What was said precedes them, and if standard input is to be read, its text precedes them
  /// too.
  ///
  /// - Throws: `Failure` `usage` if there is no question, or if reading would wait at a terminal that was not asked for
  ///   with `-`.
  static func question(_ context: CommandContext, _ heard: Heard?) throws(Failure) -> String {
    let given = GivenWords.words(context)
    let isFile = readsFileFromInput(context.arguments)
    GivenWords.remark(given, context, readsInput: isFile || context.arguments[listen] == "-")
    let typed = given.joined(separator: " ")
    let words = [heard?.text ?? "", typed].filter { !$0.isEmpty }.joined(separator: "\n\n")
    let asksForInput = context.arguments.words.contains("-")
    guard !isFile || !asksForInput && !words.isEmpty else {
      throw Failure(
        .usage, "standard input is the file, so it cannot be the question too",
        hint: "give the question as words: … | sva ask --\(file.spec.long) - \"What is this?\"")
    }
    guard asksForInput || words.isEmpty else { return words }
    if context.environment.terminal.input {
      guard asksForInput else { throw none }
      context.log.notice("reading standard input; end it with Ctrl-D")
    }
    let piped = trimmed(try context.input.text())
    let question = piped.isEmpty ? words : words.isEmpty ? piped : piped + "\n\n" + words
    guard question.contains(where: { !$0.isWhitespace }) else { throw none }
    return question
  }

  /// The words for the first look: those that were spoken or typed, without text from a pipe.
  static func lookedFor(_ context: CommandContext, _ heard: Heard?) -> String {
    ([heard?.transcript?.text ?? ""] + GivenWords.words(context)).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static var none: Failure {
    Failure(.usage, "ask needs a question", hint: "for example: sva ask \"Which articles mention refunds?\"")
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }

  /// The instructions of `--system`: the text itself or, after an `@`, the content of a file.
  ///
  /// - Throws: `Failure` `usage` if the file cannot be read or is not UTF-8.
  static func instructions(_ value: String, _ context: CommandContext) throws(Failure) -> String {
    guard value.hasPrefix("@") else { return value }
    let path = String(value.dropFirst())
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(
        context.environment.absolutePath(path), limit: 1 << 20, allowsPipes: true)
    } catch {
      throw Failure(
        .usage, "cannot read the instructions in \(path): \(error.sentence)",
        hint: "name a text file after the @, or give the text itself: --system \"Answer in German\"")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .usage, "the instructions in \(path) are not UTF-8 text",
        hint: "convert the file, for example with iconv -t UTF-8")
    }
    return text
  }
}
