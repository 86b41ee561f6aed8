import Emulator
import Testing

/// The output of `models` (contract §6).
struct ModelsOutputTests {
  @Test func inAPipe() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["models", "claude-sonnet-4"])
    #expect(run.status == 0)
    #expect(run.stderr == "sva: 1 more with --all: Legacy, or not to be called from here\n")
    #expect(
      run.stdout == """
        Claude Sonnet 4.6\tAnthropic\tactive\tyes\tus.anthropic.claude-sonnet-4-6
        Claude Sonnet 4.5\tAnthropic\tactive\tyes\tus.anthropic.claude-sonnet-4-5-20250929-v1:0

        """)
    #expect(try sandbox.sva(["models", "claude-sonnet-4", "-q"]).stderr == "")
  }

  @Test func onAWideTerminal() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["models", "-q", "claude-sonnet-4"], streams: .terminal(columns: 120))
    #expect(run.status == 0)
    let screen = TerminalScreen(run.out)
    #expect(
      screen.text == """
        MODEL              PROVIDER   LIFECYCLE  STREAM  INVOKE WITH
        Claude Sonnet 4.6  Anthropic  active     yes     us.anthropic.claude-sonnet-4-6
        Claude Sonnet 4.5  Anthropic  active     yes     us.anthropic.claude-sonnet-4-5-20250929-v1:0
        """)
    #expect(screen.hasColour)
  }

  /// Text to copy is never cut.
  @Test(arguments: [
    (
      UInt16(80),
      """
      MODEL              LIFECYCLE  INVOKE WITH
      Claude Sonnet 4.6  active     us.anthropic.claude-sonnet-4-6
      Claude Sonnet 4.5  active     us.anthropic.claude-sonnet-4-5-20250929-v1:0
      """
    ),
    (
      UInt16(40),
      """
      MODEL              PROVIDER   LIFECYCLE
        INVOKE WITH
      Claude Sonnet 4.6  Anthropic  active
        us.anthropic.claude-sonnet-4-6
      Claude Sonnet 4.5  Anthropic  active
        us.anthropic.claude-sonnet-4-5-20250929-v1:0
      """
    ),
  ]) func onANarrowTerminal(_ columns: UInt16, _ expected: String) throws {
    let run = try Sandbox().sva(["models", "-q", "claude-sonnet-4"], streams: .terminal(columns: columns))
    #expect(run.status == 0)
    #expect(TerminalScreen(run.out).text == expected)
  }

  @Test func json() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["models", "--json", "claude-sonnet-4-5"])
    #expect(run.status == 0)
    #expect(run.stderr == "")
    let document = try #require(run.document)
    #expect(document.keys == ["status", "region", "models"])
    #expect(document["region"] == "us-east-1")
    let model = try #require(document["models"]?[0])
    #expect(
      model.keys.prefix(10) == [
        "id", "name", "provider", "lifecycle", "streaming", "on_demand", "inference_profiles", "invoke_with", "access",
        "end_of_life",
      ])
    #expect(model["id"] == "anthropic.claude-sonnet-4-5-20250929-v1:0")
    #expect(model["lifecycle"] == "ACTIVE")
    #expect(model["on_demand"] == false)
    #expect(model["invoke_with"] == "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    #expect(model["access"] == JSON.null)
    #expect(document["models"]?.array?.count == 1)
  }

  @Test func severalRegions() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["models", "--json", "--regions", "us-east-1, eu-central-1", "sonnet-4.5"])
    let document = try #require(run.document)
    #expect(document.keys == ["status", "region", "models", "regions"])
    let found = document["models"]?.array?.map { [$0["region"]?.string, $0["invoke_with"]?.string] }
    #expect(
      found == [
        ["us-east-1", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"],
        ["eu-central-1", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"],
      ])
    #expect(document["regions"]?[1]?.keys == ["region", "status", "error", "code"])
    #expect(document["regions"]?[1]?["status"] == "success")
    for wrong in ["us east", "us_east_1", "us-east-1,,a b"] {
      let run = try sandbox.sva(["models", "--regions", wrong])
      #expect(run.status == 2)
      #expect(run.stderr.hasPrefix("sva: --regions takes names of regions separated by commas, or all\n"))
    }
  }

  @Test func nothingMatches() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["models", "zebra"])
    #expect(run.status == 0)
    #expect(run.stdout == "")
    #expect(run.stderr == "sva: no model matches\n")
    #expect(try sandbox.sva(["models", "zebra", "--json"]).document?["models"] == [])
    let shown = TerminalScreen(try sandbox.sva(["models", "zebra"], streams: .terminal(columns: 80)).out)
    #expect(shown.lines == ["sva: no model matches"], "no headings without a table")
  }

  /// The number of models left out is reported below the table.
  @Test func theNoticeStandsBelowTheTable() throws {
    let sandbox = try Sandbox()
    let lines = TerminalScreen(try sandbox.sva(["models", "claude"], streams: .terminal(columns: 120)).out).lines
    #expect(lines.first?.hasPrefix("MODEL ") == true, "\(lines)")
    #expect(lines.last?.hasSuffix("more with --all: Legacy, or not to be called from here") == true, "\(lines)")
  }

  /// Every id that is shown can be called.
  @Test func whatIsShownCanBeInvoked() throws {
    let sandbox = try Sandbox()
    let ids = try sandbox.sva(["models", "-q", "--provider", "anthropic"]).stdout.split(separator: "\n")
      .compactMap { $0.split(separator: "\t").last }.filter { !$0.contains("claude-3-7") }
    #expect(ids.count >= 5)
    for id in ids {
      let run = try sandbox.sva(["ask", "--no-search", "--model", String(id), "hello"])
      #expect(run.status == 0, "\(id): \(run.stderr)")
      #expect(run.stderr == "")
    }
  }
}
