import AWS
import Core
import Foundation
import TestSupport
import Testing

/// Compares request bodies with `Fixtures/converse-offers.json`, which botocore has validated against its service model
/// (`Scripts/validate_requests.py`). `SVA_RECORD=1` writes it.
@Suite struct BedrockOfferTests {
  @Test func converseRequest_equalsTheValidatedOffers() throws {
    let model = ModelChoice(requested: "m", used: "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    let made = try Self.offers(model).mapValues { try JSONDecoder().decode(JSONValue.self, from: Data($0.body())) }
    let file = Fixture("converse-offers.json")
    if ProcessInfo.processInfo.environment["SVA_RECORD"] == "1" {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(made).write(to: URL(filePath: file.path))
    }
    #expect(made == (try file.json(as: [String: JSONValue].self)))
  }

  /// Requests with what Bedrock offers: guardrail, effort, tier, metadata, schema, files and images.
  private static func offers(_ model: ModelChoice) -> [String: ConverseRequest] {
    var guarded = ConverseRequest(model: model, messages: [.user("Hi")])
    guarded.guardrail = Guardrail(id: "a1b2c3d4e5f6", version: "1")
    guarded.serviceTier = .flex
    guarded.effort = .high
    guarded.metadata = [RequestMetadata("team=web site"), RequestMetadata("run=")].compactMap { $0 }
    var typed = ConverseRequest(model: model, messages: [.user("How many?")])
    let text = #"{"$schema":"x","type":"object","properties":{"count":{"type":"integer"}},"required":["count"]}"#
    typed.schema = (try? JSONSchema(Array(text.utf8))).map { AnswerSchema($0) }
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
    var attached = ConverseRequest(
      model: model,
      messages: [
        Message(
          .user,
          [
            .attachment(FileBlock(file: "a.png", size: 4, content: .image(.png, png))),
            .attachment(FileBlock(file: "r.pdf", size: 5, content: .document(.pdf, name: "r", Array("%PDF-".utf8)))),
            .attachment(FileBlock(file: "t.csv", size: 3, content: .text("a,b"))), .text("What is this?"),
          ]),
        Message(
          .assistant, [.toolUse(ToolUse(id: "t-1", name: "look_at_image", input: .object(["story_id": .integer(1)])))]),
        Message(.user, [.toolResult(looked)]),
      ])
    attached.tools = [
      ToolSpec(name: "look_at_image", description: "Looks.", inputSchema: .object(["type": .string("object")]))
    ]
    return ["guarded": guarded, "typed": typed, "attached": attached]
  }

  private static var looked: ToolResult {
    var result = ToolResult(toolUseID: "t-1", text: "Image 1 of 1.")
    result.images = [FileBlock(file: "b.jpg", size: 3, content: .image(.jpeg, [0xFF, 0xD8, 0xFF]))]
    return result
  }
}
