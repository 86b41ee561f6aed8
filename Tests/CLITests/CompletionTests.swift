import Foundation
import Testing

@testable import CLI

/// The completion scripts in the shells themselves. A stand-in for the program gives the names of profiles and models.
@Suite struct CompletionTests {
  /// A line and what is offered for it, no more and no less.
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
    Case("sva ask --no-s", ["--no-search", "--no-stream"]),
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

  @Test(.enabled(if: isTried("bash"), "bash is not installed"), arguments: cases)
  func bashOffers(_ sample: Case) throws {
    let offers = try offers("bash", named: "sva.bash", BashCompletion.script, for: sample.line)
    expect(offers, sample)
  }

  @Test(
    .enabled(if: isTried("bash"), "bash is not installed"),
    arguments: [
      ("sva ask -m us.anthropic:", ["x"]), ("sva ask --system @READ", ["README.md"]),
      ("sva ask --model=us.anthropic:", ["x"]), ("sva ask --system READ", []), ("sva ask --tokens", []),
      ("sva ask -- --", []),
    ]) func bashReplacesOnlyTheLastPart(line: String, expected: [String]) throws
  {
    #expect(try offers("bash", named: "sva.bash", BashCompletion.script, for: line) == expected)
  }

  @Test(.enabled(if: isTried("zsh"), "zsh is not installed"), arguments: cases)
  func zshOffers(_ sample: Case) throws {
    let offers = try offers("zsh", named: "_sva", ZshCompletion.script, for: sample.line)
    expect(offers.map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 }, sample)
  }

  @Test(.enabled(if: isTried("fish"), "fish is not installed"), arguments: cases)
  func fishOffers(_ sample: Case) throws {
    let offers = try offers("fish", named: "sva.fish", FishCompletion.script, for: sample.line)
    // fish gives a description behind a tab, and an attached value with its option.
    let words = offers.map { $0.prefix { $0 != "\t" } }
    expect(
      words.map { word in
        guard let equals = word.firstIndex(of: "=") else { return String(word) }
        return String(word[word.index(after: equals)...])
      }, sample)
  }

  @Test(arguments: CompletionsCommand.Shell.allCases)
  func scriptsAreAsRecorded(shell: CompletionsCommand.Shell) async throws {
    let ran = await sva(["completions", shell.rawValue])
    #expect(ran.status == 0)
    try expectGolden(ran.output, "completion.\(shell.rawValue)")
  }

  @Test func withoutAShellItSaysWhich() async {
    let ran = await sva(["completions"])
    #expect(ran.status == 2)
    #expect(ran.error.hasPrefix("sva: completions needs the name of a shell\n"))
  }

  private func expect(_ offers: [String], _ sample: Case) {
    #expect(offers.sorted() == sample.offers.sorted(), "\(sample.line)")
  }

  /// What a shell offers for a line, in a folder with a README.md and a stand-in for `sva`.
  private func offers(
    _ shell: String, named name: String, _ script: String, for line: String
  ) throws -> [String] {
    let path = try #require(program(shell))
    return try withFolder { folder in
      try script.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
      try Data().write(to: folder.appendingPathComponent("README.md"))
      let standIn = folder.appendingPathComponent("sva")
      try """
      #!/bin/sh
      case "$*" in
        "completions --list profiles") echo default; echo work ;;
        "completions --list regions") echo eu-central-1; echo us-east-1 ;;
        "completions --list models") echo sonnet; echo opus; echo us.anthropic:x ;;
      esac
      """.write(to: standIn, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: standIn.path)
      let driver = testFolder.appendingPathComponent("Fixtures/complete.\(shell)").path
      let arguments =
        shell == "zsh"
        ? ["-f", driver, folder.path, line] : [driver, folder.appendingPathComponent(name).path, line]
      let ran = try output(
        of: path, shell == "fish" ? ["--no-config"] + arguments : arguments,
        variables: [
          "PATH": "\(folder.path):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TERM": "xterm",
        ],
        folder: folder)
      #expect(ran.error == "")
      return ran.output.split(separator: "\n").map(String.init)
    }
  }
}
