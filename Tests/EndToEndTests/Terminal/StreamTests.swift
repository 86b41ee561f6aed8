import Emulator
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Closed pipes, closed streams and full disks (contract §3).
struct StreamTests {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

  @Test(arguments: [
    ["search", "--all", "--content-type", "article", "--format", "jsonl"], ["models", "--json"], ["whoami"],
    ["--help"], ["help", "environment"], ["completions", "bash"],
  ]) func readerThatLeaves(_ words: [String]) throws {
    let run = try Sandbox().sva(words, streams: .closing(after: 0))
    #expect(run.status == 141)
    #expect(run.stderr == "")
  }

  /// `sva ask | head -c 5`: the program does not wait for the rest of a long answer.
  @Test func readerThatLeavesInMidAnswer() throws {
    let sandbox = try Sandbox { $0.script = [.hugeText(bytes: 3_000_000)] }
    let run = try sandbox.sva(["ask", "--no-search", "-m", Self.model, "hello"], streams: .closing(after: 5))
    #expect(run.status == 141)
    #expect(run.out.count == 5)
    #expect(run.stderr == "")
  }

  /// `sva … >&-`
  @Test(arguments: [["models", "-q"], ["ask", "--no-search", "-q", "hello"], ["--version"]])
  func standardOutputClosedFromTheStart(_ words: [String]) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.shell("exec \"$SVA\" \(words.joined(separator: " ")) >&-")
    #expect(run.status == 141)
    #expect(run.stderr == "")
  }

  /// A closed standard error is no failure, and nothing is written to a wrong file.
  @Test func standardErrorClosedFromTheStart() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    let run = try sandbox.shell("exec \"$SVA\" ask --no-search hello 2>&-")
    #expect(run.status == 0)
    #expect(run.stdout == "Yes.\n")
    let failing = try sandbox.shell("exec \"$SVA\" models --bogus 2>&- ")
    #expect(failing.status == 2)
    #expect(failing.stdout == "")
  }

  @Test func standardInputClosedFromTheStart() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.shell("exec \"$SVA\" ask <&-")
    #expect(run.status == 2)
    #expect(run.stderr.hasPrefix("sva: ") && run.stderr.contains("  hint: "))
  }

  #if os(Linux)
    @Test(arguments: [
      ["whoami"], ["models", "--json"], ["ask", "--no-search", "hello"], ["test-bedrock"], ["--help"],
    ])
    func fullDisk(_ words: [String]) throws {
      let run = try Sandbox().sva(words + ["-q"].filter { _ in words != ["--help"] }, streams: .file("/dev/full"))
      #expect(run.status == 1)
      #expect(
        run.stderr == """
          sva: cannot write the result: No space left on device
            hint: make room or send the output elsewhere, then run the command again

          """)
    }
  #endif

  @Test func aFileGetsWhatAPipeGets() throws {
    let sandbox = try Sandbox()
    let file = sandbox.work + "/result"
    let run = try sandbox.sva(["search", "boots"], streams: .file(file))
    #expect(run.status == 0)
    #expect(Sandbox.bytes(file) == (try sandbox.sva(["search", "boots"]).out))
  }
}
