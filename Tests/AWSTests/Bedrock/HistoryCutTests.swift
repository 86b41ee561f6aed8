import Core
import TestSupport
import Testing

@testable import AWS

/// What is left out of a conversation that is too long for the model.
@Suite struct HistoryCutTests {
  private static let used = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let answer = StubAnswer.bedrock(
    200, #"{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn"}"#)

  private static func refused(_ message: String) -> StubAnswer {
    .bedrock(400, #"{"message":"\#(message)"}"#, type: "ValidationException")
  }

  /// Four turns of about a thousand bytes each, the second with a tool, and a question.
  private static var request: ConverseRequest {
    let text = String(repeating: "x", count: 450)
    func turn(_ name: String) -> [Message] { [.user(name + text), Message(.assistant, [.text(text)])] }
    let call = Message(.assistant, [.toolUse(ToolUse(id: "t", name: "search", input: .object([:])))])
    let result = Message(.user, [.toolResult(ToolResult(toolUseID: "t", text: text))])
    var request = ConverseRequest(
      model: ModelChoice(requested: "sonnet-4.5", used: used),
      messages: turn("a") + [.user("b"), call, result, Message(.assistant, [.text(text)])] + turn("c") + turn("d")
        + [.user("?")])
    request.historyCount = 10
    request.tools = [ToolSpec(name: "search", description: "-", inputSchema: .object(["type": .string("object")]))]
    return request
  }

  private func body(omitting count: Int) -> String {
    var request = Self.request
    request.messages.removeFirst(count)
    request.historyCount -= count
    return String(decoding: request.body(), as: UTF8.self)
  }

  private func warning(_ what: String) -> Log.Event {
    .warning("the conversation \(what)")
  }

  /// A turn is left out as a whole, with its tools. Without numbers it is half of the conversation.
  @Test func historyCut_leavesOutTheOldestHalfFirst() async throws {
    let bedrock = ScriptedBedrock([Self.refused("Input is too long for requested model."), Self.answer])
    _ = try await bedrock.runtime().converse(Self.request)
    #expect(bedrock.bodies == [body(omitting: 0), body(omitting: 6)])
    #expect(
      bedrock.recorder.events == [warning("is too long for \(Self.used): asking without its oldest 2 turns")])
  }

  /// The service's numbers say how much is too much.
  @Test(arguments: [(210_000, 2, "turn"), (260_000, 6, "2 turns"), (400_000, 8, "3 turns")])
  func historyCut_isAsLargeAsTheServiceSays(tokens: Int, omitted: Int, turns: String) async throws {
    let words = "The model returned the following errors: prompt is too long: \(tokens) tokens > 200000 maximum"
    let bedrock = ScriptedBedrock([Self.refused(words), Self.answer])
    _ = try await bedrock.runtime().converse(Self.request)
    #expect(bedrock.bodies == [body(omitting: 0), body(omitting: omitted)])
    #expect(
      bedrock.recorder.events == [warning("is too long for \(Self.used): asking without its oldest \(turns)")])
  }

  /// The bytes of a file say nothing of its tokens, so they do not count.
  @Test(arguments: ["200100", "201000"]) func historyCut_leavesFilesOutOfTheMeasure(tokens: String) async throws {
    let words = "prompt is too long: \(tokens) tokens > 200000 maximum"
    let pdf = FileBlock(
      file: "a.pdf", size: 4_000_000, content: .document(.pdf, name: "a", [UInt8](repeating: 0x20, count: 4_000_000)))
    var request = Self.request
    // Turns of 60,000 bytes, which are 15,000 tokens.
    for index in [0, 6, 8] { request.messages[index].content.append(.text(String(repeating: "x", count: 60_000))) }
    request.messages[10].content.insert(.attachment(pdf), at: 0)
    var changes: [RequestChange] = []
    let bedrock = ScriptedBedrock([Self.refused(words), Self.answer])
    _ = try await bedrock.runtime().converse(request, changes: &changes)
    #expect(changes == [.noOldTurns(messages: 2)])
  }

  /// What is still too long is asked without the conversation, then given up.
  @Test func historyCut_leavesOutAllTheSecondTime() async throws {
    let words = "Input is too long for requested model."
    let bedrock = ScriptedBedrock([Self.refused(words), Self.refused(words), Self.answer])
    var changes: [RequestChange] = []
    _ = try await bedrock.runtime().converse(Self.request, changes: &changes)
    #expect(bedrock.bodies == [body(omitting: 0), body(omitting: 6), body(omitting: 10)])
    #expect(changes == [.noOldTurns(messages: 6), .noHistory])
    #expect(
      bedrock.recorder.events == [
        warning("is too long for \(Self.used): asking without its oldest 2 turns"),
        warning("so far is too long for \(Self.used): asking without it"),
      ])
    let never = ScriptedBedrock(Array(repeating: Self.refused(words), count: 3))
    let found = await failure { _ = try await never.runtime().converse(Self.request) }
    #expect(found?.sentence == "question, conversation and stories together are too long for sonnet-4.5")
    #expect(never.paths.count == 3)
  }

  /// More than all the conversation is too much: all of it is left out at once.
  @Test func historyCut_leavesOutAllWhereLessIsNotEnough() async throws {
    let words = "prompt is too long: 9000000 tokens > 200000 maximum"
    let bedrock = ScriptedBedrock([Self.refused(words), Self.answer])
    _ = try await bedrock.runtime().converse(Self.request)
    #expect(bedrock.bodies == [body(omitting: 0), body(omitting: 10)])
  }
}
