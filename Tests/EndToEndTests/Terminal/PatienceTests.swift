import Emulator
import Testing

/// Nobody waits at a terminal in silence.
@Suite(.timeLimit(.minutes(2))) struct PatienceTests {
  @Test(
    arguments: [
      (["whoami"], "asking AWS"), (["models"], "asking Bedrock in us-east-1"),
      (["search", "boots"], "searching the space"), (["test-bedrock"], "testing identity and converse"),
      (["ask", "which", "boots"], "asking us.anthropic"),
    ])
  func aSlowAnswerIsNamedAndTheLineGoesAway(words: [String], expected: String) throws {
    let sandbox = try Sandbox { $0.latency = 1200 }
    let run = try sandbox.start(words, onTerminal: true)
    #expect(run.wait(seconds: 60) == 0)
    let screen = TerminalScreen(run.out)
    #expect(screen.erased.contains { $0.hasPrefix(expected) }, "\(screen.erased)")
    #expect(!screen.text.contains(expected), "\(run.stdout)")
  }
}
