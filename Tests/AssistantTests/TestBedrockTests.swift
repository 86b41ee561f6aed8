import AWS
import Core
import Emulator
import Synchronization
import TestSupport
import Testing

@testable import Assistant

@Suite struct TestBedrockTests {
  private func run(
    _ scene: BedrockScene, model: String = "sonnet-4.5", _ change: (inout TestBedrock.Options) -> Void = { _ in }
  ) async -> TestBedrock.Report {
    var options = TestBedrock.Options(model: model, region: "us-east-1")
    change(&options)
    return await TestBedrock(options, session: scene.session, log: scene.log).run()
  }

  private func statuses(_ report: TestBedrock.Report) -> [String] {
    report.stages.map { "\($0.name.rawValue) \($0.status.rawValue)" }
  }

  @Test func testBedrock_passesEveryStage() async throws {
    let scene = try BedrockScene()
    let ended = Mutex<[String]>([])
    let report = await TestBedrock(
      TestBedrock.Options(model: "sonnet-4.5", region: "us-east-1"), session: scene.session, log: scene.log,
      stageDone: { stage in ended.withLock { $0.append(stage.name.rawValue) } }
    ).run()
    #expect(report.failure == nil)
    #expect(statuses(report) == ["credentials ok", "identity ok", "model ok", "converse ok", "stream ok"])
    #expect(report.identity == "arn:aws:iam::111122223333:user/ada")
    #expect(report.model?.used == "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    #expect(report.response?.isEmpty == false)
    #expect(report.stages.allSatisfy { ($0.milliseconds ?? -1) >= 0 })
    #expect(Set(ended.withLock { $0 }) == ["credentials", "identity", "model", "converse", "stream"])
    #expect(ended.withLock { $0.count } == 5)
    #expect(scene.emulator.requests("ListFoundationModels").isEmpty)
  }

  @Test func testBedrock_worksWithAPolicyThatAllowsTheTwoInvocationsAlone() async throws {
    let scene = try BedrockScene(key: "AKIAINVOKERONLYEXAMP", secret: "invokerSecret/7MDENG/bPxRfiCYEXAMPLEKEY1")
    let report = await run(scene)
    #expect(report.failure == nil)
    #expect(Set(scene.emulator.requests.map(\.operation)) == ["GetCallerIdentity", "Converse", "ConverseStream"])
  }

