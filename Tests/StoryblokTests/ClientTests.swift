import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

@Suite struct ClientTests {
  private static let empty = #"{"results":[]}"#
  private static let hits = """
    {"results":[{"excerpt":"Good boots","score":0.81,"story":{"id":215835417873378,"slug":"blog/boots","name":"Boots"}},
    {"excerpt":null,"score":"0.7","story":{"id":"7","slug":"p/x","name":null,"more":[1,{"a":2}]},"new":{}},{"score":1},
    null, 5]}
    """

  @Test func storyblokClient_personalTokensGoRawToTheManagementAPI() async throws {
    let stub = StubTransport { request, _ in request.json(Self.hits) }
    let recorder = LogRecorder(level: .debug)
    let client = try World.client(stub, log: recorder.log)
    var filter = StoryFilter(term: "not for Strata")
    filter.ids = [1]
    filter.startsWith = "blog/"
    let list = try await client.strata("hiking boots & more", filter, in: StoryScope(.draft), limit: 30)
    #expect(
      list.passages == [
        Passage(
          storyID: 215_835_417_873_378, name: "Boots", slug: "blog/boots", text: "Good boots", score: 0.81),
        Passage(storyID: 7, name: "p/x", slug: "p/x", text: nil, score: 0.7),
      ])
    #expect(list.skipped == 3)
    #expect(recorder.warnings == ["3 items of Storyblok's answer had no id or slug and were left out"])
    let request = try #require(stub.requests.first)
    #expect(
      request.url.text == "https://api-us.storyblok.com/v1/spaces/1023456/strata/search"
        + "?q=hiking%20boots%20%26%20more&version=draft&limit=30&starts_with=blog%2F")
    #expect(request.headers["Authorization"] == World.personal)
    #expect(stub.requests.count == 1)
    let printed = "\(recorder.events)"
    #expect(!printed.contains(World.personal))
  }

  @Test func storyblokClient_aRefusalLeadsToTheOtherFamilyOnce() async throws {
    let stub = StubTransport { request, _ in
      if request.headers["Authorization"] == "Bearer " + World.personal { return request.json(Self.empty) }
      return request.json(#"{"error":"Unauthorized"}"#, status: 401)
    }
    let client = try World.client(stub)
    _ = try await client.strata("a", in: StoryScope(), limit: 5)
    _ = try await client.strata("b", in: StoryScope(), limit: 5)
    #expect(
      stub.requests.map { $0.headers["Authorization"] } == [
        World.personal, "Bearer " + World.personal, "Bearer " + World.personal,
      ])
    #expect(client.access == .oauth)
  }

  @Test func storyblokClient_deliveryTokensGoIntoTheQuery() async throws {
    let stub = StubTransport { request, _ in request.json(Self.empty) }
    let client = try World.client(stub, token: World.delivery, space: nil)
    _ = try await client.strata("a", in: StoryScope(), limit: 500)
    #expect(
      stub.requests.map(\.url.text) == [
        "https://api.storyblok.com/v2/cdn/strata/search?q=a&version=published&limit=100&token="
          + World.delivery
      ])
    #expect(stub.requests[0].headers["Authorization"] == nil)
    #expect(stub.requests[0].limits.redirects == 3)
  }

  @Test func storyblokClient_theCacheVersionIsReusedAndNeverGoesBack() async throws {
    let stub = StubTransport { request, number in
      var url = request.url
      if number == 1 { url = url.adding(query: "cv", "50") }
      let body =
        number == 2
        ? #"{"stories":[],"cv":40}"# : number == 3 ? #"{"stories":[],"cv":"60"}"# : #"{"stories":[]}"#
      return StubAnswer(body: Array(body.utf8), url: url)
    }
    let client = try World.client(stub, token: World.delivery)
    for _ in 1...4 { _ = try await client.stories(StoryFilter(), in: StoryScope()) }
    _ = try await client.stories(StoryFilter(), in: StoryScope(.draft))
    #expect(stub.requests.map { $0.query("cv") } == [nil, "50", "50", "60", nil])
  }

  @Test(arguments: ["[%]", #"{"stories":[%],"results":[]}"#, #"{"total":1,"results":[%]}"#])
  func storyblokClient_vsearchesInEachContainer(container: String) async throws {
    let item = #"{"body":"text","cursor":0,"name":"N","slug":"a/b","story_id":12}"#
    let stub = StubTransport { request, _ in request.json(container.replacing("%", with: item)) }
    let list = try await World.client(stub).vsearches("x y", limit: 10, offset: 5)
    #expect(list.passages == [Passage(storyID: 12, name: "N", slug: "a/b", text: "text", score: nil)])
    #expect(stub.targets == ["/v1/spaces/1023456/vsearches?term=x%20y&limit=10&offset=5"])
  }

  @Test func storyblokClient_storiesOfBothAPIs() async throws {
    let body = """
      {"stories":[{"id":"5","uuid":"u","name":"N \\u00fc","slug":"s","full_slug":"f/s","content_type":"article",
      "published":true,"unpublished_changes":true,"published_at":"2026-01-02T03:04:05Z","tag_list":["a",null,"b"],"new":[[]]},
      {"id":6,"name":null,"full_slug":"g","content":{"x":{"component":"no"},"component":"page"},"published_at":"2026-01-01",
      "is_startpage":1,"path":""},{"id":7,"slug":"h","published":false,"publish_at":"2030"},{"name":"no id"}],"cv":9}
      """
    let stub = StubTransport { request, _ in request.json(body, headers: ["total": "60"]) }
    let page = try await World.client(stub).stories(StoryFilter(), in: StoryScope())
    #expect(page.total == 60)
    #expect(page.items == 4)
    #expect(page.skipped == 1)
    #expect(page.stories.map(\.id) == [5, 6, 7])
    #expect(page.stories.map(\.name) == ["N ü", "g", "h"])
    #expect(page.stories.map(\.slug) == ["f/s", "g", "h"])
    #expect(page.stories.map(\.contentType) == ["article", "page", nil])
    #expect(page.stories.map(\.state) == [.changed, .published, .scheduled])
    #expect(page.stories[0].tags == ["a", "b"])
    #expect(page.stories[1].isStartpage)
    #expect(page.stories[1].path == nil)
    #expect(
      page.stories[1].content.map { String(decoding: $0, as: UTF8.self) }
        == #"{"x":{"component":"no"},"component":"page"}"#)
    // Line ends between tokens are removed; nothing else changes.
    #expect(
      String(decoding: page.stories[2].json, as: UTF8.self)
        == #"{"id":7,"slug":"h","published":false,"publish_at":"2030"}"#)
  }

  @Test func storyblokClient_spaceIsReadOnceAndAMismatchIsSaid() async throws {
    let stub = StubTransport { request, _ in
      #expect(request.hidesBodies)
      return request.json(
        #"{"space":{"id":99,"name":"Other","domain":"https://x.example/","first_token":"secret"}}"#)
    }
    let recorder = LogRecorder(level: .debug)
    let client = try World.client(stub, token: World.delivery, log: recorder.log)
    #expect(try await client.space() == Space(id: 99, name: "Other", domain: "https://x.example/"))
    _ = try await client.space()
    #expect(stub.requests.count == 1)
    #expect(recorder.warnings == ["the token belongs to space 99, not to 1023456 (STORYBLOK_SPACE_ID)"])
  }

  @Test(arguments: [(200, TokenKind.preview), (401, .public), (403, .public)])
  func storyblokClient_previewOrPublic(status: Int, kind: TokenKind) async throws {
    let stub = StubTransport { request, _ in
      request.url.path.hasSuffix("/spaces/me")
        ? request.json(#"{"space":{"id":1023456,"name":"A"}}"#)
        : request.json(#"{"stories":[]}"#, status: status)
    }
    #expect(try await World.client(stub, token: World.delivery).tokenKind() == kind)
    #expect(stub.requests.last?.query("version") == "draft")
  }
}
