/// `CLI` owns words: the command table with its parser, help, man pages and completions, the terminal, and the
/// one place where a failure is printed and becomes an exit status. What a command does stands in `Assistant`.

/// A command as data: the parser, help, man pages, completions and tests all read it.
struct CommandSpec: Sendable {
  /// A command line worth knowing, and what it does.
  struct Example: Sendable {
    /// The line as typed.
    let line: String
    /// What it does, in one line.
    let comment: String

    init(_ line: String, _ comment: String) {
      self.line = line
      self.comment = comment
    }
  }

  /// The words after the options.
  struct Operands: Sendable {
    /// How they stand in the usage line.
    let usage: String
    /// What they are, for the man page.
    let detail: String
    /// How many there may be.
    let count: ClosedRange<Int>
    /// The only ones there are, where they are few; made when asked for, because those of `help` are this table.
    var choices: @Sendable () -> [String] = { [] }
  }

  /// The word that calls it.
  let name: String
  /// One line without a full stop.
  let summary: String
  /// Paragraphs about it.
  let discussion: [String]
  /// Command lines worth knowing.
  let examples: [Example]
  /// Its own options, without the global ones.
  let flags: [FlagSpec]
  /// The words it takes; nil where it takes none.
  let operands: Operands?
  /// The statuses it may end with besides 0, 1, 2, 130 and 141.
  var exits: [ExitCode] = []
  /// Whether it answers from what is built in, so that neither a `.env` file nor a network matters to it.
  var isOffline = false
  /// The words under which no request is certain.
  var mayStayOffline: @Sendable (ParsedArguments) -> Bool = { _ in false }
  /// Whether its result is one JSON document even without `--json`.
  var alwaysJSON = false

  /// Whether, given these words, it is certain to send something: then what is slow to open is opened at once, while the
  /// settings are read.
  func needsNetwork(_ arguments: ParsedArguments) -> Bool {
    !isOffline && !mayStayOffline(arguments)
  }

  /// The line that shows how it is called.
  var usage: String {
    let options = flags.allSatisfy(\.isHidden) ? "" : " [options]"
    return "sva \(name)\(options)\(operands.map { " " + $0.usage } ?? "")"
  }
}
