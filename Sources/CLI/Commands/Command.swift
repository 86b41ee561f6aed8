import Core

/// A command: its description and its function.
struct Command: Sendable {
  /// Does the work and writes the result to the context's output.
  typealias Runner = @Sendable (CommandContext) async throws(FailureDocument) -> Void

  /// The command's description.
  let spec: CommandSpec
  /// The function that runs it.
  let run: Runner

  /// A command whose failure documents have further fields.
  init(_ spec: CommandSpec, _ run: @escaping Runner) {
    self.spec = spec
    self.run = run
  }

  /// A command whose failure documents have no further fields.
  init(_ spec: CommandSpec, _ run: @escaping @Sendable (CommandContext) async throws(Failure) -> Void) {
    self.init(spec) { context throws(FailureDocument) in
      do throws(Failure) { try await run(context) } catch { throw FailureDocument(error) }
    }
  }
}
