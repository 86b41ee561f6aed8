import Emulator
import Testing

/// The hints of `test-bedrock`: each is possible with its own options.
struct TestBedrockHintTests {
  @Test func testBedrockHints_nameNoOptionOfAsk() throws {
    let sandbox = try Sandbox {
      $0.faults = [Fault(.error(status: 400, code: "ValidationException", message: "Malformed."), on: "Converse")]
    }
    let run = try sandbox.sva(["test-bedrock"])
    #expect(run.status == 10)
    #expect(
      try ErrorOutput(json: run).hints == [
        "without --model: anthropic.claude-sonnet-4-5-v1:0 may not take what others do", "--debug shows the request",
      ])
    let asked = try sandbox.sva(["ask", "--no-search", "--no-stream", "hi"])
    #expect(try ErrorOutput(text: asked).hints.first == "check --model, --max-tokens and --temperature")
  }

  /// `--no-stream` leaves the call out here; it gives no answer more time.
  @Test(arguments: ["Converse", "ConverseStream"]) func testBedrockHints_ofATimeout(_ on: String) throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Hello!"), .text("Hello!")]
      $0.faults = [Fault(.silent, on: on)]
    }
    let run = try sandbox.sva(["test-bedrock", "--timeout", "1"])
    #expect(run.status == 8)
    #expect(try ErrorOutput(json: run).hints == ["ask again, or give it longer with --timeout"])
  }

  /// The sound is Polly's own, and the language a variable.
  @Test func testBedrockHints_whereNothingIsHeard() throws {
    let sandbox = try Sandbox { $0.script = [.text("Hello!"), .text("Hello!")] }
    let run = try sandbox.sva(["test-bedrock", "--voice"])
    #expect(run.status == 2)
    let error = try ErrorOutput(json: run)
    #expect(error.code == "no_speech")
    #expect(
      error.hints == [
        "the sound is Amazon Polly's own: its voice (SVA_VOICE) must speak the language that is heard",
        "the language heard was en-US: SVA_VOICE_LANGUAGE names another",
      ])
  }

  /// The report of a failed test holds the same hints.
  @Test func testBedrockHints_inTheReport() throws {
    let sandbox = try Sandbox {
      $0.faults = [Fault(.error(status: 400, code: "ValidationException", message: "Malformed."), on: "Converse")]
    }
    _ = try sandbox.sva(["test-bedrock", "--junit", "report.xml"])
    let report = String(decoding: Sandbox.bytes(sandbox.work + "/report.xml"), as: UTF8.self)
    #expect(report.contains("--debug shows the request") && !report.contains("--max-tokens"))
  }

  /// A warning names a variable too.
  @Test func testBedrockHints_ofARegionWithoutVoice() throws {
    let sandbox = try Sandbox { $0.script = [.text("Hello!"), .text("Hello!")] }
    let run = try sandbox.sva(
      ["test-bedrock", "--voice", "--no-stream", "--timeout", "1"],
      with: [
        "SVA_VOICE_REGION": "us-gov-east-1", "AWS_ENDPOINT_URL": "",
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": sandbox.emulator.url, "AWS_ENDPOINT_URL_STS": sandbox.emulator.url,
        "HTTPS_PROXY": "http://127.0.0.1:9",
      ])
    #expect(run.status == 8)
    #expect(!run.stderr.contains("--voice-region"), "\(run.stderr)")
    #expect(run.stderr.contains("(SVA_VOICE_REGION)"), "\(run.stderr)")
  }
}
