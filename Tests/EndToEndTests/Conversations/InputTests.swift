import Emulator
import Testing

/// Standard input of `ask` and `search` (contract §1).
struct InputTests {
  private static let model = ["--model", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"]

  /// The question the model was sent.
  private func question(_ sandbox: Sandbox) -> String? {
    let message = sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array?.last
    return message?["content"]?.array?.last { $0["text"] != nil }?["text"]?.string
  }

  @Test(arguments: [
    (["why", "is", "it", "so?"], "ignored", "why is it so?"),
    ([], "piped question\n", "piped question"),
    (["-"], "piped question\n", "piped question"),
    (["what", "is", "this?", "-"], "a text\n\n", "a text\n\nwhat is this?"),
    (["-", "what is this?"], "a text", "a text\n\nwhat is this?"),
    (["--", "--json", "is", "what?"], "", "--json is what?"),
    (["what?", "-"], "", "what?"),
  ]) func input_isTheQuestion(_ words: [String], _ input: String, _ expected: String) throws {
    let sandbox = try Sandbox { $0.script = [.text("Because.")] }
    let run = try sandbox.sva(["ask", "--no-search"] + Self.model + words, input: input)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(run.stdout == "Because.\n")
    #expect(question(sandbox) == expected)
  }

  @Test(arguments: ["", "\n", "  \n\t\n"]) func input_nothingOnStandardInput(_ input: String) throws {
    let sandbox = try Sandbox()
    for words in [["ask"], ["ask", "-"], ["search"], ["search", "-"]] {
      let run = try sandbox.sva(words, input: input)
      #expect(run.status == 2, "\(words) \(run.stderr)")
      #expect(run.stdout == "")
      #expect(run.stderr.contains("  hint: "))
    }
    // The missing question is reported, not the missing token.
    #expect(try sandbox.sva(["search"], with: ["STORYBLOK_TOKEN": ""], input: input).status == 2)
    #expect(sandbox.emulator.requestCount == 0)
  }

  @Test func input_termOnStandardInput() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["search", "--format", "slug"], input: "boots\n")
    #expect(run.status == 0)
    #expect(run.stdout == (try sandbox.sva(["search", "--format", "slug", "boots"]).stdout))
    #expect(run.stdout.contains("blog/choosing-hiking-boots\n"))
  }

  /// Standard input that holds data beside words is left to others, such as a loop, and that is said.
  @Test(arguments: [["search", "boots"], ["ask", "--no-search", "-m", model[1], "hello"]])
  func input_besideWordsIsLeftAndReported(words: [String]) throws {
    let sandbox = try Sandbox { $0.script = Array(repeating: .text("Yes."), count: 3) }
    try sandbox.write("list.txt", "one\ntwo\n")
    let notice = "sva: standard input is not read, because words are given: add - to read it too\n"
    let line = "\"$SVA\" " + words.joined(separator: " ")
    let file = try sandbox.shell("{ \(line) >/dev/null; cat; } < list.txt")
    #expect(file.stdout == "one\ntwo\n")
    #expect(file.stderr == notice)
    #expect(try sandbox.shell(line + " < /dev/null").stderr == "")
    #expect(try sandbox.shell(line + " -q < list.txt").stderr == "")
  }

  @Test func input_aWordThatNamesAFileEarnsAHint() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    try sandbox.write("notes.txt", "text")
    let run = try sandbox.sva(["ask", "--no-search"] + Self.model + ["what", "is", "in", "notes.txt"])
    #expect(run.status == 0)
    #expect(
      run.stderr == "sva: notes.txt is a file, and only its name is used: to read it, give it with --file\n")
    #expect(question(sandbox) == "what is in notes.txt")
  }

  @Test func input_blankWordsAreNone() throws {
    for command in ["ask", "search"] {
      let run = try Sandbox().sva([command, " ", "\t"])
      #expect(run.status == 2)
      #expect(run.stderr.contains("sva: \(command) needs a"), "\(run.stderr)")
    }
  }

  /// With a selector, standard input is not read.
  @Test func input_selectorReadsNoInput() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["search", "--content-type", "author", "--format", "slug"], input: "boots\n")
    #expect(run.stdout == "authors/lena-huber\nauthors/marco-rossi\n")
  }

  @Test func input_terminalIsNotWaitedOn() throws {
    let sandbox = try Sandbox()
    for command in ["ask", "search"] {
      let run = try sandbox.sva([command], streams: .terminal(columns: 80))
      #expect(run.status == 2)
      #expect(TerminalScreen(run.out).text.contains("sva: \(command) needs a"), "\(run.stdout)")
    }
  }

  @Test func input_mustBeText() throws {
    let sandbox = try Sandbox()
    let run = try Program.run(
      Sandbox.binary, ["ask", "--no-search"], environment: sandbox.ready, folder: sandbox.work,
      streams: .pipes(input: [0xFF, 0xFE, 0x00]))
    #expect(run.status == 2)
    #expect(run.stderr.hasPrefix("sva: standard input is not UTF-8 text\n"))
  }

  @Test func input_isBounded() throws {
    let sandbox = try Sandbox()
    let run = try Program.run(
      Sandbox.binary, ["ask", "--no-search"], environment: sandbox.ready, folder: sandbox.work,
      streams: .pipes(input: [UInt8](repeating: 97, count: 9 << 20)))
    #expect(run.status == 2)
    #expect(run.stderr.hasPrefix("sva: standard input is larger than 8 MiB\n"))
  }
}
