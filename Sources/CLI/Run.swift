package import Core
package import HTTP

/// The three standard streams.
package struct Streams: Sendable {
  package var input: Input
  package var output: Sink
  package var error: Sink

  /// The given streams.
  package init(input: Input, output: Sink, error: Sink) {
    self.input = input
    self.output = output
    self.error = error
  }

  /// The process's own.
  package static let standard = Streams(input: .descriptor(0), output: .descriptor(1), error: .descriptor(2))
}

/// Runs `sva` with the words after its name and gives its exit status: the only place where a failure is printed.
///
/// - Parameter transport: The way to the network; it is prepared as soon as the words say that it will be used.
package func run(
  arguments words: [String], environment: Environment, streams: Streams,
  transport: any Transport
) async -> Int32 {
  let run = Run(environment: environment, streams: streams, transport: transport)
  return await run.status(of: words).rawValue
}

private struct Run {
  let environment: Environment
  let streams: Streams
  let transport: any Transport

  func status(of words: [String]) async -> ExitCode {
    let invocation: Invocation
    do {
      invocation = try Parser.parse(words)
    } catch {
      let screen = Screen(nil, environment, streams)
      return screen.end(with: error, wantsJSON: Parser.asksForJSON(words), verbose: false)
    }
    switch invocation {
    case .version:
      let screen = Screen(nil, environment, streams)
      return screen.finish { try screen.output.write("sva \(Version.current)\n") }
    case .help(let topic):
      let screen = Screen(nil, environment, streams)
      return screen.finish { try screen.output.write(HelpPage.text(about: topic, width: screen.width)) }
    case .run(let arguments):
      return await status(of: arguments)
    }
  }

  private func status(of arguments: ParsedArguments) async -> ExitCode {
    let screen = Screen(arguments, environment, streams)
    var level = arguments.logLevel ?? .normal
    do {
      guard let command = CommandTable.command(arguments.command) else {
        throw Failure(.internal, "no such command", hint: "please report this")
      }
      var settings = Settings(options: arguments.settings, environment: environment, keys: SettingKey.all)
      if command.spec.needsNetwork(arguments) { transport.prepare() }
      if !command.spec.isOffline {
        settings = try SettingsReader.read(arguments, environment, screen.stderr.log(level: level))
        // An option outranks DEBUG, also the option to be quiet.
        if arguments.logLevel == nil, settings.flag(.debug)?.value == true { level = .debug }
      }
      let context = CommandContext(
        arguments: arguments, settings: settings, environment: environment,
        log: screen.stderr.log(level: level),
        output: screen.output, stderr: screen.stderr, input: streams.input, transport: transport)
      try await command.run(context)
      try screen.output.flush()
      screen.stderr.clearProgress()
      return .success
    } catch {
      return screen.end(with: error, wantsJSON: arguments.wantsJSON, verbose: level >= .verbose)
    }
  }
}

/// Standard output and standard error, set up for one run.
private struct Screen {
  let output: Output
  let stderr: StderrLog
  let width: Int

  init(_ arguments: ParsedArguments?, _ environment: Environment, _ streams: Streams) {
    let terminal = environment.terminal
    let choice = arguments?[GlobalFlags.colour] ?? nil
    let columns = min(max(terminal.columns ?? 80, 40), 200)
    let isQuiet = arguments?.logLevel == .quiet
    let canMoveCursor = terminal.error && environment.variable(.terminal) != "dumb" && !isQuiet
    let stderr = StderrLog(
      sink: streams.error, colours: Colour.isOn(choice, environment, isTerminal: terminal.error),
      progressColumns: canMoveCursor ? columns : nil, clock: environment.clock)
    self.stderr = stderr
    self.width = columns
    let colours = Colour.isOn(choice, environment, isTerminal: terminal.output)
    self.output = Output(
      sink: streams.output, colours: colours, cleans: terminal.output || choice == .always,
      beforeWriting: { stderr.clearProgress() })
  }

  /// Runs `body` and writes what it gathered.
  func finish(_ body: () throws -> Void) -> ExitCode {
    do {
      try body()
      try output.flush()
      return .success
    } catch {
      return end(with: error, wantsJSON: false, verbose: false)
    }
  }

  /// Says why a run failed and gives the exit status. What was gathered for standard output is part of the answer
  /// and goes first.
  func end(with error: any Error, wantsJSON: Bool, verbose: Bool) -> ExitCode {
    stderr.clearProgress()
    if error is Output.Closed { return .closedOutput }
    let report = self.report(on: error)
    do {
      if wantsJSON, !output.isBroken {
        // One document and nothing else: half a result must not stand before it.
        output.discard()
        try output.write(document: report.document)
        try output.flush()
        return ExitCode(report.failure.code)
      }
      try output.flush()
    } catch is Output.Closed {
      return .closedOutput
    } catch {
      stderr.write(self.report(on: error).lines(verbose: verbose))
      return .fault
    }
    stderr.write(report.lines(verbose: verbose))
    return ExitCode(report.failure.code)
  }

  private func report(on error: any Error) -> FailureReport {
    if let report = error as? FailureReport { return report }
    if var failure = error as? Failure {
      if failure.code == .internal { failure.hints.append(Screen.pleaseReport) }
      return FailureReport(failure) { _ in }
    }
    if error is CancellationError {
      return FailureReport(Failure(.interrupted, "interrupted", hint: "run the command again")) { _ in }
    }
    return FailureReport(
      Failure(.internal, "unexpected failure: \(error)", hint: Screen.pleaseReport)
    ) { _ in }
  }

  private static let pleaseReport: Remedy =
    "this is a fault of sva: please report it with the command line and the output of --debug"
}
