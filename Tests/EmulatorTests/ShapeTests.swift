import Testing

@testable import Emulator

/// The shapes of answers that recordings of the service show: citations, the service's own tools, guardrail traces,
/// cache details.
struct ShapeTests {
  private static let usage = Usage(
    [
      "system": [
        ["text": .string(String(repeating: "a", count: 8000))], ["cachePoint": ["type": "default", "ttl": "1h"]],
      ]
    ],
    model: Model.all.first { $0.id == "anthropic.claude-sonnet-4-5-20250929-v1:0" } ?? Model.all[0], memory: Memory())

  private func body(_ turn: Turn) throws -> JSON {
    ConverseAnswer(answer: try Answer(turn, seed: "s"), usage: Self.usage).json
  }

  /// The payloads of a stream's events, without padding.
  private func events(_ turn: Turn) throws -> [JSON] {
    var world = BedrockWorld()
    (world.padding, world.unknownEvents, world.deltaLength) = (false, false, 99)
    let stream = ConverseStream(answer: try Answer(turn, seed: "s"), usage: Self.usage, world: world)
    guard case .pieces(let count, let piece) = stream.body else { return [] }
    return (0..<count).compactMap { index in
      let frame = piece(index)
      guard let start = frame.firstIndex(of: UInt8(ascii: "{")) else { return nil }
      return JSON(parsing: Array(frame[start..<(frame.count - 4)]))
    }
  }

  @Test func shape_ofCitations() throws {
    let citation: JSON = ["title": "policy", "sourceContent": [["text": "q"]]]
    let turn = Turn.cited("ask", [citation])
    #expect(
      try body(turn)["output"]?["message"]?["content"] == [
        ["citationsContent": ["citations": [citation], "content": [["text": "ask"]]]]
      ])
    #expect(
      try events(turn)[1...3] == [
        ["contentBlockIndex": 0, "delta": ["citation": citation]], ["contentBlockIndex": 0, "delta": ["text": "ask"]],
        ["contentBlockIndex": 0],
      ])
  }

  @Test func shape_ofCallsThatTheServiceRuns() throws {
    let turn = Turn.serviceCall("code", input: ["a": 1], result: ["stdOut": "14"])
    let id = Answer.id("s", "code")
    #expect(
      try body(turn)["output"]?["message"]?["content"] == [
        ["toolUse": ["toolUseId": .string(id), "name": "code", "input": ["a": 1], "type": "server_tool_use"]],
        [
          "toolResult": [
            "content": [["json": ["stdOut": "14"]]], "status": "success", "toolUseId": .string(id),
            "type": "code_result",
          ]
        ],
      ])
    #expect(try body(turn)["stopReason"] == "end_turn")
    let events = try events(turn)
    #expect(events[1]["start"]?["toolUse"]?["type"] == "server_tool_use")
    #expect(
      events[4]["start"]?["toolResult"] == ["toolUseId": .string(id), "type": "code_result", "status": "success"])
    #expect(events[5]["delta"] == ["toolResult": [["json": ["stdOut": "14"]]]])
  }

  @Test func shape_ofAGuardrailTrace() throws {
    let turn = Turn.guarded("{ADDRESS}", original: "Rome")
    for trace in [try body(turn)["trace"], try events(turn).last?["trace"]] {
      #expect(trace?["guardrail"]?["modelOutput"] == ["Rome"])
      #expect(
        trace?["guardrail"]?["outputAssessments"]?["gr1"]?[0]?["sensitiveInformationPolicy"]?["piiEntities"]?[0]?[
          "match"]
          == "Rome")
    }
    #expect(try body(turn)["stopReason"] == "guardrail_intervened")
  }

  @Test func shape_ofCacheDetails() throws {
    let usage = try #require(try body(.text("a"))["usage"])
    #expect(usage["cacheDetails"]?[0]?["ttl"] == "1h")
    #expect(usage["cacheDetails"]?[0]?["inputTokens"] == usage["cacheWriteInputTokens"])
    #expect(usage["cacheWriteInputTokenCount"] == usage["cacheWriteInputTokens"])
    #expect(usage["serverToolUsage"] == [:])
  }
}
