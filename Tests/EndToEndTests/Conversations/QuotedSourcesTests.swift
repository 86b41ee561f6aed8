import Emulator
import Testing

/// Stories as search results, citations as sources, and what a conversation costs (contract §8).
struct QuotedSourcesTests {
  private static let tokens = [StoryblokToken.personal.value, StoryblokToken.preview.value]
  private static let id = "anthropic.claude-sonnet-4-5-20250929-v1:0"

  private func models(_ sandbox: Sandbox) -> [JSON] {
    sandbox.emulator.requests.filter { $0.operation.hasPrefix("Converse") }.compactMap(\.json)
  }

  private static func citation(_ source: String, _ quote: String, index: Int = 0) -> JSON {
    [
      "title": "t", "source": .string(source), "sourceContent": [["text": .string(quote)]],
      "location": ["searchResultLocation": ["searchResultIndex": .int(index), "start": 0, "end": 1]],
    ]
  }

  /// In order of first use, each once, and only stories that a search returned.
  @Test(arguments: tokens, [[], ["--no-stream"]])
  func quotedSources_areWhatTheServiceAttributes(token: String, mode: [String]) throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("search", ["term": "hiking boots"]),
        .parallel([
          .text("So: "), .cited("Navigation", [Self.citation("215835417873378", "Boots", index: 1)]), .text(" and "),
          .cited(
            "boots", [Self.citation("300111", "A."), Self.citation("300111", "A."), Self.citation("300111", "B.")]),
          .cited("!", [Self.citation("99", "C."), Self.citation("215835417873378", "Boots")]),
        ]),
      ]
    }
    let run = try sandbox.sva(
      ["ask", "--json", "-v", "Who writes?"] + mode, with: ["STORYBLOK_TOKEN": token])
    #expect(run.status == 0, "\(run)")
    let document = try #require(run.document)
    #expect(document["response"] == "So: Navigation and boots!")
    #expect(document["sources"]?.array?.map { $0["slug"] } == ["_global/navigation", "blog/choosing-hiking-boots"])
    #expect(document["sources"]?.array?.map { $0["quotes"] } == [["Boots"], ["A.", "B."]])
    #expect(run.stderr.contains("sva: no search returned 99: it is no source\n"))
    let found = models(sandbox)[1]["messages"]?[2]?["content"]?[0]?["toolResult"]?["content"]?.array ?? []
    #expect(found.first?["text"] == "The 2 nearest stories, the best first.")
    #expect(found.dropFirst().map { $0["searchResult"]?["source"] } == ["300111", "215835417873378"])
    let system = models(sandbox)[0]["system"]?[0]?["text"]?.string ?? ""
    #expect(!system.contains("[story:"))
  }

  /// An answer without marks and citations is followed by what the model's search found.
  @Test(arguments: tokens) func quotedSources_areFoundWhereNothingIsMarked(token: String) throws {
    let sandbox = try Sandbox {
      $0.script = [.toolUse("search", ["term": "hiking boots"]), .text("Two of them.")]
    }
    let run = try sandbox.sva(["ask", "Who writes?"], with: ["STORYBLOK_TOKEN": token])
    #expect(
      run.stdout == """
        Two of them.

        Found:
        - Choosing hiking boots  https://preview.alpine-trails.example/blog/choosing-hiking-boots
        - Navigation  https://preview.alpine-trails.example/_global/navigation

        """)
  }

  /// A model that refuses search results is asked once more, with fenced text and marks; later rounds remember it.
  @Test(arguments: [[], ["--no-stream"]]) func quotedSources_areMarksWhereBlocksAreRefused(mode: [String]) throws {
    let (other, asked) = try Sandbox.looking(at: {
      $0.bedrock.change(Self.id) { $0.takesSearchResults = false }
      $0.script = [.toolUse("search", ["term": "refunds"]), .text("Boots [story:300111].")]
    }) {
      try $0.sva(["ask", "-v", "What about hiking boots?"] + mode)
    }
    #expect(asked.status == 0, "\(asked)")
    #expect(asked.stdout.hasPrefix("Boots.\n\nSources:\n- Choosing hiking boots"))
    let notes = asked.stderr.split(separator: "\n").filter { $0.contains("does not take search results") }
    #expect(notes.count == 1)
    let sent = models(other)
    #expect(sent.count == 3)
    #expect(sent.map { $0.text.contains("searchResult") } == [true, false, false])
    #expect(sent.map { $0["system"]?[0]?["text"]?.string?.contains("[story:123]") } == [false, true, true])
    let content = sent[1]["messages"]?[0]?["content"]?.array ?? []
    #expect(content.count == 2 && content[1] == ["text": "What about hiking boots?"])
    #expect(content[0]["text"]?.string?.contains("\nid: 300111; name: Choosing hiking boots; ") == true)
    let last = sent[2]["messages"]?[2]?["content"]?[0]?["toolResult"]?["content"]?.array ?? []
    #expect(last.count == 1 && last[0]["text"]?.string?.contains("Content of the space.") == true)
  }

  // MARK: - Conversations

  /// The bytes of a request's messages up to the `count`th, cache points aside.
  private func prefix(_ request: JSON, _ count: Int) -> String {
    (request["messages"]?.array ?? []).prefix(count).map(\.text).joined()
      .replacing(#",{"cachePoint":{"type":"default"}}"#, with: "")
  }

  /// Later runs begin with the same bytes, read them from the cache, and hold at most half of what was found.
  @Test(arguments: tokens) func conversation_laterRunsShareTheirPrefix(token: String) throws {
    func ask(_ sandbox: Sandbox, _ words: [String]) throws -> JSON {
      let run = try sandbox.sva(
        ["ask", "--json"] + words, with: ["STORYBLOK_TOKEN": token, "MAX_CONVERSATION_HISTORY": "40"])
      #expect(run.status == 0, "\(run)")
      return try #require(run.document)
    }
    let (sandbox, _) = try Sandbox.looking { try ask($0, ["What about hiking boots?"]) }
    var usages: [JSON] = []
    for question in ["What about refunds?", "What about winter gear?", "What about huts?"] {
      usages.append(try ask(sandbox, ["-c", question])["usage"] ?? [:])
    }
    let sent = models(sandbox)
    #expect(sent.count == 7)
    // The first request of each run begins with all of the one before, up to its question.
    for (earlier, later) in [(1, 3), (3, 5)] {
      let count = sent[earlier]["messages"]?.array?.count ?? 0
      #expect(prefix(sent[earlier], count) == prefix(sent[later], count))
    }
    // What the model was shown in full is kept in half.
    let shown = sent[2]["messages"]?[4]?["content"]?[0]?["toolResult"]
    let kept = sent[3]["messages"]?[4]?["content"]?[0]?["toolResult"]
    #expect(kept?["toolUseId"] == shown?["toolUseId"])
    #expect((kept?.text.utf8.count ?? 0) <= (shown?.text.utf8.count ?? 0) / 2)
    // Reads grow with the conversation.
    let reads = usages.map { $0["cache_read_input_tokens"]?.int ?? 0 }
    #expect(reads[0] < reads[1] && reads[1] < reads[2])
    let points = sent.map { $0.text.ranges(of: "cachePoint").count }
    #expect(points.allSatisfy { $0 <= 4 } && points[0] == 2)
  }

  @Test func conversation_usageShowsWhatTheCacheSaved() throws {
    let sandbox = try Sandbox()
    let first = try sandbox.sva(["ask", "--usage", "What about hiking boots?"])
    #expect(first.stderr.contains("; the cache cost $0.00"))
    let second = try sandbox.sva(["ask", "-c", "--usage", "What about refunds?"])
    #expect(second.stderr.contains("; the cache saved about $0.0"))
  }

  /// Only the oldest turns are left out of a conversation that is too long.
  @Test func conversation_leavesOutTheOldestTurnsFirst() throws {
    let words = "The model returned the following errors: prompt is too long: 210000 tokens > 200000 maximum"
    let sandbox = try Sandbox {
      $0.script = Array(repeating: .text(String(repeating: "alpine huts ", count: 400)), count: 5)
      $0.faults = [
        Fault(
          .error(status: 400, code: "ValidationException", message: words), on: ":ConverseStream", after: 4, times: 1)
      ]
    }
    for number in 1...4 {
      let run = try sandbox.sva(["ask", "--no-search"] + (number == 1 ? [] : ["-c"]) + ["question \(number)"])
      #expect(run.status == 0)
    }
    let run = try sandbox.sva(["ask", "--no-search", "-c", "question 5"])
    #expect(run.status == 0, "\(run)")
    #expect(
      run.stderr
        == "sva: warning: the conversation is too long for us.\(Self.id): asking without its oldest turn\n")
    let last = try #require(models(sandbox).last?["messages"]?.array)
    #expect(last.count == 7 && last[0]["content"]?[0]?["text"] == "question 2")
  }
}
