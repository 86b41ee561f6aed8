import Emulator
import Testing

/// The output of `search` (contract §5).
struct SearchOutputTests {
  private static let text = """
    Navigation  0.95
      _global/navigation · config · published 2026-03-02
      Boots

    Choosing hiking boots  0.95
      blog/choosing-hiking-boots · article · published 2026-03-02
      Choosing hiking boots
      Boots are the one piece of gear you should not borrow.
      On wet paths wear boots with a membrane; on dry ones a lighter leather shoe lets your feet breathe.

    Trail Runner 2  0.85
      products/trail-runner-2 · product · published 2026-03-02
      A light shoe for fast days on dry paths; it keeps your feet cool and sure.

    3 stories (published, by meaning)

    """

  private static func uuid(_ slug: String) -> String {
    Space.sample.stories.first { $0.fullSlug == slug }?.uuid ?? "none"
  }

  @Test func search_printsTextInAPipe() throws {
    let run = try Sandbox().sva(["search", "boots"])
    #expect(run.status == 0)
    #expect(run.stderr == "")
    #expect(run.stdout == Self.text)
  }

  @Test func search_printsTextOnATerminal() throws {
    let run = try Sandbox().sva(["search", "boots"], streams: .terminal(columns: 60))
    #expect(run.status == 0)
    let screen = TerminalScreen(run.out)
    #expect(screen.hasColour && screen.strange.isEmpty)
    #expect(screen.lines.allSatisfy { $0.count <= 60 }, "\(screen.text)")
    #expect(screen.lines.filter { $0.hasSuffix("0.95") || $0.hasSuffix("0.85") }.allSatisfy { $0.count == 60 })
    for name in ["Navigation", "Choosing hiking boots", "Trail Runner 2"] {
      #expect(screen.lines.contains { $0.hasPrefix(name) })
    }
  }

