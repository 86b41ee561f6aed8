import Core

/// A command: its description and its function.
struct Command: Sendable {
  /// Does the work, writes the result to the context's output, and returns the exit status of its success.
  typealias Runner = @Sendable (CommandContext) async throws(FailureDocument) -> ExitCode

  /// The command's description.
  let spec: CommandSpec
  /// The function that runs it.
  let run: Runner

  /// A command whose failure documents have further fields.
  init(_ spec: CommandSpec, _ run: @escaping @Sendable (CommandContext) async throws(FailureDocument) -> Void) {
    self.spec = spec
    self.run = { context throws(FailureDocument) in
      try await run(context)
      return .success
    }
  }

  /// A command whose failure documents have no further fields.
  init(_ spec: CommandSpec, _ run: @escaping @Sendable (CommandContext) async throws(Failure) -> Void) {
    self.spec = spec
    self.run = { context throws(FailureDocument) in
      do throws(Failure) { try await run(context) } catch { throw FailureDocument(error) }
      return .success
    }
  }

  /// A command whose failure documents have further fields, and whose result may stand although part of the run failed.
  init(_ spec: CommandSpec, _ run: @escaping Runner) {
    self.spec = spec
    self.run = run
  }

  /// A command whose success may have another exit status.
  init(_ spec: CommandSpec, _ run: @escaping @Sendable (CommandContext) async throws(Failure) -> ExitCode) {
    self.spec = spec
    self.run = { context throws(FailureDocument) in
      do throws(Failure) { return try await run(context) } catch { throw FailureDocument(error) }
    }
  }
}
