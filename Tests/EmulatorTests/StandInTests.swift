import Emulator
import Testing

@testable import Emulator

@Suite struct StandInTests {
  static func tool(_ name: String, _ properties: String, required: String = "") -> String {
    #"{"toolSpec":{"name":"\#(name)","inputSchema":{"json":{"type":"object","properties":{\#(properties)},"#
      + #""required":[\#(required)]}}}}"#
  }
  static let tools = [
    tool(
      "search", #""term":{"type":"string"},"limit":{"type":"integer"},"content_type":{"type":"string"}"#,
      required: #""term""#),
    tool(
      "analyze", #""search_term":{"type":"string"},"description":{"type":"string"}"#,
      required: #""search_term","description""#),
    tool("list_analyzed", #""limit":{"type":"integer"}"#),
    tool("refine", #""term":{"type":"string"}"#, required: #""term""#),
    tool(
      "clarify", #""question":{"type":"string"},"field":{"type":"string"},"options":{"type":"array"}"#,
      required: #""question","options""#),
    tool("read_stories", #""ids":{"type":"array","items":{"type":"integer"}}"#, required: #""ids""#),
  ].joined(separator: ",")

  static func answer(_ messages: String, system: String = "", tools: String = tools) throws -> Answer {
    let text =
      #"{"system":[{"text":"\#(system)"}],"toolConfig":{"tools":[\#(tools)]},"messages":[\#(messages)]}"#
    return StandIn(try #require(JSON(text)), seed: "s").answer()
  }

  static func calls(_ answer: Answer) -> [String] {
    answer.blocks.compactMap {
      if case .toolUse(_, let name, let input) = $0 { "\(name) \(input)" } else { nil }
    }
  }

  static func text(_ answer: Answer) -> String {
    answer.blocks.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
  }

  static func user(_ text: String) -> String { #"{"role":"user","content":[{"text":"\#(text)"}]}"# }
  static func assistant(_ text: String) -> String { #"{"role":"assistant","content":[{"text":"\#(text)"}]}"# }

  @Test(arguments: [
    ("What should I wear on my feet?", [#"search {"term":"wear feet"}"#]),
    (
      "Find the first 3 articles about boots",
      [#"search {"term":"boots","limit":3,"content_type":"article"}"#]
    ),
    (
      "How many stories mention gear?",
      [#"analyze {"search_term":"gear","description":"Number of stories about gear"}"#]
    ),
    ("Which ones?", ["list_analyzed {}"]),
    (
      "Find something",
      [
        #"clarify {"question":"What kind of content are you looking for?","field":"content_type","#
          + #""options":["article","product","faq_item"]}"#
      ]
    ),
    (
      "What about boots and also refunds?", [#"search {"term":"boots"}"#, #"search {"term":"refunds"}"#]
    ),
    ("Hello!", []),
  ]) func emulatorModel_callsTheToolAQuestionAsksFor(_ question: String, _ calls: [String]) throws {
    let answer = try Self.answer(Self.user(question))
    #expect(Self.calls(answer) == calls)
    #expect(answer.stopReason == (calls.isEmpty ? "end_turn" : "tool_use"))
  }

  @Test func emulatorModel_refinesOnlyWhatWasSaidBefore() throws {
    let later = Self.user("hi") + "," + Self.assistant("hello") + "," + Self.user("Only those about winter")
    #expect(try Self.calls(Self.answer(later)) == [#"refine {"term":"winter"}"#])
    #expect(
      try Self.calls(Self.answer(Self.user("Only those about winter"))) == [#"search {"term":"winter"}"#])
  }

  static func result(_ text: String, _ question: String, tool: String = "search") -> String {
    let quoted = JSON.string(text).text
    return user(question)
      + #",{"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"\#(tool)","input":{}}}]},"#
      + #"{"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"text":\#(quoted)}]}}]}"#
  }

  @Test(arguments: [
    "id: 7; name: Choosing boots; slug: blog/boots; tags: a, b\ntext: x\n\nid: 8; name: Trail Runner; slug: p\n",
    "id: 7\nname: Choosing boots\nslug: blog/boots\n\nid: 8\nname: Trail Runner\nslug: products/tr\n",
    "[7] Choosing boots (blog/boots)\n[8] Trail Runner (products/tr)",
    #"{"stories":[{"story_id":7,"name":"Choosing boots","slug":"blog/boots"},{"story_id":8,"name":"Trail Runner","slug":"x"}]}"#,
    #"<story id="7" name="Choosing boots" slug="blog/boots">\#n</story><story id="8" name="Trail Runner" slug="b"></story>"#,
    "- #7 Choosing boots — blog/boots\n- #8 Trail Runner — products/tr",
  ]) func emulatorModel_quotesTheStoriesAToolReturnedWhateverTheForm(_ result: String) throws {
    let plain = try Self.text(Self.answer(Self.result(result, "boots?")))
    #expect(plain.hasPrefix("I found 2 stories about boots: “Choosing boots”, “Trail Runner”."))
    let cited = try Self.text(Self.answer(Self.result(result, "boots?"), system: "Cite like [story:123]."))
    #expect(
      cited.hasPrefix("I found 2 stories about boots: “Choosing boots” [story:7], “Trail Runner” [story:8]."))
  }

  /// The facts beside a name are no passage.
  @Test func emulatorModel_quotesThePassageOfAStory() throws {
    let found =
      "id: 7; name: Refunds; slug: faq/refunds; content_type: faq_item; state: published\ntext: Money comes back."
    let text = try Self.text(Self.answer(Self.result(found, "refunds?")))
    #expect(text.contains("Money comes back"), "\(text)")
    #expect(!text.contains("content_type"), "\(text)")
  }

  @Test func emulatorModel_saysWhenNothingWasFoundAndRepeatsCounts() throws {
    let none = try Self.text(Self.answer(Self.result("No stories matched.", "helicopter rental?")))
    #expect(none == "I found nothing about helicopter rental in this space. No stories matched.")
    let count = try Self.text(
      Self.answer(Self.result("5 stories match.", "How many about gear?", tool: "analyze")))
    #expect(count == "According to the space: 5 stories match.")
  }

  @Test func emulatorModel_readsAStoryInFullOnceItKnowsItsId() throws {
    let found = "id: 7\nname: Choosing boots\nslug: blog/boots"
    #expect(
      try Self.calls(Self.answer(Self.result(found, "Read the boots story in full"))) == [
        #"read_stories {"ids":[7]}"#
      ])
  }
}
