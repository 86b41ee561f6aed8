import AWS
import Core
import Foundation
import TestSupport
import Testing

/// Compares request bodies with `Fixtures/converse-requests.json`, which botocore has validated against its service
/// model (`Scripts/validate_requests.py`).
@Suite struct BedrockRequestTests {
  static func requests() -> [String: ConverseRequest] {
    let model = ModelChoice(requested: "m", used: "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    var plain = ConverseRequest(model: model, messages: [.user("Hello \"you\" \u{1F600}\n")])
    plain.system = "  \n"
    var full = ConverseRequest(
      model: model,
      messages: [
        .user("How many?"),
        Message(
          .assistant,
          [
            .reasoning(.text("thinking", signature: "c2ln")), .reasoning(.redacted("cmVk")), .text(" "),
            .toolUse(ToolUse(id: "t-1", name: "search", input: .object(["term": .string("x"), "limit": .integer(3)]))),
            .toolUse(ToolUse(id: "t-2", name: "search", input: .string("{\"ter"))),
          ]),
        Message(
          .user,
          [
            .toolResult(ToolResult(toolUseID: "t-1", text: " ")),
            .toolResult(ToolResult(toolUseID: "t-2", text: "Wrong input", isError: true)), .cachePoint,
          ]),
      ])
    full.system = "Be kind."
    full.temperature = 0.5
    full.maxTokens = 100
    full.cachesPrefix = true
    full.tools = [
      ToolSpec(
        name: "search", description: "Finds.",
        inputSchema: .object([
          "type": .string("object"), "properties": .object(["term": .object(["type": .string("string")])]),
          "required": .array([.string("term")]),
        ]))
    ]
    full.additionalFields = .object(["top_k": .integer(5)])
    return ["plain": plain, "full": full]
  }

  @Test func converseRequest_equalsTheValidatedBodies() throws {
    let fixture = try JSONDecoder().decode(
      [String: JSONValue].self, from: Data(Fixture("converse-requests.json").bytes()))
    let made = try Self.requests().mapValues { try JSONDecoder().decode(JSONValue.self, from: Data($0.body())) }
    #expect(made == fixture)
  }

  @Test func converseRequest_writesOnlyGivenParameters() throws {
    let request = ConverseRequest(
      model: ModelChoice(requested: "m", used: "m"), messages: [.user("Hi")])
    #expect(
      String(decoding: request.body(), as: UTF8.self)
        == #"{"messages":[{"role":"user","content":[{"text":"Hi"}]}],"inferenceConfig":{"maxTokens":4096}}"#)
  }

  /// Room for models that think, where the model writes that many tokens.
  @Test(arguments: [
    ("us.anthropic.claude-sonnet-5", 16_000), ("anthropic.claude-opus-4-1-20250805-v1:0", 16_000),
    ("amazon.nova-pro-v1:0", 4096), ("abcdef123456", 4096),
  ])
  func converseRequest_leavesRoomForThinking(model: String, tokens: Int) {
    var request = ConverseRequest(model: ModelChoice(requested: model, used: model), messages: [.user("Hi")])
    #expect(String(decoding: request.body(), as: UTF8.self).contains(#""maxTokens":\#(tokens)}"#))
    request.maxTokens = 7
    #expect(String(decoding: request.body(), as: UTF8.self).contains(#""maxTokens":7}"#))
  }

  @Test func message_isDecodedAsWritten() throws {
    let messages = try #require(Self.requests()["full"]).messages
    for message in messages.dropLast() {
      var json = JSONWriter()
      message.write(to: &json)
      let read = try JSONDecoder().decode(Message.self, from: Data(json.bytes))
      // Content that the API refuses is left out: blank text, and input that is not an object.
      let expected = message.content.compactMap { block -> ContentBlock? in
        if case .text(let text) = block, text == " " { return nil }
        if case .toolUse(var use) = block, case .string = use.input {
          use.input = .object([:])
          return .toolUse(use)
        }
        return block
      }
      #expect(read.content == expected)
    }
  }

  @Test func converseResponse_ignoresUnknownMembers() throws {
    let body = #"""
      {"metrics":{"latencyMs":3},"output":{"message":{"role":"assistant","content":[{"hologram":{"x":[1]}},
      {"text":"Hi","future":1},{"toolUse":{"toolUseId":"a","name":"n","input":{"k":[1,2.5,null]},"type":"x"}},
      {"reasoningContent":{"redactedContent":"cmVk"}}]}},"stopReason":"brand_new",
      "usage":{"inputTokens":3,"outputTokens":-4,"cacheReadInputTokens":"many","cacheDetails":[{}]}}
      """#
    let answer = try JSONDecoder().decode(ConverseResponse.self, from: Data(body.utf8))
    #expect(
      answer.message.content == [
        .text("Hi"),
        .toolUse(
          ToolUse(id: "a", name: "n", input: .object(["k": .array([.integer(1), .number(2.5), .null])]))),
        .reasoning(.redacted("cmVk")),
      ])
    #expect(answer.stopReason.rawValue == "brand_new")
    #expect(answer.usage == TokenUsage(input: 3, output: 0))
  }

  @Test func converseRequest_cachesALongPrefix() {
    var request = ConverseRequest(
      model: ModelChoice(requested: "m", used: "us.anthropic.claude-sonnet-4-5-20250929-v1:0"), messages: [])
    // The empty list of tools takes two bytes.
    request.system = String(repeating: "w", count: 1024 * 4 - 3)
    let isShortWorthIt = request.prefixIsWorthCaching
    request.system += "w"
    let isLongWorthIt = request.prefixIsWorthCaching
    #expect(!isShortWorthIt)
    #expect(isLongWorthIt)
    request.model.used = "amazon.nova-pro-v1:0"
    #expect(!request.prefixIsWorthCaching)
  }
}
