import Emulator
import Testing

/// The output of `search --update-index` (contract §9).
struct IndexUpdateOutputTests {
  private func sandbox(_ change: (inout Scenario) -> Void = { _ in }) throws -> Sandbox {
    try Sandbox {
      $0.storyblok.space = .varied
      change(&$0)
    }
  }

  /// An output without the size of the file, its path and the time.
  private func steady(_ run: Run, _ sandbox: Sandbox) -> String {
    Steady.text(run.stdout, sandbox)
      .replacing(/[\d,]+ [kM]B/, with: "SIZE").replacing(/"bytes":[1-9]\d*/, with: "\"bytes\":1")
      .replacing(/"updated_at":"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ"/, with: "\"updated_at\":\"TIME\"")
  }

  private static func document(
    _ status: String = "success", family: String, version: String = "published", stories: Int, changed: Int,
    removed: Int = 0, model: String = "null,\"dimensions\":null", more: String = ""
  ) -> String {
    #"{"status":"\#(status)","index":{"path":"SANDBOX/home/.local/state/sva/index/1023456-\#(version)-\#(family).db","#
      + #""stories":\#(stories),"passages":\#(stories),"model":\#(model),"updated_at":"TIME","bytes":1,"#
      + #""version":"\#(version)","language":null,"changed":\#(changed),"removed":\#(removed),"cost_usd":0\#(more)}}"#
      + "\n"
  }

  @Test func updateIndex_withADeliveryToken() throws {
    let sandbox = try sandbox()
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    let first = try sandbox.sva(["search", "--update-index"], with: token)
    #expect(steady(first, sandbox) == "10 stories, 10 passages (published), by words; 10 changed, 0 removed; SIZE\n")
    #expect(first.stderr == "" && first.status == 0)
    let second = try sandbox.sva(["search", "--update-index", "--json"], with: token)
    #expect(steady(second, sandbox) == Self.document(family: "delivery", stories: 10, changed: 0))
    // The size is that of the file that is left.
    let index = try #require(second.document?["index"])
    #expect(index["bytes"]?.int == Sandbox.bytes(index["path"]?.string ?? "").count)
    let embedded = try sandbox.sva(["search", "--update-index", "--embed", "--json", "-q"], with: token)
    #expect(embedded.document?["index"]?["bytes"]?.int == Sandbox.bytes(index["path"]?.string ?? "").count)
    #expect(second.stderr == "" && second.status == 0)
  }

