import Emulator
import Testing

/// A request to a model that was sent and not answered in time is not sent again (contract §8); an answer without any
/// text is an error (contract §3).
struct BilledRequestTests {
  private static let remark = "the request was not sent again, because the tokens may already be billed"

  /// Silence, and a stream that falls silent after its head.
  private static let silences = [
    Fault(.silent, on: "/model/"), Fault(.delayPieces(milliseconds: 20_000), on: "/model/"),
  ]

  @Test(arguments: [[], ["--no-stream"]], silences)
  func ask_isSentOnceIfTheAnswerIsLate(words: [String], fault: Fault) throws {
    let sandbox = try Sandbox { $0.faults = [fault] }
    let run = try sandbox.sva(["ask", "--no-search", "--json", "--timeout", "4", "hi"] + words)
    let error = try ErrorOutput(json: run)
    #expect(run.status == 8)
    #expect(error.code == "timeout")
    #expect(error.text.contains(Self.remark))
    #expect(error.document?["attempts"]?.int == 1)
    #expect(error.document?["hint"]?.string?.contains("--timeout") == true)
    #expect(sandbox.emulator.requestCount == 1)
    #expect(sandbox.conversations.isEmpty)
  }

  /// The service had answered: the tokens are paid for.
  @Test func ask_isSentOnceIfTheAnswerIsCutShort() throws {
    let sandbox = try Sandbox { $0.faults = [Fault(.cut(bytes: 20), on: ":Converse")] }
    let run = try sandbox.sva(["ask", "--no-search", "--no-stream", "hi"])
    #expect(run.status == 8)
    #expect(run.stderr.contains(Self.remark))
    #expect(sandbox.emulator.requestCount == 1)
  }

  @Test func ask_isSentAgainIfTheConnectionIsLostAtOnce() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Hello!")]
      $0.faults = [Fault(.reset, on: "/model/", times: 2)]
    }
    let run = try sandbox.sva(["ask", "--no-search", "hi"])
    #expect(run.stdout == "Hello!\n")
    #expect(sandbox.emulator.requestCount == 3)
  }

  /// One request for each stage.
  @Test func testBedrock_isSentOnceForEachStage() throws {
    let sandbox = try Sandbox { $0.faults = [Fault(.silent, on: "/model/")] }
    let run = try sandbox.sva(["test-bedrock", "--timeout", "4"])
    let error = try ErrorOutput(json: run)
    #expect(run.status == 8)
    #expect(error.text.contains(Self.remark))
    #expect(error.document?["attempts"]?.int == 1)
    #expect(sandbox.emulator.requests("Converse").count == 1)
    #expect(sandbox.emulator.requests("ConverseStream").count == 1)
  }

  /// What costs nothing is sent again.
  @Test(arguments: [
    (["whoami", "--service", "aws"], "GetCallerIdentity"), (["models"], "ListFoundationModels"),
  ])
  func readings_areSentAgain(words: [String], operation: String) throws {
    let sandbox = try Sandbox { $0.faults = [Fault(.silent, on: ":\(operation)")] }
    let run = try sandbox.sva(words + ["--json", "--timeout", "2"])
    #expect(run.status == 8)
    #expect(sandbox.emulator.requests(operation).count == 3)
    #expect(try !ErrorOutput(json: run).text.contains(Self.remark))
  }

  // MARK: Answers without text

  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

  @Test(arguments: [[], ["--no-stream"]])
  func ask_withoutAnyTextIsAnError(words: [String]) throws {
    let turns = [Turn.stopping(.reasoning("hm", signature: "c2ln"), reason: "max_tokens")]
    let question = ["ask", "--no-search", "-m", Self.model, "hi"] + words
    let text = try Sandbox { $0.script = turns }
    let run = try text.sva(question)
    #expect(run.status == 9)
    #expect(run.stdout == "")
    #expect(
      run.stderr == """
        sva: \(Self.model) spent all 16000 tokens on thinking and wrote no answer
          hint: allow more tokens, which thinking uses too: --max-tokens 32000
          hint: or choose another model with --model

        """)
    #expect(text.conversations.isEmpty)
    let json = try Sandbox { $0.script = turns }
    let error = try ErrorOutput(json: try json.sva(question + ["--json"]))
    #expect(error.code == "bad_response")
    #expect(error.document?["exit_code"]?.int == 9)
    #expect(error.document?["attempts"]?.int == 1)
    #expect(error.document?["partial_response"] == JSON.null)
    #expect(json.conversations.isEmpty)
  }

  /// What the model said before is still shown.
  @Test func ask_keepsTheTextBeforeAnEmptyAnswer() throws {
    let sandbox = try Sandbox {
      $0.script = [.parallel([.text("Let me look."), .toolUse("search", ["term": "boots"])]), .nothing]
    }
    let run = try sandbox.sva(["ask", "--json", "-m", Self.model, "boots?"])
    #expect(run.status == 9)
    #expect(run.document?["partial_response"] == "Let me look.")
    #expect(run.document?["error"] == .string("\(Self.model) ended its answer without a word"))
    #expect(sandbox.conversations.isEmpty)
  }

  @Test func testBedrock_withoutAnyTextIsAnError() throws {
    let turns = Array(repeating: Turn.stopping(.nothing, reason: "max_tokens"), count: 2)
    let run = try Sandbox { $0.script = turns }.sva(["test-bedrock", "-m", Self.model])
    #expect(run.status == 9)
    let error = try ErrorOutput(json: run)
    #expect(error.code == "bad_response")
    #expect(
      error.document?["hint"]?.string?.hasPrefix(
        "it may need more than the test allows: `sva ask --no-search --max-tokens 32000 Hello`") == true)
    #expect(run.document?["stages"]?[3]?["status"] == "failed")
  }

  /// The cost of an application inference profile is shown as that of its base model.
  @Test func ask_showsTheCostOfAnApplicationProfile() throws {
    let profile = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6"
    func run(_ model: String, _ words: [String]) throws -> Run {
      try Sandbox { $0.script = [.text("Hello!")] }.sva(["ask", "--no-search", "-m", model, "hi"] + words)
    }
    let cost = try run(profile, ["--json"]).document?["cost_usd"]
    #expect(cost != nil && cost != JSON.null)
    #expect(try cost == run(Self.model, ["--json"]).document?["cost_usd"])
    #expect(try run(profile, ["--usage"]).stderr == run(Self.model, ["--usage"]).stderr)
  }
}
