import Core

/// What the user typed, checked against the table and nothing else: neither disk nor network was touched.
struct ParsedArguments: Sendable, Equatable {
  /// The command's name.
  var command: String
  /// The value of each option given, by long name; a switch has the empty one.
  var values: [String: String] = [:]
  /// The words that are no options, in order.
  var words: [String] = []
  /// The values of the options that make a setting.
  var settings: [SettingKey: String] = [:]

  /// Whether the switch was given.
  subscript(flag: Flag<Bool>) -> Bool { values[flag.spec.long] != nil }

  /// The option's value, or nil where it was not given.
  subscript<Value>(flag: Flag<Value>) -> Value? { values[flag.spec.long].flatMap(flag.decode) }

  /// Whether the result, and with it every error, is to be one JSON document on standard output.
  var wantsJSON: Bool {
    guard let spec = CommandTable.command(command)?.spec else { return false }
    return spec.alwaysJSON
      || (GlobalFlags.all + spec.flags).contains { flag in
        flag.jsonValue.map { values[flag.long] == $0 } ?? false
      }
  }

  /// How much is to be said on standard error, where an option says so.
  var logLevel: Log.Level? {
    if self[GlobalFlags.debug] { return .debug }
    if self[GlobalFlags.verbose] { return .verbose }
    return self[GlobalFlags.quiet] ? .quiet : nil
  }
}

/// What a command line asks for.
enum Invocation: Sendable, Equatable {
  /// Run a command.
  case run(ParsedArguments)
  /// Show help about a command or topic, or the list of commands.
  case help(String?)
  /// Show the version.
  case version
}