  @Test func updateIndex_withAManagementTokenIsOfDrafts() throws {
    let sandbox = try sandbox()
    let first = try sandbox.sva(["search", "--update-index", "--json"])
    #expect(steady(first, sandbox) == Self.document(family: "management", version: "draft", stories: 12, changed: 12))
    #expect(
      first.stderr
        == "sva: the index holds drafts: a management token reads no published versions of whole stories\n")
    #expect(try sandbox.sva(["search", "--update-index", "-q"]).stderr == "")
  }

  @Test func updateIndex_saysWhatItWouldTake() throws {
    let sandbox = try sandbox()
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    let words = ["search", "--update-index", "--dry-run"]
    let run = try sandbox.sva(words, with: token)
    #expect(
      run.stdout == "10 stories, 10 passages (published), 10 changed, 0 removed; by words: free; 1 s or more\n")
    #expect(run.stderr == "" && run.status == 0)
    let embed = try sandbox.sva(words + ["--embed"], with: token)
    #expect(
      embed.stdout
        == "10 stories, 10 passages (published), 10 changed, 0 removed; by words: free; by meaning with "
        + "amazon.titan-embed-text-v2:0: less than $0.01, 10 requests; 1 s or more\n")
    let json = try sandbox.sva(words + ["--embed=cohere", "--json", "-q"], with: token)
    #expect(json.document?["status"] == "estimate")
    let index = try #require(json.document?["index"])
    #expect(
      index.keys == [
        "path", "stories", "passages", "model", "dimensions", "updated_at", "bytes", "version", "language", "changed",
        "removed", "cost_usd", "requests", "seconds", "sampled_stories",
      ])
    #expect(index["model"] == "cohere.embed-v4:0" && index["dimensions"] == 512 && index["requests"] == 1)
    #expect(index["updated_at"] == .null && index["bytes"] == 0 && index["sampled_stories"] == .null)
    #expect(Sandbox.names(sandbox.home + "/.local/state/sva/index").isEmpty)
    #expect(sandbox.emulator.requests("InvokeModel").isEmpty)
  }

  /// With a management token at most a hundred stories are read for an estimate, and that is said.
  @Test func updateIndex_judgesBySomeStories() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["search", "--update-index", "--dry-run", "-q"])
    #expect(run.stdout.contains("320 changed, 0 removed, judged by 100 of them; by words: free; "), "\(run.stdout)")
    #expect(sandbox.emulator.requests("stories.get").count == 100)
  }

  @Test func updateIndex_embeds() throws {
    let sandbox = try sandbox()
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    let run = try sandbox.sva(["search", "--update-index", "--embed", "--json"], with: token)
    #expect(run.status == 0 && run.stderr == "")
    let index = try #require(run.document?["index"])
    #expect(index["model"] == "amazon.titan-embed-text-v2:0" && index["dimensions"] == 256)
    #expect(index["cost_usd"]?.double.map { $0 > 0 && $0 < 0.001 } == true)
    #expect(sandbox.emulator.requests("InvokeModel").count == 10)
    let text = try sandbox.sva(["search", "--update-index"], with: token)
    #expect(
      steady(text, sandbox)
        == "10 stories, 10 passages (published), by words and meaning (amazon.titan-embed-text-v2:0, 256); 0 changed, "
        + "0 removed; SIZE\n")
    // The variable names the model, and the option outranks it.
    let other = try sandbox.sva(
      ["search", "--update-index", "--embed", "--json", "-q"],
      with: token.merging(["BEDROCK_EMBEDDING_MODEL_ID": "nova"]) { $1 })
    #expect(other.document?["index"]?["model"] == "amazon.nova-2-multimodal-embeddings-v1:0")
    let option = try sandbox.sva(
      ["search", "--update-index", "--embed=cohere", "--json", "-q"],
      with: token.merging(["BEDROCK_EMBEDDING_MODEL_ID": "nova"]) { $1 })
    #expect(option.document?["index"]?["model"] == "cohere.embed-v4:0")
  }

  /// What it costs is said before it is spent, on a terminal and in a log.
  @Test func updateIndex_saysTheCostFirst() throws {
    let sandbox = try Sandbox()
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    let run = try sandbox.sva(["search", "--update-index", "--embed=nova"], with: token)
    #expect(
      run.stderr
        == "sva: using amazon.nova-2-multimodal-embeddings-v1:0 for nova\n"
        + "sva: embedding 486 passages with amazon.nova-2-multimodal-embeddings-v1:0: about $0.01, 486 requests, 7 s or "
        + "more\n")
  }

  /// With a term the search follows, and the index's line is a notice.
  @Test func updateIndex_thenSearches() throws {
    let sandbox = try sandbox()
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    let alone = try sandbox.sva(["search", "first steps", "--format", "slug"], with: token)
    let run = try sandbox.sva(["search", "--update-index", "first steps", "--format", "slug"], with: token)
    #expect(run.stdout.hasPrefix(alone.stdout.prefix { $0 != "\n" }))
    #expect(run.stderr.hasPrefix("sva: index: 10 stories, 10 passages (published), by words; 10 changed"))
    let selected = try sandbox.sva(["search", "--update-index", "--tag", "gear", "--json", "-q"], with: token)
    #expect(selected.document?["total"] == 2)
  }

  @Test(arguments: [
    (["--embed", "boots"], "--embed is for --update-index"),
    (["--dry-run", "boots"], "--dry-run is for --update-index"),
    (["--update-index", "--release", "77"], "an index cannot be of a release"),
    (["--update-index", "--dry-run", "--release", "77"], "an index cannot be of a release"),
  ])
  func updateIndex_optionsGoTogether(words: [String], sentence: String) throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(["search"] + words)
    #expect(try ErrorOutput(text: run).sentence == sentence)
    #expect(run.status == 2)
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// What is removed is told in the format that is asked for.
  @Test func dropIndex_isTold() throws {
    let sandbox = try sandbox()
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    for words in [["--json"], ["--format", "json"], ["--format", "jsonl"]] {
      let built = try sandbox.sva(["search", "--update-index", "-q"] + words, with: token)
      #expect(built.document?["index"]?["stories"] == 10, "\(words): \(built.stdout)")
      let run = try sandbox.sva(["search", "--drop-index"] + words, with: token)
      #expect(run.document?["removed"]?["version"] == "published", "\(words): \(run.stdout)")
    }
    #expect(try sandbox.sva(["search", "--update-index", "-q"], with: token).status == 0)
    let run = try sandbox.sva(["search", "--drop-index"], with: token)
    #expect(
      steady(run, sandbox).hasPrefix("removed SANDBOX/home/.local/state/sva/index/1023456-published-delivery.db ("))
  }

  /// Standard input is no term here.
  @Test func updateIndex_doesNotReadStandardInput() throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(["search", "--update-index", "-q"], input: "boots\n")
    #expect(run.status == 0 && run.stdout.hasPrefix("12 stories"))
  }

  /// Stories as no editor makes them: 10 MB, no text, several scripts at once.
  @Test func updateIndex_takesStrangeStories() throws {
    let sandbox = try Sandbox { scenario in
      let text = String(repeating: "The river carries stones. ", count: 400_000)
      let huge = Story(
        id: 1, name: "Huge", fullSlug: "huge", contentType: "page",
        content: ["component": "page", "text": .string(text)])
      let empty = Story(id: 2, name: "Empty", fullSlug: "empty", contentType: "page", content: ["component": "page"])
      let mixed = Story(
        id: 3, name: "山と海 и горы", fullSlug: "mixed", contentType: "page",
        content: [
          "component": "page",
          "text": "山の天気は変わりやすい。Погода в горах меняется. الطقس في الجبال يتغير. \u{202E}abc\u{0}\u{1F3D4}\u{FE0F}",
        ])
      scenario.storyblok.space = Space(stories: [huge, empty, mixed])
    }
    for token in [StoryblokToken.preview, .personal] {
      let run = try sandbox.sva(
        ["search", "--update-index", "--embed", "--json", "-q"], with: ["STORYBLOK_TOKEN": token.value])
      #expect(run.status == 0, "\(run.stderr)")
      let index = run.document?["index"]
      #expect(index?["stories"] == 3 && index?["changed"] == 3)
      #expect(index?["passages"]?.int.map { $0 > 600 && $0 < 900 } == true, "\(run.stdout)")
    }
  }
}
