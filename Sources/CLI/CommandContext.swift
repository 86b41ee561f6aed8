import Core
import HTTP

/// What a command works with: the words it was given and the world it was started in.
struct CommandContext: Sendable {
  /// The words, checked.
  let arguments: ParsedArguments
  /// Option, environment and `.env`, each value with its origin.
  let settings: Settings
  /// The world.
  let environment: Environment
  /// Where the rooms below say what they do.
  let log: Log
  /// Standard output.
  let output: Output
  /// Standard error, for a command that draws there itself (the check list of `test-bedrock`).
  let stderr: StderrLog
  /// Reads standard input.
  let input: Input
  /// The way to the network.
  let transport: any Transport

  /// Whether the result is one JSON document.
  var wantsJSON: Bool { arguments.wantsJSON }

  /// The width for text and tables on standard output.
  var width: Int { min(max(environment.terminal.columns ?? 80, 40), 200) }
}
