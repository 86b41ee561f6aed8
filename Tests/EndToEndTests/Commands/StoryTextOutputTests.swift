import Emulator
import Testing

/// The text of whole stories (contract §5): references and options by name, links by uuid, one language, with both
/// families of tokens.
struct StoryTextOutputTests {
  private static let tokens = [StoryblokToken.personal.value, StoryblokToken.preview.value]
  private static let boots = ["search", "--slug", "blog/choosing-hiking-boots", "--full"]
  private static let draftNotice =
    "sva: a management token reads the current draft of whole stories; a delivery token reads what is published\n"

  private static func version(_ token: String) -> String {
    token == StoryblokToken.personal.value ? "draft" : "published"
  }

  private static func text(_ name: String, _ title: String, _ body: String, _ summary: String) -> String {
    """
    \(name)
      blog/choosing-hiking-boots · article · published 2026-03-02

    **title:** \(title)  
    **teaser:** What to put on for the first long walk.

    \(body)

    **author:** Lena Huber  
    **categories:** gear (Gear and equipment)  
    **published_on:** 2026-03-02 08:15  
    ![A mountain path](https://a.storyblok.com/f/1023456/1600x900/aa11/cover.jpg)  
    **reading_minutes:** 4  
    **featured:** false

    1 story (\(summary))

    """
  }

  private static let english = """
    Good boots decide whether your feet thank you after eight hours: choose them half a size larger, in the afternoon, \
    with the socks you will wear.

    On wet paths wear boots with a membrane; on dry ones a lighter leather shoe lets your feet breathe.

    Boots are the one piece of gear you should not borrow.
    """
  private static let german = """
    Gute Schuhe entscheiden, ob die Füße nach acht Stunden noch mögen.

    Schuhe sind das Einzige, was man nicht leihen sollte.
    """

  @Test(arguments: tokens) func storyText_namesReferencesAndOptions(token: String) throws {
    let run = try Sandbox().sva(Self.boots, with: ["STORYBLOK_TOKEN": token])
    #expect(run.status == 0)
    #expect(run.stderr == (Self.version(token) == "draft" ? Self.draftNotice : ""))
    let title = "Choosing hiking boots"
    #expect(run.stdout == Self.text(title, title, Self.english, Self.version(token)))
  }

