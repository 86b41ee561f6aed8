import Core
import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import AWS

/// Search results in requests, and citations in answers.
@Suite struct SearchResultTests {
  @Test func searchResultBlock_isDecodedAsWritten() throws {
    for message in BedrockRequestTests.quoted.messages {
      var json = JSONWriter()
      message.write(to: &json)
      let read = try JSONDecoder().decode(Message.self, from: Data(json.bytes))
      var again = JSONWriter()
      read.write(to: &again)
      #expect(again.bytes == json.bytes)
    }
  }

  /// Blocks that follow each other are one part of the message, and text stays apart from them.
  @Test func message_joinsSearchResults() throws {
    let block = #"{"searchResult":{"source":"S","title":"T","content":[{"text":"x"}],"citations":{"enabled":true}}}"#
    let text = #"{"role":"user","content":[\#(block),\#(block),{"text":"Q"},{"searchResult":{}}]}"#
    let message = try JSONDecoder().decode(Message.self, from: Data(text.utf8))
    let one = SearchResultBlock(source: "S", title: "T", content: ["x"])
    #expect(
      message.content == [
        .found(SearchResults([one, one])), .text("Q"),
        .found(SearchResults([SearchResultBlock(source: "", title: "", content: [])])),
      ])
    #expect(message.text == "Q")
  }

  /// In fenced text, no block and no citation of one is left.
  @Test func requestMessages_fencedTextHoldsNoBlock() {
    let messages = RequestMessages(BedrockRequestTests.fenced).messages
    #expect(
      messages == [
        Message(.user, [.text("<s>boots</s>"), .text("What about boots?")]),
        Message(
          .assistant,
          [
            .text("They keep you dry."),
            .toolUse(ToolUse(id: "t-1", name: "search", input: .object(["term": .string("wool")]))),
          ]),
        Message(.user, [.toolResult(ToolResult(toolUseID: "t-1", text: "2 found.\n<s>2</s>"))]),
      ])
    #expect(BedrockRequestTests.fenced.prompt == "Mark.")
    #expect(BedrockRequestTests.quoted.prompt == "Cite.")
  }

  /// Numbers of search results hold only where every message of the conversation is sent.
  @Test func requestMessages_citesNothingOfOmittedMessages() {
    var request = BedrockRequestTests.quoted
    request.messages = [.user("a"), Message(.assistant, [.text("b")])] + request.messages
    request.historyCount = 2
    request.omittedMessages = 2
    #expect(RequestMessages(request).messages[1].content.first == .text("They keep you dry."))
    request.omittedMessages = 0
    guard case .cited = RequestMessages(request).messages[3].content[1] else {
      Issue.record("the citation is gone")
      return
    }
  }

  @Test(arguments: [
    ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", StoryForm.searchResults), ("us.amazon.nova-pro-v1:0", .fencedText),
    ("meta.llama3-3-70b-instruct-v1:0", .fencedText), ("abcdef123456", .searchResults),
    ("arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6", .searchResults),
    ("arn:aws:bedrock:us-east-1:111122223333:provisioned-model/a1b2c3d4e5f6", .searchResults),
  ])
  func storyForm_isTextForModelsThatAreNotClaude(model: String, form: StoryForm) {
    #expect(StoryForm(for: ModelChoice(requested: model, used: model)) == form)
  }

  // MARK: - Citations of answers

  private static let frames = [
    Frame.event("messageStart", #"{"role":"assistant"}"#),
    Frame.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"Boots "}}"#),
    Frame.event("contentBlockStop", #"{"contentBlockIndex":0}"#),
    Frame.event(
      "contentBlockDelta",
      #"{"contentBlockIndex":1,"delta":{"citation":{"location":{"searchResultLocation":{"searchResultIndex":0,"start":0,"end":1}},"source":"1","sourceContent":[{"text":"Dry."}],"title":"Boots"}}}"#
    ),
    Frame.event("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"text":"keep you "}}"#),
    Frame.event("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"text":"dry."}}"#),
    // Of a kind that is not known, and after the block has ended.
    Frame.event("contentBlockStop", #"{"contentBlockIndex":1}"#),
    Frame.event(
      "contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"citation":{"source":"2","location":{"new":{}}}}}"#),
    // Without text.
    Frame.event("contentBlockDelta", #"{"contentBlockIndex":2,"delta":{"citation":{"source":"3"}}}"#),
    Frame.event("messageStop", #"{"stopReason":"end_turn"}"#),
  ]

  private static let cited = ContentBlock.cited(
    "keep you dry.",
    [
      Citation(
        title: "Boots", source: "1", quotes: ["Dry."], location: .range(.blocks, index: 0, start: 0, end: 1)),
      Citation(source: "2"),
    ])

  private func stream(_ answer: StubAnswer) async throws(Failure) -> (message: Message, shown: String) {
    let shown = Mutex("")
    let answer = try await ScriptedBedrock([answer]).runtime(attempts: 1).converseStream(BedrockRequestTests.quoted) {
      text throws(Failure) in shown.withLock { $0 += text }
    }
    return (answer.message, shown.withLock { $0 })
  }

  @Test func converseStream_readsCitations() async throws {
    let (message, shown) = try await stream(.stream(Self.frames, slice: 1))
    #expect(message == Message(.assistant, [.text("Boots "), Self.cited]))
    #expect(shown == "Boots keep you dry.")
  }

  /// A stream that is cut at any byte is a failure until the message has ended.
  @Test func converseStream_withCitationsIsWholeOrFails() async {
    let bytes = Self.frames.flatMap { $0 }
    let end = bytes.count
    for count in 0..<end {
      var answer = StubAnswer(body: Array(bytes.prefix(count)))
      answer.slice = 64
      let cut = answer
      let found = await failure { _ = try await stream(cut) }
      #expect(found?.code == .badResponse, "cut at \(count)")
    }
  }

  @Test func converse_readsCitations() async throws {
    let body =
      #"{"output":{"message":{"role":"assistant","content":[{"text":"Boots "},{"citationsContent":{"content":[{"text":"keep you "},{"text":"dry."}],"citations":[{"title":"Boots","source":"1","sourceContent":[{"text":"Dry."}],"location":{"searchResultLocation":{"searchResultIndex":0,"start":0,"end":1}}},{"source":"2","location":{"new":{}}}]}}]}},"stopReason":"end_turn"}"#
    let answer = try await ScriptedBedrock([.bedrock(200, body)]).runtime().converse(BedrockRequestTests.quoted)
    #expect(answer.message == Message(.assistant, [.text("Boots "), Self.cited]))
  }

  /// A citation that is no object costs neither the answer nor the other citations.
  @Test(arguments: [#""str""#, "[]", "null", "5"]) func citation_thatIsNoObjectIsLeftOut(value: String) async throws {
    var frames = Self.frames
    frames.insert(
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"citation":\#(value)}}"#), at: 4)
    frames.append(Frame.event("metadata", #"{"usage":\#(value)}"#))
    #expect(try await stream(.stream(frames)).message == Message(.assistant, [.text("Boots "), Self.cited]))
    for citations in [#"[\#(value),{"source":"2"}]"#, value] {
      let body =
        #"{"output":{"message":{"role":"assistant","content":[{"citationsContent":{"content":[{"text":"Dry."}],"citations":\#(citations)}}]}},"stopReason":"end_turn","usage":\#(value)}"#
      let answer = try await ScriptedBedrock([.bedrock(200, body)]).runtime().converse(BedrockRequestTests.quoted)
      let known = citations == value ? [] : [Citation(source: "2")]
      #expect(answer.message == Message(.assistant, [.cited("Dry.", known)]))
    }
  }

  /// The service refuses a citation without a place, and a model that takes no search results any citation.
  @Test func requestMessages_sendsOnlyCitationsWithAPlace() {
    var request = BedrockRequestTests.quoted
    let page = Citation(title: "Guide", location: .range(.pages, index: 0, start: 1, end: 2))
    request.messages[1].content = [
      .cited("Dry ", [Citation(source: "2"), page, Citation()]),
      .cited("and warm.", [Citation(), Citation(title: "T")]),
    ]
    #expect(RequestMessages(request).messages[1].content == [.cited("Dry ", [page]), .text("and warm.")])
    request.storyForm = .fencedText
    #expect(RequestMessages(request).messages[1].content == [.text("Dry and warm.")])
  }

  // MARK: - Refusals

  private static func refused(_ message: String) -> StubAnswer {
    .bedrock(400, #"{"message":"\#(message)"}"#, type: "ValidationException")
  }

  private static let answer = StubAnswer.bedrock(
    200, #"{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn"}"#)

  /// No wording is recorded; these are like those of other refusals.
  @Test(arguments: [
    "This model doesn't support the searchResult content block that you provided. Update the content block and try again.",
    "The model returned the following errors: messages.0.content.0: Input tag 'search_result' found using 'type' does not match any of the expected tags: 'document', 'image', 'text'",
    "The model returned the following errors: citations: Citations are not supported by this model",
    "This model doesn't support the content block that you provided.", "Unsupported content type in the message.",
    "The model returned the following errors: Search Results are not available.",
  ])
  func requestRepair_sendsStoriesAsTextWhereBlocksAreRefused_unrecorded(message: String) async throws {
    let bedrock = ScriptedBedrock([Self.refused(message), Self.answer])
    var changes: [RequestChange] = []
    _ = try await bedrock.runtime().converse(BedrockRequestTests.quoted, changes: &changes)
    #expect(
      bedrock.bodies
        == [BedrockRequestTests.quoted, BedrockRequestTests.fenced].map {
          String(decoding: $0.body(), as: UTF8.self)
        })
    #expect(changes == [.noSearchResults])
    #expect(
      bedrock.recorder.events == [
        .note("\(BedrockRequestTests.quoted.model.used) does not take search results: asking with the stories as text")
      ])
    // Once only, and not without such blocks.
    let again = ScriptedBedrock([Self.refused(message), Self.refused(message)])
    #expect(await failure { _ = try await again.runtime().converse(BedrockRequestTests.quoted) }?.code == .validation)
    #expect(again.paths.count == 2)
    let plain = ScriptedBedrock([Self.refused(message)])
    #expect(await failure { _ = try await plain.runtime().converse(BedrockRequestTests.fenced) }?.code == .validation)
    #expect(plain.paths.count == 1)
  }

  /// Words that no row knows are a reason to try the other form once, because they may name only the place.
  @Test(arguments: [
    "Malformed input request: #/messages/0/content/1: extraneous key [x] is not permitted, please reformat your input",
    "Unknown union member", "The model does not support source attribution.",
  ])
  func requestRepair_sendsStoriesAsTextWhereARequestIsMalformed_unrecorded(message: String) async throws {
    let bedrock = ScriptedBedrock([Self.refused(message), Self.answer])
    var changes: [RequestChange] = []
    _ = try await bedrock.runtime().converse(BedrockRequestTests.quoted, changes: &changes)
    #expect(bedrock.bodies.last == String(decoding: BedrockRequestTests.fenced.body(), as: UTF8.self))
    #expect(changes == [.noSearchResults])
    #expect(
      bedrock.recorder.events == [
        .note(
          "\(BedrockRequestTests.quoted.model.used) refused the request: asking once more, with the stories as text")
      ])
    // The second refusal is the failure, and without blocks so is the first.
    let again = ScriptedBedrock([Self.refused(message), Self.refused("The temperature is wrong.")])
    let found = await failure { _ = try await again.runtime().converse(BedrockRequestTests.quoted) }
    #expect(found?.sentence == "Bedrock refused the request as malformed: The temperature is wrong.")
    let plain = ScriptedBedrock([Self.refused(message)])
    #expect(await failure { _ = try await plain.runtime().converse(BedrockRequestTests.fenced) }?.code == .validation)
    #expect(plain.paths.count == 1)
  }

  /// Refusals of other kinds of content are not repaired by that.
  @Test(arguments: [
    "This model doesn't support the image content block that you provided. Update the content block and try again.",
    "This model doesn't support the document content block that you provided.",
    "messages: roles must alternate between user and assistant", "This model doesn't support tool use.",
    "duplicate document names",
  ])
  func requestRepair_leavesStoriesWhereSomethingElseIsRefused(message: String) async {
    let bedrock = ScriptedBedrock([Self.refused(message)])
    #expect(await failure { _ = try await bedrock.runtime().converse(BedrockRequestTests.quoted) }?.code == .validation)
    #expect(bedrock.paths.count == 1)
  }
}
