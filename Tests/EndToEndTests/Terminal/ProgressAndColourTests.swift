import Emulator
import Testing

/// Progress, colour and width (contract §3).
struct ProgressAndColourTests {
  private static let slow = ["ask", "--no-search", "-m", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "hello"]

  private func slowWorld(_ delay: Int = 900) throws -> Sandbox {
    try Sandbox {
      $0.script = [.text("Here I am.")]
      $0.faults = [Fault(.delay(milliseconds: delay), on: "/model/")]
    }
  }

  @Test func progressIsDrawnAndTakenAway() throws {
    var run = try slowWorld().sva(Self.slow, streams: .terminal(columns: 80))
    var screen = TerminalScreen(run.out)
    // On a busy machine the answer may come before the progress line is drawn.
    if screen.erased.isEmpty {
      run = try slowWorld(15_000).sva(Self.slow, streams: .terminal(columns: 80))
      screen = TerminalScreen(run.out)
    }
    #expect(run.status == 0)
    #expect(screen.text == "Here I am.")
    #expect(screen.erased.contains { !$0.isEmpty }, "nothing was waited for: \(run.stdout.debugDescription)")
    #expect(screen.strange.isEmpty)
  }

  @Test func noProgressInAPipe() throws {
    let run = try slowWorld().sva(Self.slow)
    #expect(run.stdout == "Here I am.\n")
    #expect(run.stderr == "")
  }

  @Test(arguments: [["-q"], ["--quiet", "--color", "always"]]) func noProgressWhenQuiet(_ words: [String]) throws {
    let run = try slowWorld().sva(Self.slow + words, streams: .terminal(columns: 80))
    #expect(TerminalScreen(run.out).erased.isEmpty)
    #expect(TerminalScreen(run.out).text == "Here I am.")
  }

  /// A terminal that cannot move its cursor gets neither progress nor colour.
  @Test func dumbTerminal() throws {
    let run = try slowWorld().sva(Self.slow, with: ["TERM": "dumb"], streams: .terminal(columns: 80))
    #expect(run.status == 0)
    #expect(run.stdout == "Here I am.\r\n")
  }

  @Test func progressFitsTheTerminal() throws {
    let run = try slowWorld().sva(Self.slow, streams: .terminal(columns: 40))
    #expect(TerminalScreen(run.out).erased.allSatisfy { $0.count < 40 })
  }

  struct Row: Sendable {
    var words: [String]
    var variables: [String: String]
    var isTerminal: Bool
    var colours: Bool
  }

  @Test(arguments: [
    Row(words: [], variables: [:], isTerminal: true, colours: true),
    Row(words: [], variables: [:], isTerminal: false, colours: false),
    Row(words: [], variables: ["NO_COLOR": "1"], isTerminal: true, colours: false),
    Row(words: [], variables: ["TERM": "dumb"], isTerminal: true, colours: false),
    Row(words: ["--color", "never"], variables: [:], isTerminal: true, colours: false),
    Row(words: ["--color=always"], variables: [:], isTerminal: false, colours: true),
    Row(words: ["--color=always"], variables: ["NO_COLOR": "1", "TERM": "dumb"], isTerminal: false, colours: true),
    Row(words: ["--color=auto"], variables: ["NO_COLOR": "1"], isTerminal: true, colours: false),
  ]) func colour(_ row: Row) throws {
    let sandbox = try Sandbox()
    for command in [["search", "boots"], ["--help"], ["models", "--bogus"]] {
      let run = try sandbox.sva(
        command + row.words, with: row.variables, streams: row.isTerminal ? .terminal(columns: 80) : .pipes(input: []))
      // Neither a usage error nor help uses these options.
      guard command[0] == "search" || row.words.isEmpty else { continue }
      #expect(TerminalScreen(run.out + run.err).hasColour == row.colours, "\(command)")
    }
    // JSON is never coloured.
    let json = try sandbox.sva(["models", "--json"] + row.words, with: row.variables)
    #expect(!json.stdout.contains("\u{1B}"))
  }

  @Test(arguments: [UInt16(40), 60, 80, 200]) func tablesFit(_ columns: UInt16) throws {
    let sandbox = try Sandbox()
    for words in [
      ["models", "-q"], ["models", "-q", "--all", "--access"], ["search", "boots"],
      ["search", "--all", "--content-type", "article"],
    ] {
      let run = try sandbox.sva(words, streams: .terminal(columns: columns))
      #expect(run.status == 0)
      // An id wider than the terminal has a line of its own, uncut.
      for line in TerminalScreen(run.out).lines where !line.hasPrefix("  us.") {
        #expect(line.count <= Int(columns), "\(words): \(line)")
      }
    }
  }
}
