import AWS
import Core
import HTTP
import Synchronization
import TestSupport
import Testing

/// A call of a model whose answer did not come in time is not sent again, because its tokens may be billed.
@Suite struct BilledCallTests {
  private var request: ConverseRequest {
    ConverseRequest(
      model: ModelChoice(requested: ErrorCatalogue.model, used: ErrorCatalogue.used), messages: [.user("Hi")])
  }
  private static let remark = "; the request was not sent again, because the tokens may already be billed"
  private let answer = StubAnswer.bedrock(
    200, #"{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn"}"#)
  private let busy = StubAnswer.bedrock(503, #"{"message":"x"}"#, type: "ServiceUnavailableException")
  private static let start = Frame.event("messageStart", #"{"role":"assistant"}"#)
  private static let thought = Frame.event(
    "contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"hm"}}}"#)

  private func converse(_ bedrock: ScriptedBedrock) async -> Failure? {
    await failure { _ = try await bedrock.runtime().converse(request) }
  }

  private func stream(_ bedrock: ScriptedBedrock) async -> Failure? {
    await failure { _ = try await bedrock.runtime().converseStream(request) { _ throws(Failure) in } }
  }

  @Test func bedrockRuntime_doesNotSendConverseAgainAfterATimeout() async {
    let bedrock = ScriptedBedrock([.failure(.timeout)])
    let found = await converse(bedrock)
    #expect(found?.code == .timeout)
    #expect(found?.sentence == "bedrock-runtime.test sent nothing for too long" + Self.remark)
    #expect(
      found?.hints == [
        "ask again, or give it longer with \(option: .timeout)",
        "without \(switch: .noStream) the answer comes in pieces, and only the pauses are counted",
      ])
    #expect(found?.attempts == 1)
    #expect(bedrock.paths.count == 1)
  }

  @Test func bedrockRuntime_countsARefusalBeforeATimeout() async {
    let bedrock = ScriptedBedrock([busy, .failure(.timeout)])
    #expect(await converse(bedrock)?.attempts == 2)
    #expect(bedrock.paths.count == 2)
  }

  @Test(arguments: [TransportError.Kind.refused, .connectTimeout, .unresolved, .closed])
  func bedrockRuntime_sendsAgainWhatDidNotArrive(kind: TransportError.Kind) async {
    let bedrock = ScriptedBedrock([.failure(kind), .failure(kind), answer])
    #expect(await converse(bedrock) == nil)
    #expect(bedrock.paths.count == 3)
  }

  /// Before the head, after it, and while the model thinks.
  @Test(arguments: [
    StubAnswer.failure(.timeout), .stream([start], interruption: .timeout),
    .stream([start, thought], interruption: .timeout),
  ])
  func bedrockRuntime_doesNotSendAStreamAgainAfterATimeout(answer: StubAnswer) async {
    let bedrock = ScriptedBedrock([answer])
    let found = await stream(bedrock)
    #expect(found?.code == .timeout)
    #expect(found?.sentence.hasPrefix("bedrock-runtime.test sent nothing for too long") == true)
    #expect(found?.sentence.hasSuffix(Self.remark) == true)
    #expect(
      found?.hints == [
        "ask again, or give it longer with \(option: .timeout)",
        "with \(switch: .noStream) an answer has ten minutes, unless \(option: .timeout) is given",
      ])
    #expect(found?.attempts == 1)
    #expect(bedrock.paths.count == 1)
  }

  /// The tokens of the thinking are paid for.
  @Test(arguments: [TransportError.Kind.closed, nil])
  func bedrockRuntime_doesNotSendAStreamAgainThatBrokeWhileTheModelThought(kind: TransportError.Kind?) async {
    let bedrock = ScriptedBedrock([.stream([Self.start, Self.thought], interruption: kind)])
    let found = await stream(bedrock)
    #expect(found?.code == (kind == nil ? .badResponse : .network))
    #expect(found?.sentence.hasSuffix(Self.remark) == true)
    #expect(bedrock.paths.count == 1)
  }

  @Test func bedrockRuntime_sendsAStreamAgainThatBrokeBeforeTheModelBegan() async {
    let bedrock = ScriptedBedrock([
      .stream([Self.start], interruption: .closed), .stream([Self.start]), .stream(Frame.answer(["Hello"])),
    ])
    #expect(await stream(bedrock) == nil)
    #expect(bedrock.paths.count == 3)
  }

  /// A failure that the service reports is its own, and not billed.
  @Test func bedrockRuntime_sendsAStreamAgainThatTheServiceFailed() async {
    let bedrock = ScriptedBedrock([
      .stream([Self.start, Self.thought, Frame.exception("internalServerException", "x")]),
      .stream(Frame.answer(["Hello"])),
    ])
    #expect(await stream(bedrock) == nil)
    #expect(bedrock.paths.count == 2)
  }

  @Test func bedrockRuntime_saysSoOfATimeoutAfterText() async {
    let frames = Array(Frame.answer(["Hel"]).prefix(2))
    let bedrock = ScriptedBedrock([.stream(frames, interruption: .timeout)])
    #expect(
      await stream(bedrock)?.sentence
        == "bedrock-runtime.test sent nothing for too long (the answer is cut short)" + Self.remark)
  }

  /// A thinking model shows nothing, so the progress line says what it does.
  @Test func bedrockRuntime_reportsThinkingOnce() async throws {
    let frames = [Self.start, Self.thought, Self.thought] + Frame.answer(["Hello"]).dropFirst()
    let bedrock = ScriptedBedrock([.stream(frames)])
    _ = try await bedrock.runtime().converseStream(request) { _ throws(Failure) in }
    #expect(
      bedrock.recorder.events == [
        .progress("\(ErrorCatalogue.used) is thinking"), .note("\(ErrorCatalogue.used) thought for 0.0 s"),
      ])
  }

  @Test func bedrockControl_readsAgainAfterATimeout() async throws {
    let bedrock = ScriptedBedrock([
      .failure(.timeout), .failure(.timeout), .bedrock(200, #"{"modelSummaries":[]}"#),
    ])
    #expect(try await bedrock.control.foundationModels().isEmpty)
    #expect(bedrock.paths.count == 3)
  }

  @Test(arguments: [
    (AWSService.bedrockRuntime, "Converse", true), (.bedrockRuntime, "ConverseStream", true),
    (.bedrockRuntime, "InvokeModel", true), (.bedrockRuntime, "CountTokens", false),
    (.bedrock, "ListFoundationModels", false), (.sts, "GetCallerIdentity", false),
  ])
  func awsCall_isBilledIfItCallsAModel(service: AWSService, operation: String, isBilled: Bool) {
    #expect(AWSCall(service, operation, method: "POST", path: "/").isBilled == isBilled)
  }

  @Test func awsClient_doesNotSendInvokeModelAgainAfterATimeout() async {
    let bedrock = ScriptedBedrock([.failure(.timeout)])
    let call = AWSCall(.bedrockRuntime, "InvokeModel", method: "POST", path: "/model/m/invoke")
    let found = await failure { try await bedrock.client().send(call) }
    #expect(found?.sentence.hasSuffix(Self.remark) == true)
    #expect(found?.hints == ["ask again, or give it longer with \(option: .timeout)"])
    #expect(bedrock.paths.count == 1)
  }
}
