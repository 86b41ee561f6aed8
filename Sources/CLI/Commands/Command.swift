import Core

/// A command: its description and its function.
struct Command: Sendable {
  /// Does the work, writes the result to the context's output, and returns the exit status of its success.
  typealias Runner = @Sendable (CommandContext) async throws(FailureDocument) -> ExitCode

  /// The name.
  let name: String
  /// The command's description. Made when it is read, because a run needs that of one command.
  var spec: CommandSpec { makeSpec() }
  /// The function that runs it.
  let run: Runner
  private let makeSpec: @Sendable () -> CommandSpec

  /// A command whose failure documents have further fields.
  init(
    _ name: String, _ spec: @autoclosure @escaping @Sendable () -> CommandSpec,
    _ run: @escaping @Sendable (CommandContext) async throws(FailureDocument) -> Void
  ) {
    self.name = name
    makeSpec = spec
    self.run = { context throws(FailureDocument) in
      try await run(context)
      return .success
    }
  }

  /// A command whose failure documents have no further fields.
  init(
    _ name: String, _ spec: @autoclosure @escaping @Sendable () -> CommandSpec,
    _ run: @escaping @Sendable (CommandContext) async throws(Failure) -> Void
  ) {
    self.name = name
    makeSpec = spec
    self.run = { context throws(FailureDocument) in
      do throws(Failure) { try await run(context) } catch { throw FailureDocument(error) }
      return .success
    }
  }

  /// A command whose failure documents have further fields, and whose result may stand although part of the run failed.
  init(
    _ name: String, _ spec: @autoclosure @escaping @Sendable () -> CommandSpec,
    _ run: @escaping Runner
  ) {
    self.name = name
    makeSpec = spec
    self.run = run
  }

  /// A command whose success may have another exit status.
  init(
    _ name: String, _ spec: @autoclosure @escaping @Sendable () -> CommandSpec,
    _ run: @escaping @Sendable (CommandContext) async throws(Failure) -> ExitCode
  ) {
    self.name = name
    makeSpec = spec
    self.run = { context throws(FailureDocument) in
      do throws(Failure) { return try await run(context) } catch { throw FailureDocument(error) }
    }
  }
}