  /// Codes are the space's, whatever their case; a field that is not translated stands in the default language.
  @Test(arguments: tokens, ["de", "DE"]) func storyText_isInTheLanguageAskedFor(token: String, code: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(Self.boots + ["-q"], with: ["STORYBLOK_TOKEN": token, "STORYBLOK_LANGUAGE": code])
    #expect(run.status == 0 && run.stderr == "")
    let title = "Wanderschuhe wählen"
    #expect(run.stdout == Self.text(title, title, Self.german, Self.version(token) + ", in de"))
    let json = try sandbox.sva(Self.boots + ["--language", code, "--json", "-q"], with: ["STORYBLOK_TOKEN": token])
    #expect(json.document?["language"] == "de")
    let story = json.document?["stories"]?[0]
    #expect(story?["name"]?.string == title && story?["slug"]?.string == "blog/choosing-hiking-boots")
    #expect(story?["url"]?.string == "https://preview.alpine-trails.example/de/blog/wanderschuhe-waehlen")
    #expect(
      story?["body"]?.string?.hasPrefix(
        "Wanderschuhe wählen\nWhat to put on for the first long walk.\n\nGute Schuhe") == true,
      "\(json.stdout)")
  }

  /// A translation that says nothing is no translation: the Italian title is null.
  @Test(arguments: tokens) func storyText_anEmptyTranslationIsNone(token: String) throws {
    let run = try Sandbox().sva(Self.boots + ["--language", "it", "-q"], with: ["STORYBLOK_TOKEN": token])
    let title = "Choosing hiking boots"
    #expect(run.stdout == Self.text(title, title, Self.english, Self.version(token) + ", in it"))
  }

  @Test(arguments: tokens) func storyText_defaultIsTheDefaultLanguage(token: String) throws {
    let sandbox = try Sandbox()
    let plain = try sandbox.sva(Self.boots + ["--json", "-q"], with: ["STORYBLOK_TOKEN": token])
    #expect(plain.document?["language"] == .null)
    // Only the management API tells the default language's own code.
    for code in ["default", "Default"] + (Self.version(token) == "draft" ? ["en", "EN"] : []) {
      let run = try sandbox.sva(Self.boots + ["--json", "-q", "--language", code], with: ["STORYBLOK_TOKEN": token])
      #expect(run.stdout == plain.stdout)
    }
  }

  @Test(arguments: tokens) func storyText_anUnknownLanguageIsAUsageError(token: String) throws {
    let sandbox = try Sandbox()
    let own =
      Self.version(token) == "draft"
      ? " (default: en)\n"
      : "\n  hint: a delivery token does not tell the code of the default language: say default, or leave --language out\n"
    for words in [Self.boots, ["search", "boots"], ["ask", "which boots?"]] {
      let run = try sandbox.sva(words + ["--language", "dee"], with: ["STORYBLOK_TOKEN": token])
      #expect(run.status == 2)
      #expect(run.stdout == "")
      #expect(
        run.stderr == "sva: space Alpine Trails has no language dee; nearest: de\n"
          + "  hint: use --language de; its languages are default, de, it" + own)
    }
    let other = try sandbox.sva(Self.boots, with: ["STORYBLOK_TOKEN": token, "STORYBLOK_LANGUAGE": "xx"])
    #expect(other.status == 2)
    #expect(
      other.stderr == "sva: space Alpine Trails has no language xx\n  hint: its languages are default, de, it" + own)
    #expect(sandbox.emulator.requests("ConverseStream").isEmpty)
  }

  @Test func storyText_whatCanBeNoCodeIsRefusedBeforeAnybodyIsAsked() throws {
    let sandbox = try Sandbox()
    let option = try sandbox.sva(["search", "boots", "--language", "de&x"])
    #expect(option.status == 2)
    #expect(
      option.stderr == "sva: --language must be the code of a language\n  hint: for example de or pt-br, or default\n")
    try sandbox.write(".env", "STORYBLOK_LANGUAGE=d?e\n")
    let file = try sandbox.sva(["search", "boots"])
    #expect(file.status == 3)
    #expect(file.stderr.contains("STORYBLOK_LANGUAGE in "))
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// A code with a hyphen is written with an underscore in fields and requests.
  @Test(arguments: tokens, ["pt-br", "pt_BR"]) func storyText_hyphensAndUnderscoresAreOne(token: String, code: String)
    throws
  {
    var story = Story(
      id: 7, name: "Boots", fullSlug: "boots", contentType: "article",
      content: ["component": "article", "title": "Boots", "title__i18n__pt_br": "Botas"])
    story.tags = []
    let space = Space(languages: ["pt-br"], stories: [story])
    let sandbox = try Sandbox { $0.storyblok.space = space }
    let run = try sandbox.sva(
      ["search", "--id", "7", "--full", "-q", "--language", code], with: ["STORYBLOK_TOKEN": token])
    #expect(run.stdout.contains("**title:** Botas\n"), "\(run.stdout)\(run.stderr)")
    #expect(run.stdout.hasSuffix(", in pt-br)\n"))
  }

  /// Strata knows the default language only. Its hits are read in the language that was asked for.
  @Test(arguments: tokens) func storyText_passagesOfStrataAreInTheLanguage(token: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      ["search", "hiking boots", "--content-type", "article", "--language", "de"], with: ["STORYBLOK_TOKEN": token])
    #expect(
      run.stderr
        == "sva: Strata knows the default language only: it finds stories by that, and they are read in de\n")
    #expect(
      run.stdout == """
        Wanderschuhe wählen  0.95
          blog/choosing-hiking-boots · article · published 2026-03-02
          Wanderschuhe wählen What to put on for the first long walk. Gute Schuhe entscheiden, ob die Füße nach acht \
        Stunden noch mögen. Schuhe sind das Einzige, was man nicht leihen sollte. categories: gear published_on: 2026-03-02 \
        08:15 cover:…

        1 story (published, in de, by meaning)

        """)
  }

  /// Only where text is shown are names looked up.
  @Test(arguments: tokens) func storyText_listsAskForNoNames(token: String) throws {
    let sandbox = try Sandbox()
    for words in [
      ["search", "boots", "--json"], ["search", "--starts-with", "blog/"], Self.boots + ["--format", "slug"],
    ] {
      #expect(try sandbox.sva(words, with: ["STORYBLOK_TOKEN": token]).status == 0)
    }
    let asked = sandbox.emulator.requests.filter {
      $0.target.contains("by_uuids") || $0.target.contains("datasource") || $0.target.contains("components")
    }
    #expect(asked.map(\.target) == [])
  }

  /// Names are looked up in batches and once: five articles have two authors, who are asked for together.
  @Test(arguments: tokens) func storyText_namesAreLookedUpOnce(token: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      ["search", "--starts-with", "blog/", "--full", "--limit", "5", "-q"], with: ["STORYBLOK_TOKEN": token])
    #expect(run.stdout.components("**author:** Lena Huber") == 3)
    #expect(run.stdout.components("**author:** Marco Rossi") == 2)
    let asked = sandbox.emulator.requests.filter { $0.target.contains("by_uuids") }
    #expect(asked.count == 1)
    let labels = sandbox.emulator.requests.filter { $0.operation.contains("datasource_entries") }
    #expect(labels.count == 1)
  }

  /// Names are optional: what cannot be looked up is left out, and only `--verbose` says so.
  @Test(arguments: tokens, ["by_uuids", "datasource_entries"])
  func storyText_aFailingLookUpNeverFailsTheRun(token: String, fault: String) throws {
    let sandbox = try Sandbox { $0.faults = [Fault(.error(status: 500, code: "", message: "oops"), on: fault)] }
    let run = try sandbox.sva(Self.boots + ["--max-attempts", "1"], with: ["STORYBLOK_TOKEN": token])
    #expect(run.status == 0)
    #expect(run.stderr == (Self.version(token) == "draft" ? Self.draftNotice : ""))
    #expect(run.stdout.contains("**author:**") == (fault != "by_uuids"))
    #expect(run.stdout.contains("(Gear and equipment)") == (fault == "by_uuids"))
    let loud = try sandbox.sva(Self.boots + ["--max-attempts", "1", "-v"], with: ["STORYBLOK_TOKEN": token])
    let said =
      fault == "by_uuids" ? "referenced stories stay without names: " : "options stay without labels: "
    #expect(loud.stderr.contains("sva: storyblok: " + said), "\(loud.stderr)")
  }

  /// Whole stories cost a request each with a management token, and a hundredth with a preview token.
  @Test func storyText_theCostOfManyIsSaid() throws {
    let sandbox = try Sandbox()
    let words = ["search", "--starts-with", "notes/", "--all", "--full", "--format", "csv"]
    let run = try sandbox.sva(words)
    #expect(
      run.stderr == Self.draftNotice
        + "sva: a management token reads whole stories one a request, 3 to 6 a second: 270 stories take 45 s or more; "
        + "a preview token reads 100 stories a request\n")
    #expect(sandbox.emulator.requests("stories.get").count == 270)
    #expect(try sandbox.sva(words, with: ["STORYBLOK_TOKEN": StoryblokToken.preview.value]).stderr == "")
    #expect(try sandbox.sva(words + ["-q"]).stderr == "")
  }
}

