import Emulator
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C, Ctrl-Z and SIGTERM.
struct SignalTests {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let ask = ["ask", "--no-search", "-m", model, "hello"]

  private func silentWorld() throws -> Sandbox { try Sandbox { $0.faults = [Fault(.silent, on: "/model/")] } }

  /// Waits until the request has arrived, so that the signal interrupts a waiting run.
  private func waitForRequest(_ sandbox: Sandbox) -> Bool {
    for _ in 0..<30_000 {
      if sandbox.emulator.requestCount > 0 { return true }
      usleep(10_000)
    }
    return false
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func endsASilentWait(_ signal: Int32, _ status: Int32) throws {
    let sandbox = try silentWorld()
    let program = try sandbox.start(Self.ask)
    #expect(waitForRequest(sandbox))
    program.send(signal)
    #expect(program.wait() == status)
    #expect(program.stdout == "")
    #expect(program.stderr == "")
    #expect(sandbox.conversations.isEmpty)
  }

  /// Ctrl-C at the terminal erases the progress line.
  @Test func typedAtATerminal() throws {
    let sandbox = try silentWorld()
    let program = try sandbox.start(Self.ask, onTerminal: true)
    #expect(waitForRequest(sandbox))
    // The progress line comes after a moment.
    #expect(program.read { $0.out.count > 8 })
    program.type("\u{3}")
    #expect(program.wait() == 130)
    let lines = TerminalScreen(program.out).lines.filter { $0 != "^C" && !$0.isEmpty }
    #expect(lines.allSatisfy { $0.hasPrefix("^C") }, "\(program.stdout.debugDescription)")
  }

  /// What was written so far stays.
  @Test func inMidAnswer() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("One two three four five six seven eight nine ten eleven twelve.")]
      $0.faults = [Fault(.delayPieces(milliseconds: 300), on: "/model/")]
    }
    let program = try sandbox.start(Self.ask)
    #expect(program.read { $0.out.count >= 5 })
    program.send(SIGINT)
    #expect(program.wait() == 130)
    #expect(program.stdout.hasPrefix("One t"))
    #expect(!program.stdout.contains("twelve"))
    #expect(program.stderr == "")
    #expect(sandbox.conversations.isEmpty)
  }

  /// Stopped in the middle of an answer, continued a moment later: nothing is lost.
  @Test(arguments: [false, true]) func stoppedAndContinued(_ onTerminal: Bool) throws {
    let text = "One two three four five six seven eight nine ten eleven twelve."
    let sandbox = try Sandbox {
      $0.script = [.text(text)]
      $0.faults = [Fault(.delayPieces(milliseconds: 100), on: "/model/")]
    }
    let program = try sandbox.start(Self.ask, onTerminal: onTerminal)
    #expect(program.read { TerminalScreen($0.out).text.contains("One") })
    // A process group without a shell ignores Ctrl-Z of its terminal, so SIGSTOP is sent instead.
    program.send(onTerminal ? SIGSTOP : SIGTSTP)
    if onTerminal || program.isStopped(seconds: 2) { usleep(200_000) }
    program.send(SIGCONT)
    #expect(program.wait() == 0)
    #expect(TerminalScreen(program.out).text == text)
    #expect(sandbox.conversations.count == 1)
  }

  /// `nohup sva …`: an interrupt that is ignored stays ignored.
  @Test func ignoredInterruptStaysIgnored() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Done.")]
      $0.faults = [Fault(.delay(milliseconds: 500), on: "/model/")]
    }
    let line =
      "trap '' INT; \"$SVA\" \(Self.ask.joined(separator: " ")) & child=$!; sleep 0.2; kill -INT $child; wait $child"
    let run = try sandbox.shell(line)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(run.stdout == "Done.\n")
  }
}
