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

  @Test(arguments: [[], ["--json"]]) func testBedrock_printsTextInAPipe(_ words: [String]) throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock"] + words)
    #expect(run.status == 0)
    // The resolution of the built-in default is not announced.
    #expect(run.stderr == "")
    #expect(Steady.text(run.stdout, sandbox) == Self.document)
  }

  @Test func testBedrock_quietly() throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock", "-q"])
    #expect(run.stderr == "")
    #expect(Steady.text(run.stdout, sandbox) == Self.document)
  }

  /// A terminal shows a check list too, in the order in which stages ended; the identity may end last.
  @Test func testBedrock_printsTextOnATerminal() throws {
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

  @Test func testBedrock_wrongWordsAreADocumentToo() throws {
    let run = try Sandbox().sva(["test-bedrock", "--bogus"])
    #expect(run.status == 2)
    #expect(run.stderr == "")
    #expect(run.document?["code"] == "usage")
    #expect(run.document?.keys.elementsEqual(errorKeys + ["stages"]) == true, "\(run.stdout)")
    #expect(run.document?["stages"] == [])
  }

  /// Also where the settings cannot be read.
  @Test func testBedrock_settingsThatCannotBeReadAreADocumentToo() throws {
    let run = try Sandbox().sva(["test-bedrock", "--env-file", "absent.env"])
    #expect(run.status == 2 && run.stderr == "", "\(run.stdout)\(run.stderr)")
    #expect(run.document?["stages"] == [])
  }

  @Test(arguments: ["--no-stream", "--no-identity"]) func testBedrock_leavingOut(_ option: String) throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock", "-q", option])
    #expect(run.status == 0)
    let left = option == "--no-stream" ? "ConverseStream" : "GetCallerIdentity"
    #expect(sandbox.emulator.requests(left).isEmpty)
    #expect(sandbox.emulator.requests("Converse").count == 1)
  }

  /// A policy may allow Bedrock alone.
  @Test func testBedrock_identityMayFail() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Hello!"), .text("Hello!")]
      $0.faults = [Fault(.error(status: 403, code: "AccessDenied", message: "no"), on: "sts:")]
    }
    let run = try sandbox.sva(["test-bedrock", "-q"])
    #expect(run.status == 0)
    #expect(run.document?["identity"] == JSON.null)
    #expect(run.document?["stages"]?[1]?["status"] == "failed")
  }

  /// The attributes of the tests of a report, by their names: failure, skipped, or nothing.
  private func report(_ sandbox: Sandbox, _ name: String = "report.xml") throws -> String {
    String(decoding: Sandbox.bytes(sandbox.work + "/" + name), as: UTF8.self)
  }

  private func steady(_ xml: String) -> String {
    var out = ""
    var rest = xml[...]
    for (mark, value) in [("time=\"", "0.000"), ("timestamp=\"", "2026-01-01T00:00:00Z")] {
      out = ""
      while let start = rest.firstRange(of: " " + mark) {
        let end = rest[start.upperBound...].firstIndex(of: "\"") ?? rest.endIndex
        out += rest[..<start.upperBound] + value
        rest = rest[end...]
      }
      rest = (out + rest)[...]
    }
    return String(rest)
  }

  @Test func testBedrock_writesAReport() throws {
    let sandbox = try world()
    let run = try sandbox.sva(["test-bedrock", "-q", "--junit", "report.xml", "--no-stream"])
    #expect(run.status == 0 && run.stderr == "")
    let begins = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="sva test-bedrock" tests="5" failures="0" errors="0" skipped="1" time="0.000">
        <testsuite name="sva test-bedrock" tests="5" failures="0" errors="0" skipped="1" time="0.000" \
      timestamp="2026-01-01T00:00:00Z">
          <properties>
            <property name="region" value="us-east-1"/>
            <property name="identity" value="arn:aws:iam::111122223333:user/ada"/>
            <property name="model" value="us.anthropic.claude-sonnet-4-5-20250929-v1:0"/>
          </properties>
          <testcase classname="sva test-bedrock" name="credentials" time="0.000">
            <system-out>environment: AWS_ACCESS_KEY_ID</system-out>
          </testcase>

      """
    let ends = """
          <testcase classname="sva test-bedrock" name="stream" time="0.000">
            <skipped message="not asked for"/>
          </testcase>
        </testsuite>
      </testsuites>

      """
    let xml = steady(try report(sandbox))
    #expect(xml.hasPrefix(begins), "\(xml)")
    #expect(xml.hasSuffix(ends), "\(xml)")
  }

  /// The report has failures exactly when the run fails; a failed identity alone is none.
  @Test func testBedrock_reportsFailures() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Hello!"), .text("Hello!")]
      $0.faults = [
        Fault(.error(status: 403, code: "AccessDenied", message: "no"), on: "sts:"),
        Fault(.error(status: 429, code: "ThrottlingException", message: "Too many <requests>"), on: "runtime:"),
      ]
    }
    let words = ["test-bedrock", "-q", "--max-attempts", "1", "--junit", "report.xml"]
    let run = try sandbox.sva(words)
    #expect(run.status == 7)
    let xml = try report(sandbox)
    #expect(xml.contains(#"tests="5" failures="2" errors="0" skipped="1""#), "\(xml)")
    #expect(
      xml.contains(
        #"<failure message="Request throttled. Please try again in a moment." type="throttled">"#
          + "Request throttled. Please try again in a moment.\nAWS says: Too many &lt;requests&gt;\nhint: "))
    #expect(xml.contains("exit status: 7</failure>"))
    #expect(xml.contains(#"<skipped message="failed, which does not fail the test: "#))
    // What fails before the first stage.
    let early = try sandbox.sva(words + ["--region", "nowhere!"])
    #expect(early.status != 0)
    let settings = try report(sandbox)
    #expect(settings.contains(#"tests="1" failures="1""#) && settings.contains(#"name="settings""#), "\(settings)")
  }

  @Test func testBedrock_aReportThatCannotBeWritten() throws {
    let sandbox = try world()
    // No file may grow, as on a full disk.
    func full(_ words: [String]) throws -> Run {
      try Program.run(
        "/bin/sh", ["-c", "ulimit -f 0; exec \"$0\" \"$@\"", Sandbox.binary] + words, environment: sandbox.ready,
        folder: sandbox.work)
    }
    let report = "report.xml"
    let run = try full(["test-bedrock", "-q", "--junit", report])
    #expect(run.status == 1)
    let document = try #require(run.document)
    #expect(document["status"] == "error" && document["code"] == "io")
    #expect(document["error"]?.string?.hasPrefix("\(report) cannot be written: ") == true)
    // The test has passed, and its result is told.
    #expect(document["stages"]?.array?.map { $0["status"] } == Array(repeating: "ok", count: 5))
    #expect(document["model"]?["used"] == "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    #expect(document["response"]?["response"] != nil)
    for (path, why) in [
      (".", "is not a file"), ("/dev/null", "is not a file"),
      ("/dev/null/report.xml", "cannot be written: /dev/null is no folder"),
      ("missing/report.xml", "cannot be written: there is no folder \(sandbox.work)/missing"),
    ] {
      let asked = sandbox.emulator.requestCount
      let refused = try sandbox.sva(["test-bedrock", "-q", "--junit", path])
      #expect(refused.status == 2)
      #expect(refused.document?["error"]?.string == "--junit: \(path) \(why)")
      #expect(refused.document?["stages"] == [])
      #expect(sandbox.emulator.requestCount == asked)
    }
    // A test that failed keeps its own failure.
    let failed = try full(["test-bedrock", "-q", "--junit", report, "--region", "nowhere!"])
    #expect(failed.document?["code"] != "io")
    #expect(failed.stderr.hasPrefix("sva: warning: \(report) cannot be written: "), "\(failed.stderr)")
  }

  @Test func testBedrock_reportHoldsNoSecret() throws {
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    let sandbox = try Sandbox { $0.script = [.text("Key \(secret)")] }
    let run = try sandbox.sva(
      ["test-bedrock", "-q", "--junit", "report.xml", "--model", secret],
      with: ["AWS_SECRET_ACCESS_KEY": secret])
    #expect(run.status != 0)
    #expect(!run.stdout.contains(secret))
    #expect(!(try report(sandbox)).contains(secret))
  }
}
