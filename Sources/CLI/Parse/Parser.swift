import Core

/// Parses a command line by the command table, in the forms of POSIX and GNU: `--name=value`, `--name value`, `-n
/// value`, `-nvalue`, `-n=value`, bundled switches, options and words in any order, `--` before words only, `-` as a
/// word. The last of two equal options wins. Uses neither disk nor network.
struct Parser {
  private var command: CommandSpec?
  private var arguments = ParsedArguments(command: "")
  private var rest: ArraySlice<String>
  private var wantsHelp = false
  private var wantsVersion = false

  private init(_ words: [String]) { rest = words[...] }

  /// Parses `words`, which do not include the program's name.
  ///
  /// - Throws: `Failure` with code `usage`. Its hints name the nearest valid word.
  static func parse(_ words: [String]) throws(Failure) -> Invocation {
    var parser = Parser(words)
    do {
      try parser.readAll()
    } catch {
      // `--help` takes precedence over an error in another word.
      let later = parser.rest.prefix { $0 != "--" }
      if parser.wantsHelp || later.contains("--help") || later.contains("-h") {
        return .help(parser.command?.name)
      }
      throw error
    }
    return try parser.conclude()
  }

  /// Whether the words ask for errors in JSON. The words need not be valid.
  static func asksForJSON(_ words: [String]) -> Bool {
    let options = words.prefix { $0 != "--" }
    for flag in GlobalFlags.all + CommandTable.specs.flatMap(\.flags) {
      guard let value = flag.jsonValue else { continue }
      let name = "--" + flag.long
      if options.contains(flag.isSwitch ? name : name + "=" + value) { return true }
      if zip(options, options.dropFirst()).contains(where: { $0 == (name, value) }) { return true }
    }
    return command(in: words)?.alwaysJSON == true
  }

  /// The command that the words name. The words need not be valid.
  static func command(in words: [String]) -> CommandSpec? {
    words.prefix { $0 != "--" }.lazy.filter { !$0.hasPrefix("-") }.compactMap(CommandTable.command).first?.spec
  }

  /// A usage error.
  static func usage(_ sentence: String, hint: Remedy, _ more: [Remedy] = []) -> Failure {
    Failure(.usage, sentence, hint: hint, moreHints: more)
  }

  private mutating func readAll() throws(Failure) {
    while let word = rest.popFirst() {
      if word == "--" {
        while let word = rest.popFirst() { try read(word: word) }
      } else if word.hasPrefix("--") {
        try read(long: word.dropFirst(2))
      } else if word.hasPrefix("-"), word != "-" {
        try read(cluster: word.dropFirst())
      } else {
        try read(word: word)
      }
    }
  }

  private mutating func conclude() throws(Failure) -> Invocation {
    if wantsHelp { return .help(command?.name) }
    if wantsVersion { return .version }
    guard let command else {
      if arguments.values.isEmpty { return .help(nil) }
      throw Parser.usage("no command given", hint: "run 'sva help' for the list of commands")
    }
    try checkFormats(command)
    if let skipped = command.operands?.skipped, arguments.words.first == skipped { arguments.words.removeFirst() }
    let count = arguments.words.count
    if let operands = command.operands, !operands.count.contains(count) || !allowed(operands) {
      throw UsageError.words(arguments.words, of: command)
    }
    if command.operands == nil, count > 0 { throw UsageError.words(arguments.words, of: command) }
    return .run(arguments)
  }

  /// `--json` asks for one document, so another format beside it is a contradiction.
  private func checkFormats(_ command: CommandSpec) throws(Failure) {
    let json = GlobalFlags.json.spec
    guard arguments.values[json.long] != nil,
      let format = command.flags.first(where: { $0.jsonValue != nil && arguments.values[$0.long] != nil }),
      let value = arguments.values[format.long], value != format.jsonValue
    else { return }
    throw Parser.usage("--\(json.long) and --\(format.long) \(value) do not go together", hint: "give one of them")
  }

  private func allowed(_ operands: CommandSpec.Operands) -> Bool {
    let choices = operands.choices()
    return choices.isEmpty || arguments.words.allSatisfy(choices.contains)
  }

  private mutating func read(word: String) throws(Failure) {
    if command != nil { return arguments.words.append(word) }
    if word == GlobalFlags.version.spec.long {
      wantsVersion = true
      return
    }
    guard let found = CommandTable.command(word)?.spec else { throw UsageError.unknownCommand(word, more: rest) }
    command = found
    arguments.command = found.name
  }

  private mutating func read(long text: Substring) throws(Failure) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let flag = known.first(where: { $0.long == name }) else {
      throw UsageError.unknownOption("--" + name, command)
    }
    let attached = parts.count == 2 ? String(parts[1]) : nil
    try take(flag, as: "--" + name, attached: attached)
  }

  private mutating func read(cluster text: Substring) throws(Failure) {
    var letters = text
    while let letter = letters.popFirst() {
      guard let flag = known.first(where: { $0.short == letter }) else {
        throw UsageError.unknownOption("-" + String(letter), command)
      }
      if flag.isSwitch, letters.first != "=" {
        try take(flag, as: "-" + String(letter), attached: nil)
        continue
      }
      if letters.isEmpty { return try take(flag, as: "-" + String(letter), attached: nil) }
      if letters.first == "=" { letters.removeFirst() }
      return try take(flag, as: "-" + String(letter), attached: String(letters))
    }
  }

  private mutating func take(_ flag: FlagSpec, as name: String, attached: String?) throws(Failure) {
    guard !flag.isSwitch else {
      if attached != nil { throw UsageError.needlessValue(name) }
      return note(flag, value: "")
    }
    let value: String
    if let attached {
      value = attached
    } else if flag.isValueOptional {
      value = ""
    } else if let next = try nextValue(for: flag, name) {
      value = next
    } else {
      throw UsageError.missingValue(name, flag, command, follows: nil)
    }
    guard flag.accepts(value) else { throw UsageError.unacceptable(value, name, flag) }
    note(flag, value: value)
  }

  /// The next word as a value. It may begin with a dash (a negative number, a text) but must not be an option of this
  /// command: then the value is missing.
  private mutating func nextValue(for flag: FlagSpec, _ name: String) throws(Failure) -> String? {
    guard let next = rest.first else { return nil }
    if isOption(next) { throw UsageError.missingValue(name, flag, command, follows: next) }
    rest.removeFirst()
    return next
  }

  private func isOption(_ word: String) -> Bool {
    if word == "--" { return true }
    if word.hasPrefix("--") {
      let name = word.dropFirst(2).prefix { $0 != "=" }
      return known.contains { $0.long == name }
    }
    return word.count == 2 && word.first == "-" && known.contains { $0.short == word.last }
  }

  private mutating func note(_ flag: FlagSpec, value: String) {
    if flag.long == GlobalFlags.help.spec.long { wantsHelp = true }
    if flag.long == GlobalFlags.version.spec.long { wantsVersion = true }
    for name in flag.overrides {
      arguments.values[name] = nil
      if let key = known.first(where: { $0.long == name })?.key { arguments.settings[key] = nil }
    }
    arguments.values[flag.long] = value
    if flag.isRepeatable { arguments.repeated[flag.long, default: []].append(value) }
    if let key = flag.key { arguments.settings[key] = flag.isSwitch ? "true" : value }
  }

  private var known: [FlagSpec] { GlobalFlags.all + (command?.flags ?? []) }
}
