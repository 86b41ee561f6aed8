import Core

/// The command line, checked against the command table. Neither disk nor network was used.
struct ParsedArguments: Sendable, Equatable {
  /// The command's name.
  var command: String
  /// The value of each given option by long name; empty for a switch.
  var values: [String: String] = [:]
  /// All values of each option that may be given several times, by long name, in order.
  var repeated: [String: [String]] = [:]
  /// The operands, in order.
  var words: [String] = []
  /// The values of options that set a setting.
  var settings: [SettingKey: String] = [:]

  /// Whether the switch was given.
  subscript(flag: Flag<Bool>) -> Bool { values[flag.spec.long] != nil }

  /// The option's value; nil if it was not given.
  subscript<Value>(flag: Flag<Value>) -> Value? { values[flag.spec.long].flatMap(flag.decode) }

  /// The values of an option that may be given several times, together; empty if it was not given.
  subscript<Element>(flag: Flag<[Element]>) -> [Element] {
    (repeated[flag.spec.long] ?? []).compactMap(flag.decode).flatMap { $0 }
  }

  /// Whether the result and every error are one JSON document on standard output.
  var wantsJSON: Bool {
    guard let spec = CommandTable.command(command)?.spec else { return false }
    return spec.alwaysJSON
      || (GlobalFlags.all + spec.flags).contains { flag in
        flag.jsonValue.map { values[flag.long] == $0 } ?? false
      }
  }

  /// The log level, if an option sets it.
  var logLevel: Log.Level? {
    if self[GlobalFlags.debug] { return .debug }
    if self[GlobalFlags.verbose] { return .verbose }
    return self[GlobalFlags.quiet] ? .quiet : nil
  }
}

/// The result of parsing.
enum Invocation: Sendable, Equatable {
  /// Run a command.
  case run(ParsedArguments)
  /// Show help about a command or topic; nil for the list of commands.
  case help(String?)
  /// Show the version.
  case version
}
