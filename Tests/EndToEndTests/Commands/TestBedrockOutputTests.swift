import Emulator
import Testing

/// The output of `test-bedrock` (contract §7).
struct TestBedrockOutputTests {
  private static let document = """
    {"status":"success","response":{"action":"chat","response":"Hello!","raw_response":"Hello!"},\
    "model":{"requested":"anthropic.claude-sonnet-4-5-v1:0","used":"us.anthropic.claude-sonnet-4-5-20250929-v1:0"},\
    "region":"us-east-1","identity":"arn:aws:iam::111122223333:user/ada","stages":[\
    {"name":"credentials","status":"ok","ms":0,"detail":"environment: AWS_ACCESS_KEY_ID"},\
    {"name":"identity","status":"ok","ms":0,"detail":"arn:aws:iam::111122223333:user/ada"},\
    {"name":"model","status":"ok","ms":0,"detail":"us.anthropic.claude-sonnet-4-5-20250929-v1:0"},\
    {"name":"converse","status":"ok","ms":0,"detail":"end_turn, 20 tokens in, 2 out"},\
    {"name":"stream","status":"ok","ms":0,"detail":"end_turn, 20 tokens in, 2 out, first text after 0 ms"}]}

    """

  private func world() throws -> Sandbox { try Sandbox { $0.script = [.text("Hello!"), .text("Hello!")] } }

  @Test(arguments: [[], ["--json"]]) func inAPipe(_ words: [String]) throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock"] + words)
    #expect(run.status == 0)
    // The resolution of the built-in default is not announced.
    #expect(run.stderr == "")
    #expect(Steady.text(run.stdout, sandbox) == Self.document)
  }

  @Test func quietly() throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock", "-q"])
    #expect(run.stderr == "")
    #expect(Steady.text(run.stdout, sandbox) == Self.document)
  }

  /// A terminal shows a check list too, in the order in which stages ended; the identity may end last.
  @Test func onATerminal() throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock"], streams: .terminal(columns: 80))
    #expect(run.status == 0)
    let screen = TerminalScreen(run.out)
    let list = screen.lines.filter { $0.hasPrefix("ok ") }
      .map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    #expect(list.sorted() == ["converse", "credentials", "identity", "model", "stream"])
    #expect(list.filter { $0 != "identity" } == ["credentials", "model", "converse", "stream"])
    #expect(Steady.text((screen.lines.last ?? "") + "\n", sandbox) == Self.document)
    #expect(screen.strange.isEmpty)
  }

  @Test func wrongWordsAreADocumentToo() throws {
    let run = try Sandbox().sva(["test-bedrock", "--bogus"])
    #expect(run.status == 2)
    #expect(run.stderr == "")
    #expect(run.document?["code"] == "usage")
    #expect(run.document?.keys.prefix(errorKeys.count).elementsEqual(errorKeys) == true)
  }

  @Test(arguments: ["--no-stream", "--no-identity"]) func leavingOut(_ option: String) throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock", "-q", option])
    #expect(run.status == 0)
    let left = option == "--no-stream" ? "ConverseStream" : "GetCallerIdentity"
    #expect(sandbox.emulator.requests(left).isEmpty)
    #expect(sandbox.emulator.requests("Converse").count == 1)
  }

  /// A policy may allow Bedrock alone.
  @Test func identityMayFail() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Hello!"), .text("Hello!")]
      $0.faults = [Fault(.error(status: 403, code: "AccessDenied", message: "no"), on: "sts:")]
    }
    let run = try sandbox.sva(["test-bedrock", "-q"])
    #expect(run.status == 0)
    #expect(run.document?["identity"] == JSON.null)
    #expect(run.document?["stages"]?[1]?["status"] == "failed")
  }
}
