import Core
import Storyblok
import Testing

@testable import Assistant

@Suite struct SearchBackendTests {
  @Test func searchBackends_namesAreThoseOfTheManual() {
    #expect(SearchBackends.names == ["strata", "fulltext", "vsearches"])
    for backend in SearchBackends.choices { #expect(backend.manual.hasPrefix(backend.name + " ")) }
  }

  @Test func searchBackends_areTriedInOrder() {
    func tried(_ term: String?, slug: String? = nil, backend: String? = nil) -> [String] {
      var filter = StoryFilter(term: term)
      filter.slugs = slug.map { [$0] } ?? []
      return SearchBackends.candidates(for: SearchQuery(filter, backend: backend)).map(\.name)
    }
    #expect(tried("boots") == ["strata", "fulltext", "vsearches"])
    #expect(tried("boots", backend: "vsearches") == ["vsearches"])
    #expect(tried("boots", slug: "blog/*") == ["fulltext"])
    #expect(tried(nil, slug: "blog/*") == ["stories"])
    #expect(tried(nil, slug: "blog/*", backend: "fulltext") == ["stories"])
  }

  @Test func foundStory_hasTheMembersOfTheDocument() {
    let story = FoundStory(id: 7, name: "N", slug: "s", state: .draft, score: 0.5, excerpts: ["a"])
    #expect(
      story.members.map(\.name) == [
        "story_id", "name", "slug", "content_type", "body", "score", "excerpts", "published_at", "url", "editor_url",
        "state",
      ])
    #expect(story.members.last?.value == .string("draft"))
    // A conversation keeps no state.
    var json = JSONWriter()
    story.write(FoundStory.Member.kept, to: &json)
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"story_id":7,"name":"N","slug":"s","content_type":null,"body":null,"score":0.5,"excerpts":["a"],"#
        + #""published_at":null,"url":null,"editor_url":null}"#)
    #expect(story.kept.state == nil)
  }
}
