import Core

/// Standard output and standard error of one run.
struct Console {
  let output: Output
  let stderr: StderrLog
  let width: Int
  private let secrets: KnownSecrets
  private let command: String?

  init(_ arguments: ParsedArguments?, _ environment: Environment, _ streams: Streams) {
    let terminal = environment.terminal
    let choice = arguments?[GlobalFlags.colour] ?? nil
    let columns = min(max(terminal.columns ?? 80, 40), 200)
    let isQuiet = arguments?.logLevel == .quiet
    let canMoveCursor = terminal.error && environment.variable(.terminal) != "dumb" && !isQuiet
    let current: @Sendable () -> Int = { environment.currentColumns() ?? columns }
    let stderr = StderrLog(
      sink: streams.error, colours: Colour.isOn(choice, environment, isTerminal: terminal.error),
      progressColumns: canMoveCursor ? current : nil, clock: environment.clock, secrets: environment.secrets,
      command: arguments?.command)
    command = arguments?.command
    secrets = environment.secrets
    self.stderr = stderr
    self.width = columns
    let colours = Colour.isOn(choice, environment, isTerminal: terminal.output)
    self.output = Output(
      sink: streams.output, colours: colours, cleans: terminal.output || choice == .always,
      beforeWriting: { stderr.clearProgress() }, afterWriting: { if terminal.output { stderr.holdProgress($0) } })
  }

  /// Writes `text`, flushes, and returns the exit status of success.
  func finish(with text: StyledText? = nil) -> ExitCode {
    do throws(Failure) {
      if let text { try output.write(text) }
      try output.flush()
    } catch { return end(with: FailureDocument(error), wantsJSON: false, verbose: false) }
    stderr.clearProgress()
    return .success
  }

  /// Prints a failure and returns its exit status. Pending output is part of the answer and is written first.
  func end(with document: FailureDocument, wantsJSON: Bool, verbose: Bool) -> ExitCode {
    var document = document.without(secrets)
    if let command, let spec = CommandTable.command(command)?.spec { document = document.fitted(to: spec) }
    let status = ExitCode(document.failure.code)
    stderr.clearProgress()
    if status == .closedOutput { return status }
    if document.failure.code == .internal { document.failure.hints.append(Self.pleaseReport) }
    let writesJSON = wantsJSON && !output.isBroken
    do throws(Failure) {
      if writesJSON {
        // The failure document replaces pending output.
        output.discard()
        try output.write(document: document.record)
      }
      try output.flush()
    } catch {
      if error.code != .closedOutput { stderr.write(FailureDocument(error).lines(verbose: verbose)) }
      return ExitCode(error.code)
    }
    if !writesJSON { stderr.write(document.lines(verbose: verbose)) }
    return status
  }

  private static let pleaseReport: Remedy =
    "this is a fault of sva: please report it with the command line and the output of --debug"
}
