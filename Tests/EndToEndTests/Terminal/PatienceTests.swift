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
  func progress_aSlowAnswerIsNamedAndTheLineGoesAway(words: [String], expected: String) throws {
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

  /// The reasoning arrives in pieces, and nothing else.
  @Test func progress_saysThatTheModelThinks() throws {
    try thinking(["ask", "--no-search", "hello"], expected: "us.anthropic.claude-sonnet-4-5-20250929-v1:0 is thinking")
    {
      $0.script = [.parallel([.reasoning("One moment, let me think about it.", signature: "c2ln"), .text("Hello!")])]
      $0.faults = [Fault(.delayPieces(milliseconds: 400), on: "ConverseStream")]
    }
  }

  /// Nothing arrives, but the model is known to think.
  @Test func progress_saysThatTheModelThinksFirst() throws {
    let words = ["ask", "--no-search", "--no-stream", "-m", "us.anthropic.claude-sonnet-5", "hello"]
    try thinking(words, expected: "asking us.anthropic.claude-sonnet-5, which thinks before it answers") {
      $0.bedrock.models.append(
        Model(id: "anthropic.claude-sonnet-5", name: "Claude Sonnet 5", provider: "Anthropic", profiles: ["us"]))
      $0.script = [.text("Hello!")]
      $0.latency = 2000
    }
  }

  /// The model speaks before it calls a tool, and the line is still open while the tool runs.
  @Test func progress_doesNotEraseTheAnswer() throws {
    let sandbox = try Sandbox {
      $0.script = [.parallel([.text("Let me look at it."), .toolUse("search", ["term": "boots"])]), .text("Done.")]
      $0.latency = 1000
    }
    let run = try sandbox.start(["ask", "boots?"], onTerminal: true)
    #expect(run.wait() == 0)
    let screen = TerminalScreen(run.out)
    #expect(screen.text.hasPrefix("Let me look at it.\n\nDone."), "\(screen.text)")
    #expect(screen.strange.isEmpty)
  }

  private func thinking(_ words: [String], expected: String, _ change: (inout Scenario) -> Void) throws {
    let sandbox = try Sandbox(change)
    let run = try sandbox.start(words, onTerminal: true)
    #expect(run.wait() == 0)
    let screen = TerminalScreen(run.out)
    #expect(screen.erased.contains(expected), "\(screen.erased)")
    #expect(screen.text == "Hello!")
    // Only a terminal shows it.
    let piped = try Sandbox(change).sva(words)
    #expect(piped.stdout == "Hello!\n")
    #expect(piped.stderr == "")
  }
}
