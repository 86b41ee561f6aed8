import Core
import HTTP

/// What a command works with: its arguments and its environment.
struct CommandContext: Sendable {
  /// The parsed command line.
  let arguments: ParsedArguments
  /// The values of options, environment and `.env`, each with its origin.
  let settings: Settings
  /// The process environment, clock and terminal.
  let environment: Environment
  /// Receives the messages of all modules.
  var log: Log
  /// Standard output.
  let output: Output
  /// Standard error, for a command that writes there directly (the check list of `test-bedrock`).
  let stderr: StderrLog
  /// Reads standard input.
  let input: Input
  /// The transport for all requests.
  let transport: any Transport

  /// Whether the result is one JSON document.
  var wantsJSON: Bool { arguments.wantsJSON }

  /// The width of the terminal on standard output; nil if there is none.
  var columns: Int? { environment.terminal.output ? width : nil }

  /// The width for text and tables on standard output, in columns.
  var width: Int { min(max(environment.terminal.columns ?? 80, 40), 200) }
}
