import Core
import Storyblok
import Testing

@testable import Assistant

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct SearchBackendTests {
  @Test func searchBackends_namesAreThoseOfTheManual() {
    #expect(SearchBackends.names == ["strata", "index", "fulltext", "vsearches"])
    for backend in SearchBackends.choices { #expect(backend.manual.hasPrefix(backend.name + " ")) }
  }

  @Test func searchBackends_areTriedInOrder() {
    func tried(_ term: String?, slug: String? = nil, backend: String? = nil) -> [String] {
      var filter = StoryFilter(term: term)
      filter.slugs = slug.map { [$0] } ?? []
      return SearchBackends.candidates(for: SearchQuery(filter, backend: backend)).map(\.name)
    }
    #expect(tried("boots") == ["strata", "index", "fulltext", "vsearches"])
    #expect(tried("boots", backend: "vsearches") == ["vsearches"])
    #expect(tried("boots", slug: "blog/*") == ["index", "fulltext"])
    #expect(tried("boots", slug: "blog/*", backend: "strata") == ["strata"])
    #expect(tried(nil, slug: "blog/*") == ["stories"])
    #expect(tried(nil, slug: "blog/*", backend: "fulltext") == ["stories"])
  }

  @Test func foundStory_hasTheMembersOfTheDocument() throws {
    let story = FoundStory(id: 7, name: "N", slug: "s", state: .draft, score: 0.5, excerpts: ["a"])
    #expect(
      story.members.map(\.name) == [
        "story_id", "uuid", "name", "slug", "content_type", "state", "tags", "is_startpage", "body", "score",
        "excerpts", "created_at", "updated_at", "published_at", "url", "editor_url",
      ])
    #expect(story.value(of: .state) == .string("draft"))
    var json = JSONWriter()
    story.write(FoundStory.Member.kept, to: &json)
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"story_id":7,"uuid":null,"name":"N","slug":"s","content_type":null,"state":"draft","tags":null,"#
        + #""is_startpage":null,"body":null,"score":0.5,"excerpts":["a"],"created_at":null,"updated_at":null,"#
        + #""published_at":null,"url":null,"editor_url":null}"#)
    #expect(try JSONDecoder().decode(FoundStory.self, from: Data(json.bytes)) == story.kept)
  }

  /// Conversations of earlier versions lack members.
  @Test func foundStory_ofAnEarlierConversationIsRead() throws {
    let text =
      #"{"story_id":7,"name":"N","slug":"s","content_type":"a","body":null,"score":0.5,"excerpts":["a"],"#
      + #""published_at":"2026-01-01","url":null,"editor_url":"e"}"#
    let story = try JSONDecoder().decode(FoundStory.self, from: Data(text.utf8))
    #expect(
      story
        == FoundStory(
          id: 7, name: "N", slug: "s", contentType: "a", score: 0.5, excerpts: ["a"], publishedAt: "2026-01-01",
          editorURL: "e"))
  }
}
