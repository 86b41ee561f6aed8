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
    var replayed = ConverseRequest(model: model, messages: Self.strange)
    replayed.historyCount = 6
    replayed.storyForm = .searchResults
    replayed.maxTokens = 100
    replayed.tools = full.tools
    return ["plain": plain, "full": full, "replayed": replayed, "quoted": quoted, "fenced": fenced]
  }

  /// Stories as search results beside the question and in the result of a tool, and an answer that cites one.
  static var quoted: ConverseRequest {
    let boots = SearchResultBlock(
      source: "1", title: "Boots", content: ["Boots keep you dry.", "id: 1; name: Boots; slug: blog/1"])
    let blank = SearchResultBlock(source: "2", title: " ", content: ["\n"])
    let citation = Citation(
      title: "Boots", source: "1", quotes: ["Boots keep you dry."],
      location: .range(.blocks, index: 0, start: 0, end: 1))
    let call = ToolUse(id: "t-1", name: "search", input: .object(["term": .string("wool")]))
    var request = ConverseRequest(
      model: ModelChoice(requested: "m", used: "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
      messages: [
        Message(.user, [.text("What about boots?"), .found(SearchResults([boots], text: "<s>boots</s>"))]),
        Message(.assistant, [.text("They "), .cited("keep you dry.", [citation]), .toolUse(call)]),
        Message(
          .user,
          [
            .toolResult(
              ToolResult(toolUseID: "t-1", text: "2 found.", found: SearchResults([boots, blank], text: "<s>2</s>")))
          ]),
      ])
    request.storyForm = .searchResults
    request.system = "Cite."
    request.systemOfFencedText = "Mark."
    request.maxTokens = 100
    request.tools = [ToolSpec(name: "search", description: "Finds.", inputSchema: .object(["type": .string("object")]))]
    return request
  }

  /// The same for a model that does not take search results.
  static var fenced: ConverseRequest {
    var request = quoted
    request.storyForm = .fencedText
    return request
  }

  /// What models write, and the API refuses when it is sent back.
  private static var strange: [Message] {
    func use(_ id: String, _ name: String) -> ContentBlock {
      .toolUse(ToolUse(id: id, name: name, input: .object([:])))
    }
    func results(_ first: Int, _ ids: String...) -> Message {
      Message(
        .user, ids.enumerated().map { .toolResult(ToolResult(toolUseID: $1, text: String(first + $0))) })
    }
    let long = String(repeating: "a", count: 65)
    let cited = [
      Citation(
        title: "Boots", source: "https://site.example/1", quotes: ["Boots keep you dry."],
        location: .range(.blocks, index: 0, start: 0, end: 1)),
      Citation(title: "Guide", location: .range(.pages, index: 1, start: 2, end: 3)),
      Citation(location: .web(url: "https://site.example", domain: "site.example")),
    ]
    return [
      .user("One?"),
      Message(
        .assistant,
        [
          .reasoning(.text("unsigned", signature: nil)), .reasoning(.text("unsigned", signature: "")),
          // Citations of an earlier question are its text, and a blank between them stays.
          .cited("Boots", cited), .text(" "), .cited("are dry.", cited), use("", ""),
          use("", "search<|channel|>commentary"), use("functions.search:0", "functions.search"),
          use("functions.search:0", "search"), use(long, long), use("unanswered", "search"),
        ]),
      results(1, "", "", "functions.search:0", "functions.search:0", long),
      Message(
        .assistant, [use("functions.search:0", "search"), use(long, "search"), use("a b\u{301}\u{1F600}", "search")]),
      results(6, "functions.search:0", long, "a b\u{301}\u{1F600}"),
      Message(.assistant, [.reasoning(.text("unsigned", signature: nil)), .text("\n")]),
      .user("Two?"),
      Message(
        .assistant,
        [
          .reasoning(.text("", signature: "c2ln")), .text("See: "), .cited("boots are dry", cited), .cited(" ", cited),
          use("t-9", "search"),
          use("ran", "nova_code_interpreter"), .toolResult(ToolResult(toolUseID: "ran", text: "14")),
        ]),
      results(9, "t-9", "never-called"),
    ]
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
      // Input that is not an object is left out, because the API refuses it.
      let expected = message.content.map { block -> ContentBlock in
        if case .toolUse(var use) = block, case .string = use.input {
          use.input = .object([:])
          return .toolUse(use)
        }
        return block
      }
      #expect(read.content == expected)
    }
  }

  /// Without tools the API takes neither calls nor results.
  @Test func converseRequest_sendsNoCallsWithoutTools() throws {
    var request = try #require(Self.requests()["full"])
    request.tools = []
    request.system = ""
    request.temperature = nil
    request.additionalFields = nil
    request.messages[1].content.removeFirst(2)
    request.messages[2].content.removeLast()
    #expect(
      String(decoding: request.body(), as: UTF8.self)
        == #"{"messages":[{"role":"user","content":[{"text":"How many?"}]},"#
        + #"{"role":"assistant","content":[{"text":"(no answer)"}]},"#
        + #"{"role":"user","content":[{"text":"Wrong input"}]}],"inferenceConfig":{"maxTokens":100}}"#)
  }

  /// Another model's citations are text; its unsigned reasoning stays unless it was refused, an empty signature never.
  @Test(arguments: [false, true]) func converseRequest_sendsUnsignedReasoningToOtherModels(isRefused: Bool) {
    var request = ConverseRequest(
      model: ModelChoice(requested: "m", used: "us.deepseek.r1-v1:0"),
      messages: [
        .user("a"),
        Message(
          .assistant,
          [.reasoning(.text("hm", signature: "")), .cited("b", [Citation(title: "t")]), .text("c")]), .user("d"),
      ])
    request.omitsReasoning = isRefused
    request.maxTokens = 100
    let reasoning = isRefused ? "" : #"{"reasoningContent":{"reasoningText":{"text":"hm"}}},"#
    #expect(
      String(decoding: request.body(), as: UTF8.self)
        == #"{"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"assistant","content":["#
        + reasoning + #"{"text":"bc"}]},{"role":"user","content":[{"text":"d"}]}],"inferenceConfig":{"maxTokens":100}}"#
    )
  }

  /// Earlier messages do not depend on later ones, so that a cached prefix stays valid.
  @Test func converseRequest_keepsEarlierMessagesAsTheyWereSent() throws {
    let whole = try #require(Self.requests()["replayed"])
    let sent = Self.messages(whole)
    for end in [3, 5, 7] {
      var shorter = whole
      shorter.messages = Array(whole.messages.prefix(end))
      #expect(Self.messages(shorter) == Array(sent.prefix(end)))
    }
  }

  private static func messages(_ request: ConverseRequest) -> [JSONValue] {
    (try? JSONDecoder().decode(JSONValue.self, from: Data(request.body())))?["messages"]?.array ?? []
  }

  @Test func converseResponse_readsWhatRequestsMustNotRepeat() throws {
    let body = #"""
      {"output":{"message":{"role":"assistant","content":[{"text":"Employees "},
      {"citationsContent":{"content":[{"text":"get 20"},{"text":" days."}],"citations":[{"title":"policy",
      "sourceContent":[{"text":"20 days"},{"image":{}}],"location":{"documentChar":{"documentIndex":0,"start":0,"end":58}}},
      {"source":"s","location":{"hologram":{"start":1}}}]}},
      {"toolUse":{"toolUseId":"s-1","name":"code","input":{},"type":"server_tool_use"}},
      {"toolResult":{"toolUseId":"s-1","type":"code_result","status":"success","content":[{"json":{"x":1}}]}},
      {"toolUse":{"toolUseId":"s-2","name":"code","input":{}}},{"toolResult":{"toolUseId":"s-2","content":[]}},
      {"toolUse":{"toolUseId":"s-3","name":"code","input":{},"type":"server_tool_use"}},
      {"toolUse":{"name":"search","type":"tool_use"}},
      {"reasoningContent":{"reasoningText":{"signature":"c2ln"}}}]}},"stopReason":"tool_use"}
      """#
    let answer = try JSONDecoder().decode(ConverseResponse.self, from: Data(body.utf8))
    #expect(answer.message.text == "Employees get 20 days.")
    #expect(answer.message.toolUses == [ToolUse(id: "", name: "search", input: .object([:]))])
    #expect(
      answer.message.content == [
        .text("Employees "),
        .cited(
          "get 20 days.",
          [
            Citation(title: "policy", quotes: ["20 days"], location: .range(.characters, index: 0, start: 0, end: 58)),
            Citation(source: "s"),
          ]),
        .toolUse(ToolUse(id: "", name: "search", input: .object([:]))), .reasoning(.text("", signature: "c2ln")),
      ])
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
