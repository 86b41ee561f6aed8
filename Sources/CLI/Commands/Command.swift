import Core

/// A command: what it is, and what runs it.
struct Command: Sendable {
  /// Does the work and writes the result to the context's output.
  typealias Runner = @Sendable (CommandContext) async throws(FailureDocument) -> Void

  /// The command as data.
  let spec: CommandSpec
  /// What runs it.
  let run: Runner

  /// A command whose failures have fields of their own.
  init(_ spec: CommandSpec, _ run: @escaping Runner) {
    self.spec = spec
    self.run = run
  }

  /// A command whose failures say nothing more.
  init(_ spec: CommandSpec, _ run: @escaping @Sendable (CommandContext) async throws(Failure) -> Void) {
    self.init(spec) { context throws(FailureDocument) in
      do throws(Failure) { try await run(context) } catch { throw FailureDocument(error) }
    }
  }
}
