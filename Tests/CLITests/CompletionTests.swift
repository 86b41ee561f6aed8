import TestSupport
import Testing

@testable import CLI

/// The completion scripts in real shells. A stub of the program lists profiles and models.
@Suite struct CompletionTests {
  /// A line, and exactly what is offered for it.
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let offers: [String]
    var testDescription: String { line }

    init(_ line: String, _ offers: [String]) {
      self.line = line
      self.offers = offers
    }
  }

  static let cases = [
    Case("sva ", CommandTable.specs.map(\.name)),
    Case("sva te", ["test-bedrock"]),
    Case("sva --json wh", ["whoami"]),
    Case("sva --profile ask mo", ["models"]),
    Case("sva ask --no-s", ["--no-save", "--no-search", "--no-stream"]),
    Case("sva search --form", ["--format"]),
    Case("sva ask --form", []),
    Case("sva search x --format ", ["text", "json", "jsonl", "csv", "tsv", "slug", "url"]),
    Case("sva search --format js", ["json", "jsonl"]),
    Case("sva search --format=js", ["json", "jsonl"]),
    Case("sva whoami --color a", ["auto", "always"]),
    Case("sva whoami --profile ", ["default", "work"]),
    Case("sva whoami --profile w", ["work"]),
    Case("sva models --region eu", ["eu-central-1"]),
    Case("sva ask --model op", ["opus"]),
    Case("sva ask -m op", ["opus"]),
    Case("sva completions ", ["bash", "zsh", "fish"]),
    Case("sva help cre", ["credentials"]),
    Case("sva help completions --ver", ["--verbose", "--version"]),
    Case("sva ask --env-file READ", ["README.md"]),
  ]

  @Test(.enabled(if: ExternalProgram("bash").isTried, "bash is not installed"), arguments: cases)
  func completion_bashOffers(_ sample: Case) async throws {
    let offers = try await offers("bash", named: "sva.bash", BashCompletion.script, for: sample.line)
    expect(offers, sample)
  }

  @Test(
    .enabled(if: ExternalProgram("bash").isTried, "bash is not installed"),
    arguments: [
      ("sva ask -m us.anthropic:", ["x"]), ("sva ask --system @READ", ["README.md"]),
      ("sva ask --model=us.anthropic:", ["x"]), ("sva ask --system READ", []), ("sva ask --tokens", []),
      ("sva ask -- --", []),
    ]) func completion_bashReplacesOnlyTheLastPart(line: String, expected: [String]) async throws
  {
    #expect(try await offers("bash", named: "sva.bash", BashCompletion.script, for: line) == expected)
  }

  @Test(.enabled(if: ExternalProgram("zsh").isTried, "zsh is not installed"), arguments: cases)
  func completion_zshOffers(_ sample: Case) async throws {
    let offers = try await offers("zsh", named: "_sva", ZshCompletion.script, for: sample.line)
    expect(offers.map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 }, sample)
  }

  @Test(.enabled(if: ExternalProgram("fish").isTried, "fish is not installed"), arguments: cases)
  func completion_fishOffers(_ sample: Case) async throws {
    let offers = try await offers("fish", named: "sva.fish", FishCompletion.script, for: sample.line)
    // fish prints a description after a tab, and an attached value with its option.
    let words = offers.map { $0.prefix { $0 != "\t" } }
    expect(
      words.map { word in
        guard let equals = word.firstIndex(of: "=") else { return String(word) }
        return String(word[word.index(after: equals)...])
      }, sample)
  }

  @Test(arguments: CompletionsCommand.Shell.allCases)
  func completion_scriptIsAsRecorded(shell: CompletionsCommand.Shell) async throws {
    let ran = try await sva(["completions", shell.rawValue])
    #expect(ran.status == 0)
    try expectGolden(ran.output, "completion.\(shell.rawValue)")
  }

  @Test func completion_withoutAShellItSaysWhich() async throws {
    let ran = try await sva(["completions"])
    #expect(ran.status == 2)
    #expect(ran.error.hasPrefix("sva: completions needs the name of a shell\n"))
  }

  private func expect(_ offers: [String], _ sample: Case) {
    #expect(offers.sorted() == sample.offers.sorted(), "\(sample.line)")
  }

  /// The completions of a shell for a line, in a folder with a README.md and a stub of `sva`.
  private func offers(
    _ shell: String, named name: String, _ script: String, for line: String
  ) async throws -> [String] {
    let folder = try TemporaryFolder()
    let scriptPath = try folder.write(script, to: name)
    try folder.write("", to: "README.md")
    try folder.write(
      """
      #!/bin/sh
      case "$*" in
        "completions --list profiles") echo default; echo work ;;
        "completions --list regions") echo eu-central-1; echo us-east-1 ;;
        "completions --list models") echo sonnet; echo opus; echo us.anthropic:x ;;
      esac
      """, to: "sva", mode: 0o755)
    let driver = Fixture("complete.\(shell)").path
    let arguments = shell == "zsh" ? ["-f", driver, folder.path, line] : [driver, scriptPath, line]
    let ran = try await ExternalProgram(shell).run(
      shell == "fish" ? ["--no-config"] + arguments : arguments,
      environment: [
        "PATH": "\(folder.path):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
      ], folder: folder.path)
    #expect(ran.error == "")
    return ran.output.split(separator: "\n").map(String.init)
  }
}