  @Test func search_printsOneDocument() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["search", "boots", "--limit", "1", "--json"])
    #expect(run.status == 0)
    #expect(run.stderr == "")
    let document = try #require(run.document)
    #expect(
      document.keys == ["status", "term", "backend", "version", "language", "stories", "total", "total_is_exact"])
    #expect(document["term"] == "boots")
    #expect(document["backend"] == "strata" && document["version"] == "published")
    let story = try #require(document["stories"]?[0])
    #expect(
      story.keys == [
        "story_id", "uuid", "name", "slug", "content_type", "state", "tags", "is_startpage", "body", "score",
        "excerpts",
        "created_at", "updated_at", "published_at", "url", "editor_url",
      ])
    #expect(story["story"] == nil)
    #expect(try sandbox.sva(["search", "boots", "--limit", "1", "--format", "json"]).stdout == run.stdout)
    let full = try sandbox.sva(["search", "--slug", "home", "--full", "--json", "-q"])
    #expect(full.document?["stories"]?[0]?["story"]?["content"]?["component"] == "page")
  }

  /// A link that names a story by uuid only is followed.
  @Test(arguments: ["example-personal-token-0123456789-abcdefgh", "ExamplePreviewToken00ptt"])
  func search_linksBetweenStoriesAreFollowed(token: String) throws {
    let sandbox = try Sandbox()
    let words = ["search", "--slug", "_global/navigation", "--full", "--limit", "1"]
    let run = try sandbox.sva(words, with: ["STORYBLOK_TOKEN": token])
    #expect(run.stdout.contains("**label:** Guides  \n**link:** </authors/lena-huber>\n"), "\(run.stdout)")
    let json = try sandbox.sva(words + ["--json"], with: ["STORYBLOK_TOKEN": token])
    #expect(
      json.document?["stories"]?[0]?["body"]?.string?.hasSuffix("label: Guides\nlink: /authors/lena-huber") == true)
  }

  /// A near name of a content type is replaced with a message; an unknown one is reported.
  @Test(arguments: [
    ("articles", "blog/choosing-hiking-boots\n", #"sva: warning: using content type article for "articles""#),
    (
      "zebra", "",
      #"sva: warning: no story of content type "zebra"; those found are of article, config, product"#
    ),
  ])
  func search_selectsByContentType(_ type: String, _ found: String, _ message: String) throws {
    let run = try Sandbox().sva(["search", "--content-type", type, "--format", "slug", "feet"])
    #expect(run.status == 0)
    #expect(run.stdout == found)
    #expect(run.stderr == message + "\n")
  }

  @Test func search_usesTheOlderSearchByMeaning() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      ["search", "--backend", "vsearches", "--all", "--starts-with", "blog/", "--draft", "--format", "slug", "feet"])
    #expect(run.stdout == "blog/choosing-hiking-boots\n")
    #expect(run.stderr == "sva: warning: vsearches cannot be asked for drafts: it searches what it searches\n")
  }

  @Test(arguments: [
    ("slug", "authors/lena-huber\nauthors/marco-rossi\n"),
    (
      "url",
      """
      https://preview.alpine-trails.example/authors/lena-huber
      https://preview.alpine-trails.example/authors/marco-rossi

      """
    ),
    (
      "csv",
      """
      story_id,uuid,name,slug,content_type,state,tags,is_startpage,body,score,excerpts,created_at,updated_at,\
      published_at,url,editor_url
      300131,\(uuid("authors/lena-huber")),Lena Huber,authors/lena-huber,author,published,,no,,,,2026-01-12T09:30:00.000Z,\
      2026-03-02T08:14:30.000Z,2026-03-02T08:15:00.000Z,https://preview.alpine-trails.example/authors/lena-huber,\
      https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/300131
      300132,\(uuid("authors/marco-rossi")),Marco Rossi,authors/marco-rossi,author,published,,no,,,,\
      2026-01-12T09:30:00.000Z,2026-03-02T08:14:30.000Z,2026-03-02T08:15:00.000Z,\
      https://preview.alpine-trails.example/authors/marco-rossi,\
      https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/300132

      """
    ),
  ]) func search_printsEveryFormat(_ format: String, _ expected: String) throws {
    let sandbox = try Sandbox()
    let words = ["search", "--content-type", "author", "--format", format]
    let run = try sandbox.sva(words)
    #expect(run.status == 0)
    #expect(run.stderr == "")
    let ends = run.stdout.replacing("\r\n", with: "\n")
    #expect(ends == expected)
    // Formats for scripts are the same on a terminal.
    let screen = TerminalScreen(try sandbox.sva(words, streams: .terminal(columns: 200)).out)
    #expect(screen.text + "\n" == expected)
  }

  @Test func search_printsADocumentALine() throws {
    let run = try Sandbox().sva(["search", "--content-type", "author", "--format", "jsonl"])
    let documents = run.stdout.split(separator: "\n").map { JSON(String($0)) }
    #expect(documents.map { $0?["story_id"]?.int } == [300_131, 300_132])
  }

  @Test func search_saysThatNothingWasFound() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["search", "--backend", "fulltext", "zzzzqqq"])
    #expect(run.status == 0)
    #expect(run.stdout == "No stories found (published, by words)\n")
    let json = try sandbox.sva(["search", "--backend", "fulltext", "zzzzqqq", "--json"])
    #expect(json.status == 0)
    #expect(json.document?["stories"] == [] && json.document?["total"] == 0)
    #expect(try sandbox.sva(["search", "--backend", "fulltext", "zzzzqqq", "--format", "slug"]).stdout == "")
  }

  /// Control characters of a story never reach a terminal, nor a stream that is coloured on demand; JSON escapes them.
  @Test func search_showsAHostileStoryHarmlessly() throws {
    let sandbox = try Sandbox()
    let words = ["search", "--draft", "ignore", "instructions"]
    let screen = TerminalScreen(try sandbox.sva(words, streams: .terminal(columns: 120)).out)
    #expect(screen.strange.isEmpty)
    let coloured = TerminalScreen(try sandbox.sva(words + ["--color", "always"]).out)
    #expect(coloured.strange.isEmpty)
    let json = try sandbox.sva(words + ["--json"])
    #expect(!json.out.contains { $0 < 0x20 && $0 != 0x0A })
  }

  /// A content type that the space has is never replaced and never denied, though nothing of it was found.
  @Test(arguments: ["example-personal-token-0123456789-abcdefgh", "ExamplePreviewToken00ptt"])
  func search_keepsAContentTypeThatExists(token: String) throws {
    let run = try Sandbox().sva(
      ["search", "refund", "--content-type", "article", "--format", "slug"], with: ["STORYBLOK_TOKEN": token])
    #expect(run.status == 0)
    #expect(run.stdout == "")
    #expect(!run.stderr.contains("content type"), "\(run.stderr)")
  }

  /// Text is for people: it is clean in a pipe too. Fields for scripts are whole.
  @Test func search_textIsCleanInAPipe() throws {
    let sandbox = try Sandbox()
    let words = ["search", "strange", "letter"]
    #expect(!(try sandbox.sva(words).stdout.contains("\u{1B}")))
    #expect(!(try sandbox.sva(words + ["--full"]).stdout.contains("\u{1B}")))
    #expect(try sandbox.sva(words + ["--format", "csv", "--raw-csv"]).stdout.contains("\u{1B}"))
  }

  /// The note about more stories is for a list that was cut at its end.
  @Test func search_saysThatAListWasCutOnlyWhereItWas() throws {
    let sandbox = try Sandbox()
    let words = ["search", "--starts-with", "blog/", "--format", "slug"]
    let all = try sandbox.sva(words + ["--all"]).stdout.split(separator: "\n").count
    let rest = try sandbox.sva(words + ["--offset", String(all - 2)])
    #expect(rest.stdout.split(separator: "\n").count == 2)
    #expect(rest.stderr == "")
    let cut = try sandbox.sva(["search", "--content-type", "article", "--format", "slug"])
    #expect(cut.stderr.hasSuffix(" stories: --all gives every one\n"), "\(cut.stderr)")
    #expect(try sandbox.sva(["search", "--content-type", "article", "--limit", "3", "--format", "slug"]).stderr == "")
  }

  /// `--json` is written when all stories are known. Until then long results are in a file that has no name.
  @Test func search_keepsALongDocumentInTheTemporaryFolder() throws {
    let text = String(repeating: "The river carries stones. ", count: 120_000)
    let sandbox = try Sandbox { scenario in
      scenario.storyblok.space = Space(
        stories: (1...3).map {
          Story(
            id: $0, name: "Story \($0)", fullSlug: "story-\($0)", contentType: "page",
            content: ["component": "page", "text": .string(text)])
        })
    }
    let words = ["search", "--all", "--full", "--json"]
    try sandbox.write("temporary/.keep", "")
    let run = try sandbox.sva(words, with: ["TMPDIR": sandbox.work + "/temporary"])
    #expect(run.status == 0)
    let stories = run.document?["stories"]?.array ?? []
    #expect(stories.map { $0["slug"]?.string } == ["story-1", "story-2", "story-3"])
    for story in stories { #expect(story["story"]?["content"]?["text"]?.string == text) }
    #expect(run.document?["total"] == 3)
    let failed = try sandbox.sva(words, with: ["TMPDIR": "/does-not-exist"])
    #expect(failed.status == 1)
    #expect(failed.document?["error"] == "the result cannot be kept until it is whole: no such file")
  }
}
