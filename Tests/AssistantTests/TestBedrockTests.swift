import AWS
import Core
import Emulator
import Synchronization
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

  @Test func passesEveryStage() async throws {
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

  @Test func worksWithAPolicyThatAllowsTheTwoInvocationsAlone() async throws {
    let scene = try BedrockScene(key: "AKIAINVOKERONLYEXAMP", secret: "invokerSecret/7MDENG/bPxRfiCYEXAMPLEKEY1")
    let report = await run(scene)
    #expect(report.failure == nil)
    #expect(Set(scene.emulator.requests.map(\.operation)) == ["GetCallerIdentity", "Converse", "ConverseStream"])
  }

  @Test func stopsWhereThereAreNoCredentials() async throws {
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

  @Test func goesOnWithoutAnIdentity() async throws {
    var scenario = Scenario()
    scenario.faults = [Fault(.error(status: 403, code: "AccessDenied", message: "No"), on: "GetCallerIdentity")]
    let report = await run(try BedrockScene(scenario))
    #expect(report.failure == nil)
    #expect(statuses(report) == ["credentials ok", "identity failed", "model ok", "converse ok", "stream ok"])
  }

  @Test func triesBothInvocationsWhereOneIsDenied() async throws {
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

  @Test func saysThatAModelIsNotThere() async throws {
    let report = await run(try BedrockScene(), model: "sonet-9")
    #expect(report.failure?.code == .modelNotFound)
    #expect(report.failure?.sentence == "Model sonet-9 not found. Please check the model ID.")
    #expect(statuses(report).suffix(3) == ["model failed", "converse skipped", "stream skipped"])
  }

  @Test func leavesOutWhatIsNotWanted() async throws {
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

  @Test func looksUpANameThatOnlyLookedRight() async throws {
    // A base id that only a profile can call, of a provider whose ids are not resolved.
    let scene = try BedrockScene()
    let report = await run(scene, model: "meta.llama3-3-70b-instruct-v1:0")
    #expect(report.failure == nil)
    #expect(report.model?.used == "us.meta.llama3-3-70b-instruct-v1:0")
    #expect(report.model?.requested == "meta.llama3-3-70b-instruct-v1:0")
  }
}
