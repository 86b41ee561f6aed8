import AWS
import Core
import HTTP
import TestSupport
import Testing

@Suite struct BedrockRuntimeTests {
  private static let used = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private var request: ConverseRequest {
    ConverseRequest(model: ModelChoice(requested: "sonnet-4.5", used: Self.used), messages: [.user("Hi")])
  }
  private let answer = StubAnswer.bedrock(
    200, #"{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn"}"#)

  private func refused(_ message: String) -> StubAnswer {
    .bedrock(400, #"{"message":"\#(message)"}"#, type: "ValidationException")
  }

  @Test func bedrockRuntime_encodesTheModelAsOneSegment() async throws {
    let bedrock = ScriptedBedrock([answer])
    var request = request
    request.model.used = "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc"
    let response = try await bedrock.runtime().converse(request)
    #expect(response.message.text == "Hello")
    #expect(
      bedrock.paths == ["/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Aapplication-inference-profile%2Fabc/converse"])
  }

  @Test func bedrockRuntime_removesARefusedParameterOnce() async throws {
    let bedrock = ScriptedBedrock([refused("`temperature` is deprecated for this model."), answer])
    var request = request
    request.temperature = 0.3
    _ = try await bedrock.runtime().converse(request)
    let bodies = bedrock.bodies
    #expect(bodies[0].contains(#""temperature":0.3"#))
    #expect(!bodies[1].contains("temperature"))
    #expect(
      bedrock.recorder.events == [.notice("\(Self.used) does not take \(switch: .temperature): asking without it")])
  }

  @Test func bedrockRuntime_doesNotRepeatARequestWithoutARepair() async {
    let bedrock = ScriptedBedrock([refused("`temperature` is deprecated for this model.")])
    let found = await failure { _ = try await bedrock.runtime().converse(request) }
    #expect(found?.code == .validation)
    #expect(bedrock.paths.count == 1)
  }

  @Test func bedrockRuntime_lowersMaxTokensToTheStatedLimit() async throws {
    let bedrock = ScriptedBedrock([
      refused(
        "The maximum tokens you requested exceeds the model limit of 2048. Try again with a maximum tokens value that is lower than 2048."
      ),
      answer,
    ])
    _ = try await bedrock.runtime().converse(request)
    let last = bedrock.bodies.last
    #expect(last?.contains(#""maxTokens":2048"#) == true)
    // Only who chose the number hears of it.
    #expect(bedrock.recorder.notices == [])
    #expect(bedrock.recorder.notes == ["\(Self.used) writes at most 2048 tokens: asking for that many"])
  }

  @Test func bedrockRuntime_lowersMaxTokensInTheModelsOwnWords_unrecorded() async throws {
    let bedrock = ScriptedBedrock([
      refused("max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5"),
      answer,
    ])
    var request = request
    request.maxTokens = 100_000
    _ = try await bedrock.runtime().converse(request)
    #expect(bedrock.bodies.last?.contains(#""maxTokens":64000"#) == true)
    #expect(bedrock.recorder.notices == ["\(Self.used) writes at most 64000 tokens: asking for that many"])
  }

  @Test func bedrockRuntime_removesRefusedCachePoints() async throws {
    let bedrock = ScriptedBedrock([
      .bedrock(
        403, #"{"message":"You invoked an unsupported model or your request did not allow prompt caching."}"#,
        type: "AccessDeniedException"),
      answer,
    ])
    var request = request
    request.system = "x"
    request.cachesPrefix = true
    _ = try await bedrock.runtime().converse(request)
    let last = bedrock.bodies.last
    #expect(last?.contains("cachePoint") == false)
  }

