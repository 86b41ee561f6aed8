import Emulator
import TestSupport
import Testing

/// The README's examples have the documented output.
struct ReadmeTests {
  @Test func everyExampleIsTrue() throws {
    let text = String(decoding: Sandbox.bytes(Fixture.project + "/README.md"), as: UTF8.self)
    let examples = ConsoleBlocks.examples(in: text)
    #expect(examples.count { $0.line.hasPrefix("sva ") } >= 5)
    try run(examples, in: try Sandbox()) { example, output in
      Issue.record("README.md:\(example.number): `\(example.line)` printed\n\(output)")
    }
  }

  /// Runs each `sva` line in one sandbox. `export NAME=VALUE` sets variables; other commands are skipped.
  private func run(
    _ examples: [ConsoleExample], in sandbox: Sandbox, differs: (ConsoleExample, String) -> Void
  ) throws {
    var variables: [String: String] = [:]
    for example in examples {
      if example.line.hasPrefix("export ") {
        let parts = example.line.dropFirst(7).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 { variables[String(parts[0])] = String(parts[1].filter { $0 != "\"" && $0 != "'" }) }
        continue
      }
      guard example.line.hasPrefix("sva ") else { continue }
      // Both streams, as a reader of the page would see them.
      let run = try sandbox.shell("exec 2>&1; \"$SVA\" " + example.line.dropFirst(4), with: variables)
      let output = run.stdout.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if !ConsoleBlocks.matches(output.last == "" ? output.dropLast() : output, example.expected) {
        differs(example, run.stdout)
      }
    }
  }

  private static let sample = """
    Some words.

    ```console
    $ sva --version
    sva …
    $ export AWS_REGION=eu-central-1
    $ sva whoami --offline --service aws
    …
    Region:      eu-central-1 (AWS_REGION)
    …

    $ rm -rf nothing
    $ sva models --bogus
    sva: unknown option '--bogus' for sva models
      hint: …
    ```

    ```sh
    $ sva not an example
    ```
    """

  @Test func theRunnerReadsBlocks() throws {
    let examples = ConsoleBlocks.examples(in: Self.sample)
    #expect(
      examples.map(\.line) == [
        "sva --version", "export AWS_REGION=eu-central-1", "sva whoami --offline --service aws", "rm -rf nothing",
        "sva models --bogus",
      ])
    #expect(examples[2].expected == ["…", "Region:      eu-central-1 (AWS_REGION)", "…"])
    var wrong: [String] = []
    try run(examples, in: try Sandbox()) { example, _ in wrong.append(example.line) }
    #expect(wrong == [])
  }

  @Test func theRunnerSeesWhatIsNotTrue() throws {
    let text = Self.sample.replacing("eu-central-1 (", with: "eu-west-1 (").replacing("sva …", with: "sva 99…")
    var wrong: [String] = []
    try run(ConsoleBlocks.examples(in: text), in: try Sandbox()) { example, _ in wrong.append(example.line) }
    #expect(wrong == ["sva --version", "sva whoami --offline --service aws"])
  }

  @Test(arguments: [
    (["a"], ["a"], true), (["a"], ["b"], false), (["a", "b"], ["a"], false), (["a"], ["a", "b"], false),
    ([], ["…"], true), (["x", "y", "z"], ["…", "z"], true), (["x", "y"], ["…", "z"], false),
    (["one two three"], ["one … three"], true), (["one three"], ["one … three"], false),
    (["ab"], ["ab…ab"], false), (["a b c d"], ["a…b…d"], true), (["a b c d"], ["a…x…d"], false),
    (["a", "b", "c"], ["a", "…", "c"], true), (["a", "c"], ["a", "…", "c"], true),
  ]) func matching(_ output: [String], _ expected: [String], _ isMatch: Bool) {
    #expect(ConsoleBlocks.matches(output, expected) == isMatch)
  }
}