/// The text of stories in `ask`.
struct AskTextTests {
  private static let tokens = [StoryblokToken.personal.value, StoryblokToken.preview.value]

  private static func results(_ sandbox: Sandbox) -> [String] {
    let messages = sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array ?? []
    return messages.flatMap { $0["content"]?.array ?? [] }.filter { $0["toolResult"] != nil }.map(\.contentText)
  }

  /// "Who wrote …" can be answered: a whole story names its author.
  @Test(arguments: tokens) func askText_wholeStoriesNameTheirReferences(token: String) throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("search", ["term": "hiking boots", "content_type": "article"]),
        .toolUse("read_stories", ["ids": [300_111]]),
        .text("Lena Huber wrote it [story:300111]."),
      ]
    }
    let run = try sandbox.sva(["ask", "Who wrote about boots?"], with: ["STORYBLOK_TOKEN": token])
    #expect(run.status == 0 && run.stdout.hasPrefix("Lena Huber wrote it.\n"))
    let whole = try #require(Self.results(sandbox).last)
    #expect(whole.contains("\nauthor: Lena Huber\ncategories: gear (Gear and equipment)\n"), "\(whole)")
  }

  @Test(arguments: tokens) func askText_toolsReadTheLanguage(token: String) throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("search", ["term": "hiking boots", "content_type": "article"]), .toolUse("search", ["term": "boots"]),
        .toolUse("read_stories", ["ids": [300_111]]), .text("Gute Schuhe [story:300111]."),
      ]
    }
    let run = try sandbox.sva(["ask", "Welche Schuhe?", "--language", "de"], with: ["STORYBLOK_TOKEN": token])
    #expect(run.status == 0)
    #expect(
      run.stderr
        == "sva: Strata knows the default language only: it finds stories by that, and they are read in de\n")
    let results = Self.results(sandbox)
    #expect(results.count == 3)
    #expect(results.allSatisfy { $0.contains("Gute Schuhe entscheiden, ob die Füße nach acht Stunden noch mögen.") })
    let system = sandbox.emulator.requests("ConverseStream").first?.json?["system"]?[0]?["text"]?.string ?? ""
    #expect(
      system.contains("The tools read the published version of the stories, in the language de where it is translated.")
    )
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