  @Test func bedrockRuntime_statementCoversEveryDestination() async {
    let denial =
      "User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:us-east-1:111122223333:inference-profile/\(Self.used) because no identity-based policy allows the bedrock:InvokeModelWithResponseStream action"
    let bedrock = ScriptedBedrock(
      [.bedrock(403, #"{"Message":"\#(denial)"}"#, type: "AccessDeniedException")],
      byPath: { request in
        guard request.url.path.hasPrefix("/inference-profiles/") else { return nil }
        let models = ["us-east-1", "us-west-2"].map {
          #"{"modelArn":"arn:aws:bedrock:\#($0)::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"}"#
        }
        return .bedrock(
          200,
          #"{"inferenceProfileId":"\#(Self.used)","inferenceProfileArn":"arn:x","inferenceProfileName":"n","type":"SYSTEM_DEFINED","status":"ACTIVE","models":[\#(models.joined(separator: ","))]}"#
        )
      })
    let found = await failure {
      _ = try await bedrock.runtime().converseStream(request) { _ throws(Failure) in }
    }
    #expect(found?.code == .accessDenied)
    #expect(found?.sentence == "Access denied to Bedrock. Please check your AWS credentials and permissions.")
    #expect(
      found?.hints.prefix(2).map(\.description) == [
        "arn:aws:sts::111122223333:assumed-role/R/s needs bedrock:InvokeModelWithResponseStream on arn:aws:bedrock:us-east-1:111122223333:inference-profile/\(Self.used)",
        #"add to its IAM policy: {"Effect":"Allow","Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"Resource":["arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0","arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0","arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"]}"#,
      ])
  }

  private static let own = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdef123456"
  private static let base = "foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"

  /// The hints for an application inference profile that may not be invoked, and the requests for the profile.
  private func refusedProfile(
    _ model: ModelChoice, isReadable: Bool = true
  ) async -> (hints: [String], reads: Int) {
    let denial =
      "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::\(Self.base) because no identity-based policy allows the bedrock:InvokeModel action"
    let models = ["us-east-1", ""].map { #"{"modelArn":"arn:aws:bedrock:\#($0)::\#(Self.base)"}"# }
    let bedrock = ScriptedBedrock(
      [.bedrock(403, #"{"Message":"\#(denial)"}"#, type: "AccessDeniedException")],
      byPath: { request in
        guard request.url.path.hasPrefix("/inference-profiles/") else { return nil }
        guard isReadable else { return .bedrock(403, #"{"Message":"No"}"#, type: "AccessDeniedException") }
        return .bedrock(
          200,
          #"{"inferenceProfileId":"abcdef123456","inferenceProfileArn":"\#(Self.own)","inferenceProfileName":"n","type":"APPLICATION","status":"ACTIVE","models":[\#(models.joined(separator: ","))]}"#
        )
      })
    var request = request
    request.model = model
    let found = await failure { _ = try await bedrock.runtime().converse(request) }
    #expect(found?.code == .accessDenied)
    return ((found?.hints ?? []).map(\.description), bedrock.paths.count { $0.hasPrefix("/inference-profiles/") })
  }

  private static let ownStatement =
    #"add to its IAM policy: {"Effect":"Allow","Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"Resource":["\#(own)","arn:aws:bedrock:us-east-1::\#(base)","arn:aws:bedrock:::\#(base)"]}"#

  /// By ARN and by id. The statement names the profile and its foundation models.
  @Test(arguments: [own, "abcdef123456"])
  func bedrockRuntime_statementCoversAnApplicationProfile(used: String) async {
    let found = await refusedProfile(ModelChoice(requested: "team", used: used))
    #expect(found.hints.dropFirst().first == Self.ownStatement)
    #expect(found.reads == 1)
  }

  @Test func bedrockRuntime_doesNotReadAProfileTwice() async {
    var model = ModelChoice(requested: "team", used: Self.own)
    model.modelARNs = ["us-east-1", ""].map { "arn:aws:bedrock:\($0)::\(Self.base)" }
    let found = await refusedProfile(model)
    #expect(found.hints.dropFirst().first == Self.ownStatement)
    #expect(found.reads == 0)
  }

  @Test func bedrockRuntime_saysWhatAStatementLacks() async {
    let found = await refusedProfile(ModelChoice(requested: "team", used: Self.own), isReadable: false)
    #expect(
      found.hints.dropFirst().prefix(2) == [
        #"add to its IAM policy: {"Effect":"Allow","Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"Resource":["\#(Self.own)","arn:aws:bedrock:us-east-1::\#(Self.base)"]}"#,
        "add the foundation models of the profile too; with bedrock:GetInferenceProfile they are named here",
      ])
  }

  @Test func bedrockRuntime_reportsItsAttemptsWhenThrottled() async {
    let throttled = StubAnswer.bedrock(
      429, #"{"message":"Too many requests, please wait before trying again."}"#, type: "ThrottlingException")
    let bedrock = ScriptedBedrock([throttled, throttled, throttled])
    let found = await failure { _ = try await bedrock.runtime().converse(request) }
    #expect(found?.code == .throttled)
    #expect(found?.sentence == "Request throttled. Please try again in a moment.")
    #expect(
      found?.hints.first
        == "too many requests for this account (3 attempts in 1 s); wait, or raise \(option: .attempts)")
    #expect(found?.attempts == 3)
  }

  @Test func bedrockRuntime_doesNotRetryADailyQuota() async {
    let bedrock = ScriptedBedrock([
      .bedrock(
        429, #"{"message":"Too many tokens per day, please wait before trying again."}"#, type: "ThrottlingException")
    ])
    let found = await failure { _ = try await bedrock.runtime().converse(request) }
    #expect(found?.code == .quota)
    #expect(bedrock.paths.count == 1)
  }

  @Test(arguments: [
    "", "null", "<html>Sign in</html>", "{}", #"{"output":{"message":{"role":"robot"}},"stopReason":"x"}"#,
  ])
  func bedrockRuntime_refusesInvalidResponses(body: String) async {
    let bedrock = ScriptedBedrock([.bedrock(200, body)])
    #expect(await failure { _ = try await bedrock.runtime().converse(request) }?.code == .badResponse)
  }
}

@Suite struct BedrockControlTests {
  @Test func bedrockControl_readsEveryPageOfBothTypes() async throws {
    let bedrock = ScriptedBedrock(
      [],
      byPath: { request in
        let target = request.url.target
        func page(_ id: String, _ type: String, next: String?) -> StubAnswer {
          let token = next.map { #","nextToken":"\#($0)""# } ?? ""
          return .bedrock(
            200,
            #"{"inferenceProfileSummaries":[{"inferenceProfileId":"\#(id)","inferenceProfileArn":"arn:\#(id)","inferenceProfileName":"n","type":"\#(type)","status":"ACTIVE","models":[{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/a.b"},{"modelArn":"arn:aws:bedrock:us-west-2::foundation-model/a.b"}],"new":{}},{"broken":1}]\#(token)}"#
          )
        }
        if target.contains("APPLICATION") { return page("own", "APPLICATION", next: nil) }
        return target.contains("nextToken=a%2Bb%2F%3D")
          ? page("us.two", "SYSTEM_DEFINED", next: nil) : page("us.one", "SYSTEM_DEFINED", next: "a+b/=")
      })
    let profiles = try await bedrock.control.inferenceProfiles()
    #expect(profiles.map(\.id) == ["us.one", "us.two", "own"])
    #expect(profiles[0].baseModelIDs == ["a.b"])
    #expect(profiles[2].invocationID == "arn:own")
    #expect(bedrock.paths.count == 3)
  }

  @Test func bedrockControl_limitsThePages() async throws {
    let bedrock = ScriptedBedrock(
      [], byPath: { _ in .bedrock(200, #"{"inferenceProfileSummaries":[],"nextToken":"same"}"#) })
    #expect(try await bedrock.control.inferenceProfiles().isEmpty)
    #expect(bedrock.paths.count == 4)
  }

  @Test func bedrockControl_readsUnknownValues() async throws {
    let bedrock = ScriptedBedrock([
      .bedrock(
        200,
        #"{"modelSummaries":[{"modelId":"a.b","modelName":"B","providerName":"A","inferenceTypesSupported":["INFERENCE_PROFILE","TELEPATHY"],"modelLifecycle":{"status":"RETIRED","endOfLifeTime":"2026-10-14T00:00:00Z"}},{"modelName":"no id"},7]}"#
      )
    ])
    #expect(
      try await bedrock.control.foundationModels() == [
        FoundationModel(
          id: "a.b", name: "B", provider: "A", outputs: [], streaming: nil,
          inferenceTypes: ["INFERENCE_PROFILE", "TELEPATHY"], lifecycle: "RETIRED", endOfLife: "2026-10-14T00:00:00Z")
      ])
  }

  @Test func modelAvailability_listsProblems() {
    let availability = ModelAvailability(
      agreement: "NOT_AVAILABLE", authorization: "AUTHORIZED", entitlement: nil, region: "AVAILABLE")
    #expect(availability.problems == ["agreement not available"])
  }
}
