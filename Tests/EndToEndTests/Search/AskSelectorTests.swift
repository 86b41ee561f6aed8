import Emulator
import Testing

/// Selectors of the tools of `ask`, and stories that no longer exist.
struct AskSelectorTests {
  private func world(_ token: StoryblokToken, _ script: [Turn]) throws -> (JSON, Sandbox) {
    let sandbox = try Sandbox {
      $0.storyblok.space = .varied
      $0.script = script
    }
    let run = try sandbox.sva(["ask", "--json", "-q", "which?"], with: ["STORYBLOK_TOKEN": token.value])
    #expect(run.status == 0, "\(run.stdout)")
    return (try #require(run.document), sandbox)
  }

  private func slugs(_ document: JSON) -> [String] {
    (document["results"]?["stories"]?.array ?? []).compactMap { $0["slug"]?.string }
  }

  /// Without a term the search tool lists what the other members select.
  @Test(arguments: [StoryblokToken.personal, .preview]) func askSearch_selectsWithoutATerm(token: StoryblokToken) throws
  {
    let (document, _) = try world(
      token,
      [
        .toolUse("search", ["tag": "news", "published_since": "2026-01-01", "sort": "published_at:desc"]),
        .text("The second [story:500122]."),
      ])
    #expect(slugs(document) == ["blog/second-steps", "blog/first-steps"])
    #expect(document["results"]?["total"] == 2 && document["results"]?["total_is_exact"] == true)
    #expect(document["sources"]?[0]?["slug"] == "blog/second-steps")
  }

  @Test func askSearch_selectsByState() throws {
    let script: [Turn] = [.toolUse("search", ["state": "draft"]), .text("One.")]
    let (document, sandbox) = try world(.personal, script)
    #expect(slugs(document) == ["blog/third-steps"])
    let told = try #require(sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.text)
    #expect(told.contains("version: draft"))
    // A token that reads no drafts: the model is told, and the run goes on.
    let (refused, other) = try world(.published, script)
    #expect(refused["response"] == "One.")
    let error = try #require(other.emulator.requests("ConverseStream").last?.json?["messages"]?.text)
    #expect(error.contains("Wrong input: state must be published or left out: the token cannot read drafts"))
  }

  /// A story that only the engine still knows is neither shown to the model nor a source.
  @Test(arguments: [StoryblokToken.personal, .preview]) func ask_deletedStoriesAreNoSources(token: StoryblokToken)
    throws
  {
    let (document, sandbox) = try world(
      token,
      [
        .toolUse("search", ["term": "deleted steps on the mountain"]),
        .text("It was deleted [story:500190]; see [story:500121]."),
      ])
    #expect(document["sources"]?.array?.map { $0["story_id"]?.int } == [500_121])
    #expect(!slugs(document).contains("blog/deleted-steps"))
    let told = try #require(sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.text)
    #expect(told.contains("blog/first-steps") && !told.contains("500190"))
  }

  /// What the user limits searches to holds for every call of the model.
  @Test func ask_limitsSearches() throws {
    let sandbox = try Sandbox {
      $0.storyblok.space = .varied
      $0.script = [
        .toolUse("search", ["term": "mountain", "content_type": "author"]), .toolUse("search", ["term": "mountain"]),
        .text("Here."),
      ]
    }
    let run = try sandbox.sva([
      "ask", "--json", "-q", "--content-type", "article,product", "--starts-with", "/products", "which?",
    ])
    #expect(run.status == 0, "\(run.stdout)")
    #expect(slugs(try #require(run.document)).sorted() == ["products/boots", "products/pack"])
    let told = try #require(sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.text)
    #expect(told.contains("Wrong input: searches are limited to the content type article, product"))
  }
}
