import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

/// Links that name their story by uuid only.
@Suite struct LinksTests {
  private static let content = """
    {"id":1,"full_slug":"s","content":{"component":"page","link":{"fieldtype":"multilink","linktype":"story","id":"u-1",
    "cached_url":"","url":""},"known":{"linktype":"story","id":"u-9","cached_url":"there"},"away":{"linktype":"url","id":"",
    "url":"https://a.example"},"body":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"read",
    "marks":[{"type":"link","attrs":{"linktype":"story","uuid":"u-2","href":null,"anchor":"top"}}]}]}]}}}
    """

  @Test func storyLinks_areFoundAndFollowed() throws {
    let story = try #require(try Story(Array(Self.content.utf8)[...]))
    #expect(ContentText.openLinks(in: story) == ["u-1", "u-2"])
    #expect(
      ContentText(.markdown).text(of: story)
        == "**known:** </there>  \n**away:** <https://a.example>  \nread")
    #expect(
      ContentText(.markdown, paths: ["u-1": "/one", "u-2": "two"]).text(of: story)
        == "**link:** </one>  \n**known:** </there>  \n**away:** <https://a.example>  \n[read](/two#top)")
  }

  /// A thousand links whose uuids begin with `page`.
  private static func full(_ page: String) -> String {
    let links = (1...1000).map { #""\#(page)-\#($0)":{"slug":"\#(page)/\#($0)","real_path":null,"new":[{}]}"# }
    return #"{"links":{\#(links.joined(separator: ","))}}"#
  }

  @Test func storyLinks_deliveryTokensReadTheListAsFarAsNeeded() async throws {
    let stub = StubTransport { request, _ in
      switch request.query("page") {
      case "1": request.json(Self.full("a"))
      case "2": request.json(Self.full("b"))
      case "3": request.json(#"{"links":{"c":{"slug":"x","real_path":"/real"},"d":{"slug":"slug"},"e":7,"f":{}}}"#)
      default: nil
      }
    }
    let client = try World.client(stub, token: World.delivery)
    #expect(try await client.paths(of: ["a-7"], in: StoryScope()) == ["a-7": "a/7"])
    #expect(stub.targets.count == 1)
    #expect(try await client.paths(of: ["a-8", "b-1"], in: StoryScope()) == ["a-8": "a/8", "b-1": "b/1"])
    #expect(stub.targets.count == 2)
    #expect(
      try await client.paths(of: ["c", "d", "e", "f", "gone"], in: StoryScope()) == ["c": "/real", "d": "slug"])
    // All pages were read, so an unknown uuid has no path.
    #expect(try await client.paths(of: ["gone", "c"], in: StoryScope()) == ["c": "/real"])
    let token = "&token=" + World.delivery
    #expect(
      stub.targets
        == (1...3).map { "/v2/cdn/links?version=published&paginated=1&page=\($0)&per_page=1000" + token })
  }

  @Test func storyLinks_managementTokensAskForTheStories() async throws {
    let stub = StubTransport { request, _ in
      request.json(
        #"{"stories":[{"id":1,"uuid":"u-1","full_slug":"one"},{"id":2,"uuid":"u-2","full_slug":"two","path":"/real"}]}"#
      )
    }
    let client = try World.client(stub)
    #expect(
      try await client.paths(of: ["u-2", "u-1", "u-3"], in: StoryScope()) == ["u-1": "one", "u-2": "/real"])
    #expect(try await client.paths(of: ["u-3", "u-1"], in: StoryScope()) == ["u-1": "one"])
    #expect(stub.targets == ["/v1/spaces/1023456/stories?by_uuids=u-1%2Cu-2%2Cu-3&story_only=1&page=1&per_page=50"])
  }

  @Test(arguments: [#"{"links":[]}"#, #"{"links":{}}"#]) func storyLinks_aSpaceWithoutLinks(body: String) async throws {
    let client = try World.client(StubTransport { request, _ in request.json(body) }, token: World.delivery)
    #expect(try await client.paths(of: ["u"], in: StoryScope(.draft)) == [:])
  }

  /// Links are optional: after a failed request no other is sent, and only known paths are returned.
  @Test(arguments: ["", "[]", "{}", #"{"links":{"#]) func storyLinks_whatCannotBeReadIsAskedForOnce(body: String)
    async throws
  {
    let stub = StubTransport { request, _ in request.json(request.query("page") == "1" ? Self.full("a") : body) }
    let client = try World.client(stub, token: World.delivery)
    #expect(try await client.paths(of: ["u", "a-7"], in: StoryScope(.draft)) == ["a-7": "a/7"])
    #expect(stub.targets.count == 2)
    #expect(try await client.paths(of: ["v", "a-8"], in: StoryScope(.draft)) == ["a-8": "a/8"])
    #expect(stub.targets.count == 2)
  }
}
