import AWS
import Core
import TestSupport
import Testing

/// Requests that are sent once more because of what the service said.
@Suite struct RequestRepairTests {
  private static let used = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private let answer = StubAnswer.bedrock(
    200, #"{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn"}"#)

  private func refused(_ message: String) -> StubAnswer {
    .bedrock(
      400, #"{"message":"The model returned the following errors: \#(message)"}"#, type: "ValidationException")
  }

  /// A question after another one, whose answer holds signed reasoning.
  private var request: ConverseRequest {
    var request = ConverseRequest(
      model: ModelChoice(requested: "sonnet-4.5", used: Self.used),
      messages: [
        .user("First?"),
        Message(.assistant, [.reasoning(.text("hm", signature: "c2ln")), .text("Yes.")]), .user("Second?"),
      ])
    request.historyCount = 2
    request.temperature = 0.3
    request.maxTokens = 8192
    return request
  }

  private func body(_ change: (inout ConverseRequest) -> Void) -> String {
    var changed = request
    change(&changed)
    return String(decoding: changed.body(), as: UTF8.self)
  }

  @Test func requestRepair_leavesTheTemperatureOutWhereThinkingIsEnabled() async throws {
    let bedrock = ScriptedBedrock([
      refused("`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation."), answer,
    ])
    _ = try await bedrock.runtime().converse(request)
    #expect(bedrock.bodies.last == body { $0.temperature = nil })
    #expect(
      bedrock.recorder.events == [.notice("\(Self.used) does not take \(switch: .temperature): asking without it")])
  }

  @Test(arguments: [
    "messages.1.content.0: Invalid `signature` in `thinking` block",
    "messages.1.content.0: Invalid signature in thinking block",
    "messages.1.content.0.thinking.signature: Field required",
    "User messages cannot contain reasoning content. Please remove the reasoning content and try again.",
    "This model doesn't support the reasoningContent.reasoningText.signature field. Remove reasoningContent.reasoningText.signature and try again.",
    "This model doesn't support the reasoningContent content block that you provided. Update the content block and try again.",
    "The encrypted reasoning was created for a different account or model.",
  ]) func requestRepair_asksOnceWithoutRefusedReasoning(message: String) async throws {
    let bedrock = ScriptedBedrock([refused(message), answer])
    _ = try await bedrock.runtime().converse(request)
    #expect(bedrock.bodies == [body { _ in }, body { $0.messages[1] = Message(.assistant, [.text("Yes.")]) }])

    let again = ScriptedBedrock([refused(message), refused(message)])
    let found = await failure { _ = try await again.runtime().converse(request) }
    #expect(found?.code == .validation)
    #expect(found?.sentence == "sonnet-4.5 does not take the reasoning in the conversation")
    #expect(found?.attempts == 1)

    // Without reasoning there is nothing to leave out.
    var plain = request
    plain.messages[1] = Message(.assistant, [.text("Yes.")])
    let once = ScriptedBedrock([refused(message)])
    #expect(await failure { _ = try await once.runtime().converse(plain) }?.code == .validation)
    #expect(once.paths.count == 1)
  }

  /// The numbers of the sentence decide; little room is used only if there is no history to leave out.
  @Test(arguments: [(196_000, 4000, true), (199_800, 8192, false), (200_000, 8192, false), (200_500, 8192, false)])
  func requestRepair_fitsTheAnswerIntoTheContext(input: Int, tokens: Int, keepsHistory: Bool) async throws {
    let message =
      "input length and `max_tokens` exceed context limit: \(input) + 8192 > 200000, decrease input length or `max_tokens` and try again"
    let bedrock = ScriptedBedrock([refused(message), answer])
    _ = try await bedrock.runtime().converse(request)
    let expected = body {
      $0.maxTokens = tokens
      if !keepsHistory { $0.messages.removeFirst(2) }
    }
    #expect(bedrock.bodies.last == expected)
    #expect(
      bedrock.recorder.events == [
        keepsHistory
          ? .notice("\(Self.used) has room for \(tokens) more tokens: asking for that many")
          : .warning("the conversation so far is too long for \(Self.used): asking without it")
      ])
  }

  @Test func requestRepair_usesLittleRoomWithoutAHistory() async throws {
    let message = "input length and `max_tokens` exceed context limit: 199800 + 8192 > 200000, decrease input length"
    var only = request
    only.historyCount = 0
    let bedrock = ScriptedBedrock([refused(message), answer])
    _ = try await bedrock.runtime().converse(only)
    #expect(bedrock.bodies.last == body { $0.maxTokens = 200 })
    let full = ScriptedBedrock([refused(message.replacing("199800", with: "200000"))])
    let found = await failure { _ = try await full.runtime().converse(only) }
    #expect(found?.code == .validation)
    #expect(
      found?.sentence == "question, conversation and stories leave sonnet-4.5 no room for that long an answer")
    #expect(full.paths.count == 1)
  }

  @Test(arguments: [
    "Input is too long for requested model.", "prompt is too long: 210000 tokens > 200000 maximum",
    "Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.",
  ]) func requestRepair_leavesOutATooLongHistory(message: String) async throws {
    let bedrock = ScriptedBedrock([refused(message), answer])
    _ = try await bedrock.runtime().converse(request)
    #expect(bedrock.bodies.last == body { $0.messages.removeFirst(2) })
    #expect(
      bedrock.recorder.events == [
        .warning("the conversation so far is too long for \(Self.used): asking without it")
      ])

    let again = ScriptedBedrock([refused(message), refused(message)])
    let found = await failure { _ = try await again.runtime().converse(request) }
    #expect(found?.sentence == "question, conversation and stories together are too long for sonnet-4.5")
    #expect(found?.attempts == 1)
    #expect(again.paths.count == 2)
  }

  /// Each kind once, each as a call of its own; the last refusal is the failure.
  @Test func requestRepair_changesEachKindOnce() async {
    let temperature = "`temperature` is deprecated for this model."
    let limit = "The maximum tokens you requested exceeds the model limit of"
    let bedrock = ScriptedBedrock([
      refused(temperature), refused("\(limit) 4096."), refused("prompt is too long: 9 tokens > 8 maximum"),
      refused("\(limit) 2048."),
    ])
    let found = await failure { _ = try await bedrock.runtime().converse(request) }
    #expect(found?.sentence == "sonnet-4.5 does not write that many tokens")
    #expect(found?.attempts == 1)
    #expect(
      bedrock.bodies.last
        == body {
          $0.temperature = nil
          $0.maxTokens = 4096
          $0.messages.removeFirst(2)
        })
  }

  /// Text that was shown is not shown twice.
  @Test func requestRepair_changesNothingAfterText() async {
    let frames =
      Array(Frame.answer(["Hel"]).prefix(2))
      + [Frame.exception("validationException", "prompt is too long: 9 tokens > 8 maximum")]
    let bedrock = ScriptedBedrock([.stream(frames)])
    let found = await failure { _ = try await bedrock.runtime().converseStream(request) { _ throws(Failure) in } }
    #expect(found?.code == .validation)
    #expect(bedrock.paths.count == 1)
  }

  /// The recorder of an exchange, or a proxy, can lose the header with the code.
  @Test func awsErrorTable_readsARefusalWithoutCode() async {
    let message = "This model doesn't support the video content block that you provided."
    let bedrock = ScriptedBedrock([.bedrock(400, #"{"message":"\#(message)"}"#)])
    let found = await failure { _ = try await bedrock.runtime().converse(request) }
    #expect(found?.code == .validation)
    #expect(found?.awsCode == nil)
    #expect(found?.sentence == "Bedrock refused the request as malformed: \(message)")
  }
}
