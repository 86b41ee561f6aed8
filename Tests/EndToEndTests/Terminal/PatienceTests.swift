import Emulator
import Testing

/// A run that waits at a terminal shows what it waits for.
@Suite(.timeLimit(.minutes(10))) struct PatienceTests {
  @Test(
    arguments: [
      (["whoami"], "asking AWS"), (["models"], "asking Bedrock in us-east-1"),
      (["search", "boots"], "searching the space"), (["test-bedrock"], "testing identity and converse"),
      (["ask", "which", "boots"], "asking us.anthropic"),
    ])
  func aSlowAnswerIsNamedAndTheLineGoesAway(words: [String], expected: String) throws {
    var (screen, run) = try answer(to: words, after: 1200)
    // On a busy machine the answer may come before the progress line is drawn.
    if !screen.erased.contains(where: { $0.hasPrefix(expected) }) {
      (screen, run) = try answer(to: words, after: 15_000)
    }
    #expect(screen.erased.contains { $0.hasPrefix(expected) }, "\(screen.erased)")
    #expect(!screen.text.contains(expected), "\(run.stdout)")
  }

  private func answer(to words: [String], after milliseconds: Int) throws -> (TerminalScreen, LiveProgram) {
    let sandbox = try Sandbox { $0.latency = milliseconds }
    let run = try sandbox.start(words, onTerminal: true)
    #expect(run.wait() == 0)
    return (TerminalScreen(run.out), run)
  }
}