  @Test func testBedrock_stopsWhereThereAreNoCredentials() async throws {
    let scene = try BedrockScene(key: "", secret: "")
    let report = await run(scene)
    #expect(report.failure?.code == .noCredentials)
    #expect(report.failure?.sentence.hasPrefix("Unable to locate credentials") == true)
    #expect(
      statuses(report) == [
        "credentials failed", "identity skipped", "model skipped", "converse skipped", "stream skipped",
      ])
    #expect(scene.emulator.requests.isEmpty)
  }

  @Test func testBedrock_goesOnWithoutAnIdentity() async throws {
    var scenario = Scenario()
    scenario.faults = [Fault(.error(status: 403, code: "AccessDenied", message: "No"), on: "GetCallerIdentity")]
    let report = await run(try BedrockScene(scenario))
    #expect(report.failure == nil)
    #expect(statuses(report) == ["credentials ok", "identity failed", "model ok", "converse ok", "stream ok"])
  }

  @Test func testBedrock_triesBothInvocationsWhereOneIsDenied() async throws {
    var scenario = Scenario()
    scenario.faults = [
      Fault(
        .error(
          status: 403, code: "AccessDeniedException",
          message:
            "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: bedrock:InvokeModel on resource: x because no identity-based policy allows it"
        ),
        on: ":Converse", times: 1)
    ]
    let report = await run(try BedrockScene(scenario))
    #expect(report.failure?.code == .accessDenied)
    #expect(report.failure?.sentence == "Access denied to Bedrock. Please check your AWS credentials and permissions.")
    #expect(statuses(report).suffix(2) == ["converse failed", "stream ok"])
  }

  @Test func testBedrock_saysThatAModelIsNotThere() async throws {
    let report = await run(try BedrockScene(), model: "sonet-9")
    #expect(report.failure?.code == .modelNotFound)
    #expect(report.failure?.sentence == "Model sonet-9 not found. Please check the model ID.")
    #expect(statuses(report).suffix(3) == ["model failed", "converse skipped", "stream skipped"])
  }

  @Test func testBedrock_leavesOutWhatIsNotWanted() async throws {
    let scene = try BedrockScene()
    let report = await run(scene) { options in
      options.stream = false
      options.identity = false
      options.prompt = "ping"
    }
    #expect(report.failure == nil)
    #expect(statuses(report) == ["credentials ok", "identity skipped", "model ok", "converse ok", "stream skipped"])
    #expect(scene.emulator.requests.map(\.operation) == ["Converse"])
  }

  @Test func testBedrock_looksUpANameThatOnlyLookedRight() async throws {
    // A base id that only a profile can call, of a provider whose ids are not resolved.
    let scene = try BedrockScene()
    let report = await run(scene, model: "meta.llama3-3-70b-instruct-v1:0")
    #expect(report.failure == nil)
    #expect(report.model?.used == "us.meta.llama3-3-70b-instruct-v1:0")
    #expect(report.model?.requested == "meta.llama3-3-70b-instruct-v1:0")
  }

  private static let call = Turn.toolUse("search", ["term": "x"])

  /// Text is what a model is tested for: thinking, white space or a tool call alone has not passed.
  @Test(arguments: [
    (Turn.nothing, "sonnet-4.5 ended its answer without a word"),
    (.text(" \n"), "sonnet-4.5 ended its answer without a word"),
    (.reasoning("hm", signature: "c2ln"), "sonnet-4.5 thought, but wrote no answer"),
    (
      .stopping(.reasoning("hm", signature: "c2ln"), reason: "max_tokens"),
      "sonnet-4.5 spent all 16000 tokens on thinking and wrote no answer"
    ),
    (call, "sonnet-4.5 called a tool instead of answering"),
    (.stopping(.nothing, reason: "guardrail_intervened"), "a guardrail withheld the answer of sonnet-4.5"),
  ])
  func testBedrock_doesNotPassAnAnswerWithoutText(turn: Turn, sentence: String) async throws {
    var scenario = Scenario()
    scenario.script = [turn, turn]
    let report = await run(try BedrockScene(scenario))
    #expect(report.failure?.code == .badResponse)
    #expect(report.failure?.sentence == sentence)
    #expect(report.response == nil)
    #expect(statuses(report).suffix(2) == ["converse failed", "stream failed"])
  }

  @Test func testBedrock_leavesRoomForThinking() async throws {
    let scene = try BedrockScene()
    _ = await run(scene)
    for operation in ["Converse", "ConverseStream"] {
      let body = scene.emulator.requests(operation).first?.json
      #expect(body?["inferenceConfig"]?["maxTokens"]?.int == 16_000)
    }
  }

  /// A model with a smaller limit is asked for what it writes.
  @Test func testBedrock_passesAModelThatWritesLess() async throws {
    var scenario = Scenario()
    scenario.bedrock.change("cohere.command-r-plus-v1:0") { $0.maxTokens = 2048 }
    let scene = try BedrockScene(scenario)
    let report = await run(scene, model: "cohere.command-r-plus-v1:0")
    #expect(report.failure == nil)
    #expect(scene.emulator.requests("Converse").count == 2)
    #expect(scene.recorder.notices == [])
  }

  @Test func testBedrock_doesNotReadAProfile() async throws {
    let scene = try BedrockScene()
    let report = await run(
      scene, model: "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6")
    #expect(report.failure == nil)
    #expect(scene.emulator.requests("GetInferenceProfile").isEmpty)
  }
}
