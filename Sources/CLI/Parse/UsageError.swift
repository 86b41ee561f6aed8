import AWS
import Core

/// Usage errors: what is wrong, and the nearest correct word. User input is shown sanitized and shortened.
enum UsageError {
  /// - Parameter more: the words after it. Together they may be a question without `ask`.
  static func unknownCommand(_ word: String, more: ArraySlice<String>) -> Failure {
    let list: Remedy = "run 'sva help' for the list of commands"
    var hints: [Remedy] = []
    let near = Suggestion.nearest(to: word, among: CommandTable.specs.map(\.name))
    if let hint = OtherToolWord.hint(forCommand: word) {
      hints.append(hint)
    } else if !near.isEmpty {
      hints.append("did you mean \(Suggestion.list(near))?")
    }
    let question = ([word] + more.prefix { !$0.hasPrefix("-") }).joined(separator: " ")
    if question.contains(where: \.isWhitespace) {
      let shown = Sanitizer.visible(question, limit: 80)
      hints.append("to ask a question: sva ask \(shown == question ? ShellQuoting.posix(question) : "'…'")")
    }
    hints.append(list)
    return Parser.usage("unknown command \(quoted(word))", hint: hints[0], Array(hints.dropFirst()))
  }

  static func unknownOption(_ name: String, _ command: CommandSpec?) -> Failure {
    let place = command.map { " for sva \($0.name)" } ?? ""
    let sentence = "unknown option \(quoted(name))\(place)"
    let list: Remedy = "run 'sva \(command.map { $0.name + " " } ?? "")--help' for the options"
    if ["--token", "--storyblok-token", "--api-key", "--access-key", "--secret-key"].contains(name) {
      return Parser.usage(
        sentence,
        hint: "secrets are never options, because process lists show them: set STORYBLOK_TOKEN, "
          + "AWS_BEARER_TOKEN_BEDROCK or AWS_ACCESS_KEY_ID in the environment or in .env", [list])
    }
    if let hint = OtherToolWord.hint(forOption: name, of: command) {
      return Parser.usage(sentence, hint: hint, [list])
    }
    let known = ((command?.flags ?? []) + GlobalFlags.all).filter { !$0.isHidden }
    let others = CommandTable.specs.filter { spec in
      spec.flags.contains { !$0.isHidden && ("--" + $0.long == name || $0.short.map { "-\($0)" } == name) }
    }
    if !others.isEmpty {
      let names = others.map { "sva " + $0.name }
      let hint: Remedy =
        command == nil
        ? "write it after the command: \(names[0]) \(name)" : "it belongs to \(Suggestion.list(names))"
      return Parser.usage(sentence, hint: hint, [list])
    }
    guard name.hasPrefix("--") else { return Parser.usage(sentence, hint: list) }
    let near = Suggestion.nearest(to: String(name.dropFirst(2)), among: known.map(\.long))
    guard !near.isEmpty else { return Parser.usage(sentence, hint: list) }
    return Parser.usage(sentence, hint: "did you mean \(Suggestion.list(near.map { "--" + $0 }))?", [list])
  }

  static func missingValue(
    _ name: String, _ flag: FlagSpec, _ command: CommandSpec?, follows: String?
  ) -> Failure {
    let sentence = "option \(name) needs a value" + (follows.map { ", but \(quoted($0)) follows" } ?? "")
    var hints: [Remedy] = ["write \(name) \(flag.placeholder ?? "VALUE")"]
    if !flag.choices.isEmpty { hints[0] = "\(name) takes one of \(flag.choices.joined(separator: ", "))" }
    if let follows, follows != "--" {
      hints.append("if it is the value: --\(flag.long)=\(Sanitizer.visible(follows, limit: 40))")
    }
    return Parser.usage(sentence, hint: hints[0], Array(hints.dropFirst()))
  }

  static func needlessValue(_ name: String) -> Failure {
    Parser.usage("option \(name) takes no value", hint: "write \(name) alone")
  }

  static func unacceptable(_ value: String, _ name: String, _ flag: FlagSpec) -> Failure {
    let sentence = "option \(name) takes \(flag.wanted), not \(quoted(value))"
    let near = flag.nearest(value)
    if !near.isEmpty { return Parser.usage(sentence, hint: "did you mean \(Suggestion.list(near))?") }
    let placeholder = flag.placeholder ?? "VALUE"
    let numbers = ["N": ["10", "16000"], "X": ["0.5"], "SECONDS": ["10"]][placeholder] ?? []
    guard let example = flag.choices.first ?? numbers.first(where: flag.accepts) else {
      return Parser.usage(sentence, hint: "write \(name) \(placeholder)")
    }
    return Parser.usage(sentence, hint: "for example: \(name) \(example)")
  }

  static func words(_ words: [String], of command: CommandSpec) -> Failure {
    let usage: Remedy = "usage: \(command.usage)"
    guard let operands = command.operands else {
      return Parser.usage(
        "\(command.name) takes no words, but \(quoted(words.first ?? "")) was given", hint: usage)
    }
    let choices = operands.choices()
    if let wrong = words.first(where: { !choices.isEmpty && !choices.contains($0) }) {
      let near = Suggestion.nearest(to: wrong, among: choices)
      let meant: [Remedy] = near.isEmpty ? [] : ["did you mean \(Suggestion.list(near))?"]
      return Parser.usage(
        "\(command.name) takes one of \(choices.joined(separator: ", ")), not \(quoted(wrong))",
        hint: meant.first ?? usage, meant.isEmpty ? [] : [usage])
    }
    let most = operands.count.upperBound
    return Parser.usage(
      "\(command.name) takes at most \(most == 1 ? "one word" : "\(most) words"), but \(words.count) were given",
      hint: "put quotes around words that belong together", [usage])
  }
}

/// The user's input in single quotes, sanitized.
func quoted(_ text: String) -> String { "'\(Sanitizer.visible(text, limit: 80))'" }
