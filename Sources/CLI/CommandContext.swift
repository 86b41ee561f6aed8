import Core
import HTTP

/// What a command works with: its arguments and its environment.
struct CommandContext: Sendable {
  /// The parsed command line.
  let arguments: ParsedArguments
  /// The values of options, environment and `.env`, each with its origin.
  let settings: Settings
  /// The process environment, clock and terminal.
  var environment: Environment
  /// Receives the messages of all modules.
  var log: Log
  /// Standard output; standard error where sound takes its place.
  var output: Output
  /// Standard error, for a command that writes there directly (the check list of `test-bedrock`).
  let stderr: StderrLog
  /// Reads standard input.
  let input: Input
  /// The streams themselves, for bytes that are no text.
  let streams: Streams
  /// The transport for all requests.
  let transport: any Transport

  /// This context with text on standard error, because standard output carries sound.
  func withTextOnError() -> CommandContext {
    var copy = self
    let isTerminal = environment.terminal.error
    copy.environment.terminal.output = isTerminal
    copy.environment.terminal.isShared = true
    let stderr = stderr
    copy.output = Output(
      sink: streams.error, colours: stderr.colours, cleans: isTerminal || stderr.colours,
      beforeWriting: { stderr.clearProgress() }, afterWriting: { if isTerminal { stderr.holdProgress($0) } })
    return copy
  }

  /// Whether the result is one JSON document.
  var wantsJSON: Bool { arguments.wantsJSON }

  /// The width of the terminal on standard output; nil if there is none.
  var columns: Int? { environment.terminal.output ? width : nil }

  /// The width for text and tables on standard output, in columns.
  var width: Int { min(max(environment.terminal.columns ?? 80, 40), 200) }
}
