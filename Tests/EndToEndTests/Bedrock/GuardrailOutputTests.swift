import Emulator
import Testing

/// `--guardrail` and `BEDROCK_GUARDRAIL` of `ask` and `test-bedrock`.
struct GuardrailOutputTests {
  private static let id = "a1b2c3d4e5f6"
  private static let blockedInput = "Sorry, I cannot talk about that."

  @Test(
    arguments: [
      ("Should I invest?", "topic", "Investment advice", "input"),
      ("Is a weapon fine?", "content", "VIOLENCE", "input"),
      ("Where is bluebird?", "word", "bluebird", "input"), ("Darn it?", "word", "PROFANITY", "input"),
      ("Is it on the moon?", "grounding", "GROUNDING", "input"),
    ], [[], ["--no-stream"]])
  func guardrail_blocksAQuestion(
    _ sample: (question: String, policy: String, filter: String, side: String), _ words: [String]
  ) throws {
    let sandbox = try Sandbox()
    let options = ["ask", "--no-search", "--guardrail", Self.id + ":1", sample.question] + words
    let text = try sandbox.sva(options)
    #expect(text.status == 0)
    #expect(text.stdout == Self.blockedInput + "\n")
    let policy = sample.policy.replacing("_", with: " ")
    #expect(
      text.stderr == "sva: warning: guardrail \(Self.id):1 blocked the question: \(policy) policy (\(sample.filter))\n")
    let json = try sandbox.sva(options + ["--json"])
    #expect(json.status == 0)
    let document = try #require(json.document)
    #expect(
      document["guardrail"] == [
        "id": .string(Self.id), "version": "1", "policy": .string(sample.policy), "filter": .string(sample.filter),
        "on": .string(sample.side),
      ])
    #expect(document["response"]?.string == Self.blockedInput)
    #expect(document["stop_reason"] == "guardrail_intervened")
  }

  @Test(
    arguments: [
      ("Take a weapon with you.", "Sorry, I cannot answer that.", "content", "VIOLENCE", "blocked"),
      ("Write to ada@alpine.example now", "Write to {EMAIL} now", "sensitive_information", "EMAIL", "masked a part of"),
      (
        "It is ticket-42 again", "It is {ticket number} again", "sensitive_information", "ticket number",
        "masked a part of"
      ),
    ], [[], ["--no-stream"]])
  func guardrail_blocksOrMasksAnAnswer(
    _ sample: (answer: String, shown: String, policy: String, filter: String, what: String), _ words: [String]
  ) throws {
    let sandbox = try Sandbox { $0.script = [.text(sample.answer), .text(sample.answer)] }
    let options = ["ask", "--no-search", "--guardrail", Self.id, "What now?"] + words
    let text = try sandbox.sva(options)
    #expect(text.status == 0)
    #expect(text.stdout == sample.shown + "\n")
    let policy = sample.policy.replacing("_", with: " ")
    #expect(
      text.stderr
        == "sva: warning: guardrail \(Self.id):DRAFT \(sample.what) the answer: \(policy) policy (\(sample.filter))\n")
    let document = try #require(try sandbox.sva(options + ["--json"]).document)
    #expect(document["guardrail"]?["policy"]?.string == sample.policy)
    #expect(document["guardrail"]?["on"] == "output")
    // What was found is never repeated.
    #expect(!document.text.contains("the secret match"))
  }

  @Test func guardrail_thatFindsNothingIsNull() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["ask", "--no-search", "--json", "--guardrail", Self.id, "Hello"])
    #expect(run.status == 0 && run.stderr == "")
    #expect(run.document?["guardrail"] == .null)
    let config = try #require(sandbox.emulator.requests("ConverseStream").first?.json?["guardrailConfig"])
    #expect(config == ["guardrailIdentifier": .string(Self.id), "guardrailVersion": "DRAFT", "trace": "enabled"])
  }

  /// A blocked question is not kept: the guardrail reads the whole conversation, and would block each later question.
  @Test func guardrail_aBlockedQuestionIsNotKept() throws {
    let sandbox = try Sandbox()
    let words = ["--no-search", "--guardrail", Self.id]
    let blocked = try sandbox.sva(["ask", "-v", "A weapon?"] + words)
    #expect(blocked.status == 0 && blocked.stderr.contains("sva: a question that was blocked is not kept\n"))
    #expect(sandbox.conversations.isEmpty)
    #expect(try sandbox.sva(["ask", "Hello"] + words).status == 0)
    #expect(try sandbox.sva(["ask", "-c", "A weapon?"] + words).stdout == Self.blockedInput + "\n")
    let later = try sandbox.sva(["ask", "-c", "Thanks"] + words)
    #expect(later.status == 0 && later.stdout != Self.blockedInput + "\n")
    #expect(sandbox.conversations.count == 1)
  }

  /// A guardrail that the account enforces gives no trace, so that the question may be what was blocked.
  @Test func guardrail_aQuestionThatWasPerhapsBlockedIsNotKept() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Hello."), .stopping(.text("Not here."), reason: "guardrail_intervened"), .text("Welcome.")]
    }
    #expect(try sandbox.sva(["ask", "--no-search", "Hello"]).status == 0)
    let blocked = try sandbox.sva(["ask", "-v", "-c", "--no-search", "A weapon?"])
    #expect(blocked.status == 0 && blocked.stdout == "Not here.\n")
    #expect(blocked.stderr.contains("sva: a question that was perhaps blocked is not kept\n"))
    #expect(try sandbox.sva(["ask", "-c", "--no-search", "Thanks"]).stdout == "Welcome.\n")
    let last = try #require(sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array)
    #expect(last.map { $0["content"]?[0]?["text"] } == ["Hello", "Hello.", "Thanks"])
  }

  /// It guards each round of a question about the space.
  @Test func guardrail_isSentWithEveryRound() throws {
    let sandbox = try Sandbox { $0.script = [.toolUse("search", ["term": "boots"]), .text("Boots.")] }
    let run = try sandbox.sva(["ask", "who?"], with: ["BEDROCK_GUARDRAIL": Self.id + ":2"])
    #expect(run.status == 0)
    let configs = sandbox.emulator.requests("ConverseStream").map { $0.json?["guardrailConfig"]?["guardrailVersion"] }
    #expect(configs == ["2", "2"])
  }

  /// The option goes before the environment, and that before `.env`.
  @Test(arguments: [
    (["--guardrail", "a1b2c3d4e5f6:2"], "a1b2c3d4e5f6:1", "2"), ([], "a1b2c3d4e5f6:1", "1"), ([], "", "DRAFT"),
  ]) func guardrail_hasItsOrder(_ words: [String], _ variable: String, _ version: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "BEDROCK_GUARDRAIL=a1b2c3d4e5f6\nBEDROCK_SERVICE_TIER=flex\n")
    let run = try sandbox.sva(["ask", "--no-search", "Hello"] + words, with: ["BEDROCK_GUARDRAIL": variable])
    #expect(run.status == 0)
    let body = sandbox.emulator.requests("ConverseStream").first?.json
    #expect(body?["guardrailConfig"]?["guardrailVersion"]?.string == version)
    #expect(body?["serviceTier"] == ["type": "flex"])
  }

  @Test(arguments: [["ask", "--no-search", "Hello"], ["test-bedrock"]])
  func guardrail_malformedIsRefusedBeforeAnythingIsSent(_ command: [String]) throws {
    let sandbox = try Sandbox()
    for (words, variable, status, code) in [
      (["--guardrail", "My Guardrail"], "", 2, "usage"), ([], "a1:latest", 3, "bad_config"),
    ] as [([String], String, Int32, String)] {
      let run = try sandbox.sva(command + words + ["--json"], with: ["BEDROCK_GUARDRAIL": variable])
      #expect(run.status == status)
      #expect(try ErrorOutput(json: run).code == code)
    }
    #expect(sandbox.emulator.requests.isEmpty)
  }

  @Test(
    arguments: ["zzz", "zzz:1", "a1b2c3d4e5f6:9", "arn:aws:bedrock:us-east-1:111122223333:guardrail/nothere:1"],
    [
      ["ask", "--no-search", "Hello"], ["test-bedrock"],
    ]) func guardrail_thatDoesNotExistIsNotFound(_ name: String, _ command: [String]) throws
  {
    let run = try Sandbox().sva(command + ["--guardrail", name, "--json"])
    #expect(run.status == 6)
    let error = try ErrorOutput(json: run)
    #expect(error.code == "not_found")
    #expect(
      error.sentence
        == "Guardrail \(name.contains(":1") || name.contains(":9") ? name : name + ":DRAFT") not found in us-east-1")
    #expect(error.text.contains("aws bedrock list-guardrails --region us-east-1"))
  }

  @Test func guardrail_byItsARN() throws {
    let run = try Sandbox().sva([
      "ask", "--no-search", "--json", "--guardrail", "arn:aws:bedrock:us-east-1:111122223333:guardrail/a1b2c3d4e5f6:1",
      "A weapon?",
    ])
    #expect(run.status == 0)
    #expect(run.document?["guardrail"]?["id"]?.string == Self.id)
  }

  @Test(arguments: [["ask", "--no-search", "Hello"], ["test-bedrock"]])
  func guardrail_denialShowsTheStatement(_ command: [String]) throws {
    let sandbox = try Sandbox()
    let keys = [
      "AWS_ACCESS_KEY_ID": Identity.invokerOnly.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.invokerOnly.secret,
    ]
    let run = try sandbox.sva(command + ["--guardrail", Self.id, "--json"], with: keys)
    #expect(run.status == 5)
    let error = try ErrorOutput(json: run)
    #expect(error.code == "access_denied")
    #expect(
      error.text.contains(
        #"{"Effect":"Allow","Action":["bedrock:ApplyGuardrail"],"Resource":["arn:aws:bedrock:us-east-1:111122223333:guardrail/a1b2c3d4e5f6"]}"#
      ))
  }

  /// An explicit deny may be a policy that demands a guardrail, which only `--guardrail` would tell.
  @Test func guardrail_isAPossibilityAfterAnExplicitDeny() throws {
    let sandbox = try Sandbox { scenario in
      scenario.aws.identities[0].policy = Policy(deny: [.init(action: "bedrock:Invoke*")])
    }
    let run = try sandbox.sva(["ask", "--no-search", "Hello"])
    #expect(run.status == 5)
    #expect(try ErrorOutput(text: run).text.contains("name it with --guardrail ID:VERSION"))
    let named = try sandbox.sva(["ask", "--no-search", "--guardrail", Self.id, "Hello"])
    #expect(named.status == 5)
    #expect(try !ErrorOutput(text: named).text.contains("--guardrail"))
  }

  @Test func testBedrock_passesWithAGuardrailsMessage() throws {
    let run = try Sandbox().sva(["test-bedrock", "--guardrail", Self.id + ":1", "--prompt", "A weapon?"])
    #expect(run.status == 0)
    let document = try #require(run.document)
    #expect(document["status"] == "success")
    #expect(document["response"]?["response"]?.string == Self.blockedInput)
    #expect(document["guardrail"]?["policy"] == "content")
    #expect(
      document["stages"]?[3]?["detail"]
        == "guardrail_intervened, 5 tokens in, 8 out, guardrail a1b2c3d4e5f6:1 blocked the question: content policy (VIOLENCE)"
    )
  }

  /// Without an intervention the document is as before.
  @Test func testBedrock_withAGuardrailThatFindsNothing() throws {
    let sandbox = try Sandbox { $0.script = [.text("Hello!"), .text("Hello!")] }
    let run = try sandbox.sva(["test-bedrock", "-q", "--guardrail", Self.id])
    #expect(run.status == 0)
    #expect(run.document?.keys == ["status", "response", "model", "region", "identity", "stages"])
    for operation in ["Converse", "ConverseStream"] {
      #expect(sandbox.emulator.requests(operation).first?.json?["guardrailConfig"]?["trace"] == "enabled")
    }
  }
}
