import Emulator
import Testing

/// The output of `ask` (contract §8).
struct AskOutputTests {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let answer = """
    Boots are the one thing not to borrow.

    Sources:
    - Choosing hiking boots  https://preview.alpine-trails.example/blog/choosing-hiking-boots

    """

  private func world() throws -> Sandbox {
    try Sandbox {
      $0.script = [
        .toolUse("search", ["term": "hiking boots", "content_type": "article"]),
        .text("Boots are the one thing not to borrow [story:300111]."),
      ]
    }
  }

  @Test(arguments: [[], ["--no-stream"]]) func ask_printsTextInAPipe(_ words: [String]) throws {
    let sandbox = try world()
    let run = try sandbox.sva(["ask", "who", "writes?"] + words)
    #expect(run.status == 0)
    // The resolution of the built-in default is not announced.
    #expect(run.stderr == "")
    #expect(run.stdout == Self.answer)
    #expect(sandbox.conversations.count == 1)
  }

  @Test func ask_printsTextOnATerminal() throws {
    let sandbox = try world()
    let run = try sandbox.sva(["ask", "-m", Self.model, "who", "writes?"], streams: .terminal(columns: 80))
    #expect(run.status == 0)
    let screen = TerminalScreen(run.out)
    #expect(screen.text + "\n" == Self.answer)
    #expect(screen.hasColour && screen.strange.isEmpty)
  }

