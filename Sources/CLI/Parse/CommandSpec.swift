/// The description of a command. Parser, help, man pages, completions and tests read it.
struct CommandSpec: Sendable {
  /// An example command line, and what it does.
  struct Example: Sendable {
    /// The command line.
    let line: String
    /// What it does, in one line.
    let comment: String

    init(_ line: String, _ comment: String) {
      self.line = line
      self.comment = comment
    }
  }

  /// The operands of a command.
  struct Operands: Sendable {
    /// Their form in the usage line.
    let usage: String
    /// What they are, for the man page.
    let detail: String
    /// The allowed number of words.
    let count: ClosedRange<Int>
    /// A first word that other tools need and that means nothing here, such as `list`.
    var skipped: String?
    /// The allowed words; empty for any. A closure, because those of `help` are the command table itself.
    var choices: @Sendable () -> [String] = { [] }
  }

  /// The name.
  let name: String
  /// One line without a full stop.
  let summary: String
  /// The paragraphs of the description.
  let discussion: [String]
  /// Examples.
  let examples: [Example]
  /// The options of this command, without the global ones.
  let flags: [FlagSpec]
  /// The operands; nil if there are none.
  let operands: Operands?
  /// The exit statuses besides 0, 1, 2, 130 and 141.
  var exits: [ExitCode] = []
  /// Whether the command uses built-in data only, so that neither `.env` nor the network is needed.
  var isOffline = false
  /// The arguments with which the command may send no request.
  var mayStayOffline: @Sendable (ParsedArguments) -> Bool = { _ in false }
  /// Whether the result is a JSON document even without `--json`.
  var alwaysJSON = false
  /// The further fields of the error document where the command is not begun, as after a wrong option.
  var failureFields: @Sendable () -> Record = { [:] }

  /// Whether the command is certain to send a request. If so, the transport is opened at once, while the settings are
  /// read.
  func needsNetwork(_ arguments: ParsedArguments) -> Bool {
    !isOffline && !mayStayOffline(arguments)
  }

  /// The usage line.
  var usage: String {
    let options = flags.allSatisfy(\.isHidden) ? "" : " [options]"
    return "sva \(name)\(options)\(operands.map { " " + $0.usage } ?? "")"
  }
}
