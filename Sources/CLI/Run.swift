package import Core
package import HTTP

/// Runs `sva` and returns its exit status. Failures are printed here only.
///
/// - Parameter transport: the transport for all requests. It is prepared as soon as the arguments show that it will be
///   used.
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
    Settings(environment: environment, keys: SettingKey.all).addSecrets()
    let invocation: Invocation
    do throws(Failure) { invocation = try Parser.parse(words) } catch {
      return Console(nil, environment, streams).end(
        with: FailureDocument(error, fields: Parser.command(in: words)?.failureFields() ?? [:]),
        wantsJSON: Parser.asksForJSON(words), verbose: false)
    }
    switch invocation {
    case .version: return Console(nil, environment, streams).finish(with: "sva \(Version.current)\n")
    case .help(let topic):
      let console = Console(nil, environment, streams)
      let page = HelpPage.text(about: topic, width: console.width)
      return console.finish(with: words.isEmpty ? page + FirstRun.text(environment) : page)
    case .run(let arguments): return await status(of: arguments)
    }
  }

  private func status(of arguments: ParsedArguments) async -> ExitCode {
    let console = Console(arguments, environment, streams)
    var level = arguments.logLevel ?? .normal
    do throws(FailureDocument) {
      let (run, context) = try start(arguments, console, &level)
      let status = try await run(context)
      let end = console.finish()
      return end == .success ? status : end
    } catch {
      return console.end(with: error, wantsJSON: arguments.wantsJSON, verbose: level >= .verbose)
    }
  }

  /// The command's function and its context.
  private func start(
    _ arguments: ParsedArguments, _ console: Console, _ level: inout Log.Level
  ) throws(FailureDocument) -> (Command.Runner, CommandContext) {
    do throws(Failure) {
      guard let command = CommandTable.command(arguments.command) else {
        throw Failure(.internal, "no such command", hint: "please report this")
      }
      var settings = Settings(options: arguments.settings, environment: environment, keys: SettingKey.all)
      if command.spec.needsNetwork(arguments) { transport.prepare() }
      if !command.spec.isOffline {
        settings = try SettingsReader.read(arguments, environment, console.stderr.log(level: level))
        settings.addSecrets()
        // An option outranks the variable DEBUG, `--quiet` included.
        if arguments.logLevel == nil, settings.flag(.debug)?.value == true { level = .debug }
      }
      let context = CommandContext(
        arguments: arguments, settings: settings, environment: environment, log: console.stderr.log(level: level),
        output: console.output, stderr: console.stderr, input: streams.input, streams: streams,
        transport: transport)
      return (command.run, context)
    } catch {
      throw FailureDocument(error, fields: CommandTable.command(arguments.command)?.spec.failureFields() ?? [:])
    }
  }
}
