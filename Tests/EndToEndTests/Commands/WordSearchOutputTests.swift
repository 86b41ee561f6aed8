import Emulator
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The output of `search` and `ask` where Strata does not serve (contract §5).
struct WordSearchOutputTests {
  private static let question = "how do I get a refund for my boots?"
  private static let management = """
    How do refunds work?  8.03
      faq/refunds · faq_item · published 2026-03-02

    Choosing hiking boots  8.03
      blog/choosing-hiking-boots · article · published 2026-03-02

    2 of at least 4 stories (published, by words)

    """
  private static let delivery = """
    Navigation  13.85
      _global/navigation · config · published 2026-03-02
      About us link: /about label: Boots link: /blog/choosing-hiking-boots Money back link: /faq/refunds label: Guides

    How do refunds work?  8.75
      faq/refunds · faq_item · published 2026-03-02
      How do refunds work? You get your money back within 30 days of your order. Send the goods back unused; we pay the postage.

    2 of at least 4 stories (published, by words)

    """
  private static let scope =
    "sva: searched by words, not by meaning: the token may not use Strata. Give it the scope strata:read at "
    + "https://app.storyblok.com/#/me/account?tab=token (the plan of the space must have Strata, too)\n"
  private static let plan =
    "sva: searched by words, not by meaning: the plan of the space has no Strata. With one that has it, searches are by "
    + "meaning\n"

  @Test(
    arguments: [
      (.withoutStrata, .available, management, scope), (.personal, .plan, management, plan),
      (.preview, .plan, delivery, plan),
    ] as [(StoryblokToken, StoryblokWorld.StrataState, String, String)])
  func search_wordByWordSaysWhy(
    token: StoryblokToken, state: StoryblokWorld.StrataState, text: String, notice: String
  ) throws {
    let sandbox = try Sandbox { $0.storyblok.strata = state }
    let token = ["STORYBLOK_TOKEN": token.value]
    let words = ["search", "--limit", "2", Self.question]
    #expect(try sandbox.sva(words + ["-q"], with: token).stderr == "")
    let first = try sandbox.sva(words, with: token)
    #expect(first.status == 0)
    #expect(first.stdout == text)
    #expect(first.stderr == notice)
    let second = try sandbox.sva(words, with: token)
    #expect(second.stdout == text && second.stderr == "")
    #expect(try sandbox.sva(words + ["-v"], with: token).stderr.contains(notice))
  }

  @Test func search_wordByWordIsNeverExact() throws {
    let sandbox = try Sandbox { $0.storyblok.strata = .absent }
    let document = try #require(try sandbox.sva(["search", "--json", Self.question]).document)
    #expect(document["backend"] == "fulltext" && document["total_is_exact"] == false && document["total"] == 4)
    #expect(document["stories"]?.array?.map { $0["slug"]?.string }.prefix(1) == ["faq/refunds"])
  }

  /// Where there is no home, nothing is made and every run says it.
  @Test func search_withoutAHomeKeepsNoNotice() throws {
    let sandbox = try Sandbox { $0.storyblok.strata = .plan }
    for _ in 1...2 {
      let home = sandbox.folder + "/nowhere"
      #expect(try sandbox.sva(["search", Self.question], with: ["HOME": home]).stderr == Self.plan)
      #expect(!FileManager.default.fileExists(atPath: home))
    }
  }

  @Test func ask_overFullTextTellsUserAndModel() throws {
    let sandbox = try Sandbox {
      $0.storyblok.strata = .plan
      $0.script = [.toolUse("search", ["term": .string(Self.question)]), .text("In 30 days [story:300141].")]
    }
    let run = try sandbox.sva(
      ["ask", "how long?"], with: ["STORYBLOK_TOKEN": StoryblokToken.preview.value])
    #expect(run.status == 0)
    #expect(run.stderr == Self.plan)
    #expect(
      run.stdout == """
        In 30 days.

        Sources:
        - How do refunds work?  https://preview.alpine-trails.example/faq/refunds

        """)
    let asked = sandbox.emulator.requests("ConverseStream")
    #expect(asked.first?.text.contains("by words where the space has no search by meaning") == true)
    #expect(asked.last?.text.contains("Found by words, not by meaning: ") == true)
    #expect(asked.last?.text.contains("You get your money back within 30 days") == true)
  }
}