  @Test func ask_printsOneDocument() throws {
    let sandbox = try world()
    let run = try sandbox.sva(["ask", "--json", "who", "writes?"])
    #expect(run.status == 0)
    // The resolution of the built-in default is not announced.
    #expect(run.stderr == "")
    let document = try #require(run.document)
    #expect(
      document.keys == [
        "status", "action", "response", "raw_response", "results", "analysis", "clarify", "sources", "data",
        "transcript", "speech", "conversation_id", "model", "stop_reason", "guardrail", "usage", "cost_usd",
        "voice_cost_usd",
      ])
    #expect(document["action"] == "search")
    #expect(document["response"] == "Boots are the one thing not to borrow.")
    #expect(document["raw_response"] == "Boots are the one thing not to borrow [story:300111].")
    let results = try #require(document["results"])
    #expect(results.keys.prefix(2) == ["stories", "total"])
    #expect(
      results["stories"]?[0]?.keys == [
        "story_id", "uuid", "name", "slug", "content_type", "state", "tags", "is_startpage", "body", "score",
        "excerpts",
        "created_at", "updated_at", "published_at", "url", "editor_url",
      ])
    #expect(document["analysis"] == JSON.null && document["clarify"] == JSON.null)
    #expect(
      document["sources"] == [
        [
          "story_id": 300_111, "name": "Choosing hiking boots", "slug": "blog/choosing-hiking-boots",
          "url": "https://preview.alpine-trails.example/blog/choosing-hiking-boots", "quotes": [],
        ]
      ])
    #expect(document["model"] == ["requested": "anthropic.claude-sonnet-4-5-v1:0", "used": .string(Self.model)])
    #expect(document["stop_reason"] == "end_turn")
    #expect(
      document["usage"]?.keys == [
        "input_tokens", "output_tokens", "cache_read_input_tokens", "cache_write_input_tokens", "requests",
      ])
    #expect(document["usage"]?["requests"] == 2)
    #expect((document["cost_usd"]?.double ?? 0) > 0)
    let id = try #require(document["conversation_id"]?.string)
    #expect(sandbox.conversations == [sandbox.home + "/.local/state/sva/conversations/\(id).jsonl"])
  }

  /// The request is printed and not sent.
  @Test func ask_dryRunPrintsTheRequest() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["ask", "--dry-run", "--max-tokens", "7", "who", "writes?"])
    #expect(run.status == 0)
    let document = try #require(run.document)
    #expect(document["operation"] == "ConverseStream")
    #expect(document["body"]?["inferenceConfig"] == ["maxTokens": 7])
    #expect(document["body"]?["messages"] == [["role": "user", "content": [["text": "who writes?"]]]])
    #expect(sandbox.emulator.requestCount == 0)
    #expect(sandbox.conversations.isEmpty)
  }

  /// The name that a real run would use, or that it would be looked up.
  @Test func ask_dryRunSaysThatTheModelWouldBeLookedUp() throws {
    let sandbox = try Sandbox()
    let words = ["ask", "--dry-run", "--no-search", "hello", "--model"]
    let known = try sandbox.sva(words + ["claude-haiku-4-5"])
    #expect(known.document?["model"]?["used"] == "us.anthropic.claude-haiku-4-5-20251001-v1:0", "\(known.stdout)")
    #expect(known.stderr == "")
    let family = try sandbox.sva(words + ["sonnet"])
    #expect(family.stdout.contains(#""model":{"requested":"sonnet","used":null}"#), "\(family.stdout)")
    #expect(family.stderr == "sva: the model sonnet would be looked up in us-east-1\n")
  }

  /// A link that the model invented is no source.
  @Test func ask_sourcesAreOnlyWhatWasFound() throws {
    let sandbox = try Sandbox { $0.script = [.text("It stands in Home [story:300101].")] }
    let run = try sandbox.sva(["ask", "-q", "where?"])
    #expect(run.status == 0)
    #expect(!run.stdout.contains("Sources:"))
    #expect(!run.stdout.contains("300101"))
  }

  /// Received text stays, and the exit status reports the failure.
  @Test func ask_keepsWhatArrivedBeforeACut() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("The first half and the second half."), .text("The first half and the second half.")]
      $0.faults = [
        Fault(.exception(name: "modelStreamErrorException", message: "oops", afterEvents: 3), on: "Converse")
      ]
    }
    let words = ["ask", "--no-search", "--max-attempts", "1", "-m", Self.model, "hello"]
    let text = try sandbox.sva(words)
    #expect(text.status == 9, "\(text.stderr)")
    #expect(!text.stdout.isEmpty && "The first half and the second half.\n".hasPrefix(text.stdout.dropLast()))
    let json = try sandbox.sva(words + ["--json"])
    #expect(json.status == 9)
    let partial = try #require(json.document?["partial_response"]?.string)
    #expect(!partial.isEmpty && "The first half and the second half.".hasPrefix(partial))
    #expect(sandbox.conversations.isEmpty)
  }

  /// "How many articles are there?" needs no term, and the number is Storyblok's own.
  @Test(arguments: ["example-personal-token-0123456789-abcdefgh", "ExamplePreviewToken00ptt"])
  func ask_countsByConditionsExactly(token: String) throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("analyze", ["description": "articles", "content_type": "article"]), .text("As many as there are."),
        .toolUse("analyze", ["description": "about boots", "term": "boots"]), .text("Some."),
      ]
    }
    let variables = ["STORYBLOK_TOKEN": token]
    let list = try sandbox.sva(["search", "--content-type", "article", "--all", "--json"], with: variables)
    let total = try #require(list.document?["total"]?.int)
    let words = ["ask", "--json", "-m", Self.model]
    let count = try #require(try sandbox.sva(words + ["how many articles?"], with: variables).document)
    #expect(count["action"] == "analyze")
    #expect(count["analysis"]?["count"]?.int == total)
    #expect(count["analysis"]?["count_is_exact"] == true)
    #expect(count["analysis"]?["search_term"] == .null)
    #expect(count["analysis"]?["content_type"] == "article")
    let near = try #require(try sandbox.sva(words + ["how many about boots?"], with: variables).document)
    #expect(near["analysis"]?["count_is_exact"] == false)
    #expect(near["analysis"]?["search_term"] == "boots")
  }

  /// The failures of Storyblok that the model hears of, and the run's exit status where no search succeeded.
  static let unreadable: [(fault: Fault.Kind, status: Int32, code: String)] = [
    (.error(status: 500, code: "", message: "oops"), 9, "service_error"),
    (.error(status: 429, code: "", message: "Rate limit"), 7, "throttled"),
    (.error(status: 422, code: "", message: "no such parameter"), 10, "validation"),
  ]

  /// The polite answer stays on standard output, the exit status tells that the space was not read, and nothing is
  /// kept.
  @Test(arguments: unreadable)
  func ask_failsWhereTheSpaceCouldNotBeRead(fault: Fault.Kind, status: Int32, code: String) throws {
    let sandbox = try Sandbox {
      $0.script = Array(repeating: [.toolUse("search", ["term": "boots"]), .text("I could not look it up.")], count: 2)
        .flatMap(\.self)
      $0.faults = [Fault(fault, on: "/strata/"), Fault(fault, on: "/stories")]
    }
    let words = ["ask", "-m", Self.model, "--max-attempts", "1", "what about boots?"]
    let text = try sandbox.sva(words)
    #expect(text.status == status, "\(text.stderr)")
    #expect(text.stdout == "I could not look it up.\n")
    #expect(text.stderr.contains("sva: ") && text.stderr.contains("hint: "))
    let json = try sandbox.sva(words + ["--json"])
    #expect(json.status == status)
    #expect(json.document?["code"]?.string == code)
    #expect(json.document?["partial_response"]?.string == "I could not look it up.")
    #expect(sandbox.conversations.isEmpty)
  }

  @Test func ask_usageIsSaidOnStandardError() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    let run = try sandbox.sva(["ask", "--no-search", "--usage", "-m", Self.model, "hello"])
    #expect(run.stdout == "Yes.\n")
    #expect(run.stderr.hasPrefix("tokens: ") && run.stderr.contains("1 request; about $"))
  }
}
