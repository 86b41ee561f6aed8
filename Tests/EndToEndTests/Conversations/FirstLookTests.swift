import Emulator
import Testing

/// The first look of a new question (contract §8), with the real binary.
struct FirstLookTests {
  private static let tokens = [StoryblokToken.personal.value, StoryblokToken.preview.value]
  private static let model = "anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let sources = """

    Sources:
    - Choosing hiking boots  https://preview.alpine-trails.example/blog/choosing-hiking-boots
    - Navigation  https://preview.alpine-trails.example/_global/navigation

    """

  private func models(_ sandbox: Sandbox) -> [JSON] {
    sandbox.emulator.requests.filter { $0.operation.hasPrefix("Converse") }.compactMap(\.json)
  }

  private func space(_ sandbox: Sandbox) -> [RecordedRequest] {
    sandbox.emulator.requests.filter { $0.service == .management || $0.service == .delivery }
  }

  private func searches(_ sandbox: Sandbox) -> [String] {
    space(sandbox).filter { $0.target.contains("/strata/") || $0.target.contains("strata") }.compactMap {
      $0.parameter("q")
    }
  }

  /// One round, with sources and their own words, in text and JSON, for both kinds of token.
  @Test(arguments: tokens, [[], ["--no-stream"]])
  func firstLook_answersInOneRound(token: String, mode: [String]) throws {
    let (sandbox, run) = try Sandbox.looking { sandbox in
      try sandbox.sva(["ask", "What about hiking boots?"] + mode, with: ["STORYBLOK_TOKEN": token])
    }
    #expect(run.status == 0, "\(run)")
    #expect(run.stderr == "")
    #expect(
      run.stdout
        == "I found 2 stories about hiking boots: “Choosing hiking boots”, “Navigation”. “Choosing hiking boots” says: "
        + "Choosing hiking boots\n" + Self.sources)
    #expect(models(sandbox).count == 1)
    #expect(searches(sandbox) == ["What about hiking boots?"])
    let content = models(sandbox)[0]["messages"]?[0]?["content"]?.array ?? []
    #expect(content.first == ["text": "What about hiking boots?"])
    #expect(content.dropFirst().map { $0["searchResult"]?["citations"] } == [["enabled": true], ["enabled": true]])
    #expect(content[1]["searchResult"]?["source"] == "300111")
    #expect(content[1]["searchResult"]?["title"] == "Choosing hiking boots")

    let (_, json) = try Sandbox.looking { sandbox in
      try sandbox.sva(["ask", "--json", "What about hiking boots?"] + mode, with: ["STORYBLOK_TOKEN": token])
    }
    let document = try #require(json.document)
    #expect(document["action"] == "search")
    #expect(
      document["results"]?["stories"]?.array?.map { $0["slug"] } == [
        "blog/choosing-hiking-boots", "_global/navigation",
      ])
    #expect(document["sources"]?.array?.map { $0["quotes"] } == [["Choosing hiking boots"], ["Boots"]])
    #expect(document["usage"]?["requests"] == 1)
  }

  @Test func firstLook_isShownByVerbose() throws {
    let (_, run) = try Sandbox.looking { try $0.sva(["ask", "-v", "What about hiking boots?"]) }
    #expect(run.stderr.contains("sva: first look: searching the space for the words of the question\n"))
    #expect(run.stderr.contains("sva: first look: 2 stories go with the question, after "))
  }

  /// Where nothing of it is cited, the run is as if there had been no look.
  @Test func firstLook_thatIsNotCitedLeavesNoTrace() throws {
    let (sandbox, run) = try Sandbox.looking(at: {
      $0.script = [.text("Hello to you."), .text("Hello to you.")]
    }) {
      try $0.sva(["ask", "What about hiking boots?"])
    }
    #expect(run.stdout == "Hello to you.\n")
    let document = try #require(try sandbox.sva(["ask", "--json", "What about hiking boots?"]).document)
    #expect(document["action"] == "chat" && document["results"] == JSON.null && document["sources"] == [])
    #expect(models(sandbox)[0]["messages"]?[0]?["content"]?.array?.count == 3)
  }

  /// Continued, piped, of stop words, without the space, and without a request at all.
  @Test func firstLook_isForTypedWordsOfANewQuestion() throws {
    let sandbox = try Sandbox { $0.script = Array(repeating: .text("Yes."), count: 20) }
    #expect(try sandbox.sva(["ask", "--no-search", "hiking boots?"]).status == 0)
    #expect(try sandbox.sva(["ask", "-c", "hiking boots?"]).status == 0)
    #expect(try sandbox.sva(["ask", "What is this?"]).status == 0)
    #expect(try sandbox.sva(["ask"], input: "a secret of hiking boots").status == 0)
    #expect(try sandbox.sva(["ask", "--dry-run", "hiking boots?"]).status == 0)
    #expect(space(sandbox).isEmpty)
    // The words alone, not what is piped in beside them.
    #expect(try sandbox.sva(["ask", "hiking", "boots?", "-"], input: "a secret").status == 0)
    #expect(searches(sandbox) == ["hiking boots?"])
    let long = String(repeating: "boots ", count: 500)
    #expect(try sandbox.sva(["ask", long]).status == 0)
    #expect(searches(sandbox).last == String(long.prefix(1000)).trimmingBlanks)
  }

  /// A space that hangs or fails neither ends the run nor holds up the question.
  @Test(arguments: [
    Fault.Kind.silent, .reset, .html(status: 500), .delay(milliseconds: 60_000), .throttle(retryAfter: "30"),
    .cut(bytes: 5),
    .error(status: 401, code: "x", message: "x"),
  ])
  func firstLook_thatFailsOrHangsIsLeftOut(fault: Fault.Kind) throws {
    let sandbox = try Sandbox {
      $0.script = [.text("I do not know.")]
      $0.faults = ["mapi:", "cdn:"].map { Fault(fault, on: $0) }
    }
    let run = try sandbox.sva(["ask", "What about hiking boots?"], seconds: 30)
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout == "I do not know.\n")
    #expect(run.stderr == "")
    #expect(models(sandbox)[0]["messages"]?[0]?["content"] == [["text": "What about hiking boots?"]])
    // It was tried.
    #expect(!space(sandbox).isEmpty)
  }

  /// A space that failed for the look is not asked the same again by the model's search.
  @Test func firstLook_thatFailsIsTheFailureOfTheModelsSearch() throws {
    let sandbox = try Sandbox {
      $0.script = [.toolUse("search", ["term": "hiking boots"]), .text("I do not know.")]
      $0.faults = [Fault(.html(status: 500), on: "strata")]
    }
    let run = try sandbox.sva(["ask", "-v", "--max-attempts", "2", "What about hiking boots?"])
    #expect(run.status == 9, "\(run)")
    #expect(run.stderr.contains("sva: first look: its failure is that of the search for hiking boots\n"))
    #expect(searches(sandbox).count == 2)
  }

  /// What arrives late answers the model's own search for the same.
  @Test func firstLook_thatIsLateAnswersTheModelsSearch() throws {
    let sandbox = try Sandbox {
      $0.script = [.toolUse("search", ["term": "hiking boots"]), .text("Dry [story:300111].")]
      $0.faults = [Fault(.delay(milliseconds: 2500), on: "strata")]
    }
    let run = try sandbox.sva(["ask", "-v", "What about hiking boots?"])
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout.hasPrefix("Dry.\n\nSources:\n- Choosing hiking boots"))
    #expect(run.stderr.contains("sva: first look: nothing within 600 ms: the question goes without it\n"))
    #expect(run.stderr.contains("sva: first look: it answers the search for hiking boots\n"))
    #expect(searches(sandbox) == ["What about hiking boots?"])
  }

  /// Without Strata the phrase alone is asked for: no word by word, no notice.
  @Test(arguments: tokens) func firstLook_asksThePhraseAloneWithoutStrata(token: String) throws {
    let sandbox = try Sandbox {
      $0.storyblok.strata = .absent
      $0.script = [.text("Hello.")]
    }
    let run = try sandbox.sva(["ask", "membrane leather membranes"], with: ["STORYBLOK_TOKEN": token])
    #expect(run.status == 0, "\(run)")
    #expect(run.stderr == "")
    let lists = space(sandbox).filter { $0.operation.hasSuffix("stories.list") }
    let terms = lists.compactMap {
      $0.parameter("search_term") ?? $0.parameter("text_search") ?? $0.parameter("search")
    }
    #expect(Set(terms) == ["membrane leather membranes"], "\(lists.map(\.target))")
  }

  /// Where the model's own search fails, the look counts as one that succeeded.
  @Test func firstLook_countsAsASearchThatSucceeded() throws {
    let (_, run) = try Sandbox.looking(at: {
      $0.script = [.toolUse("search", ["term": "winter packing"]), .text("Boots [story:300111].")]
      $0.faults = [Fault(.html(status: 500), on: "strata", after: 1)]
    }) {
      try $0.sva(["ask", "--max-attempts", "1", "What about hiking boots?"])
    }
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout.hasPrefix("Boots.\n\nSources:\n- Choosing hiking boots"))
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
