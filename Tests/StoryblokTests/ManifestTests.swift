import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

/// What a space has, without content.
@Suite struct ManifestTests {
  private static func link(_ id: Int, _ more: String = "") -> String {
    #""u\#(id)":{"id":\#(id),"uuid":"0000000\#(id)-0000-0000-0000-000000000000","slug":"s/\#(id)","name":"Story \#(id)","#
      + #""published":true,"is_folder":false,"published_at":"2026-03-0\#(id)T08:15:00.000Z","#
      + #""updated_at":"2026-04-0\#(id)T08:15:00Z"\#(more)}"#
  }

  private static func links(_ links: [String], total: Int? = nil) -> StubAnswer {
    StubAnswer(
      headers: total.map { ["Total": String($0)] } ?? [:], text: "{\"links\":{\(links.joined(separator: ","))}}")
  }

  @Test func manifest_ofADeliveryTokenIsItsLinks() async throws {
    let folder = #""u8":{"id":8,"uuid":"u8","slug":"s","published":true,"is_folder":true}"#
    let draft = #""u9":{"id":9,"uuid":"u9","slug":"s/9","published":false,"is_folder":false,"published_at":null}"#
    let bare = #""u7":{"id":7,"slug":"/s/7/","published":true}"#
    let network = StubTransport([Self.links([Self.link(1), folder, draft, Self.link(2), bare, #""x":{"id":4}"#])])
    let client = try World.client(network, token: World.delivery)
    let manifest = try await client.manifest(in: StoryScope())
    #expect(manifest.isWhole)
    #expect(
      manifest.stamps == [
        StoryStamp(id: 1, text: "1772352900000 s/1"), StoryStamp(id: 2, text: "1772439300000 s/2"),
        StoryStamp(id: 7, text: nil),
      ])
    #expect(
      network.targets == [
        "/v2/cdn/links?version=published&include_dates=1&paginated=1&per_page=1000&page=1&token=\(World.delivery)"
      ])
    // A draft changes with each save, and is in the manifest of drafts.
    let drafts = StubTransport([Self.links([Self.link(1), draft])])
    let other = try await World.client(drafts, token: World.delivery).manifest(in: StoryScope(.draft))
    #expect(other.stamps == [StoryStamp(id: 1, text: "1775031300000 s/1"), StoryStamp(id: 9, text: nil)])
  }

  /// The stamp of a story that was read is that of its link, however the dates are written.
  @Test func stamp_isOneForOneVersion() throws {
    let story = try #require(
      try? Story(
        Array(#"{"id":1,"full_slug":"s/1","published_at":"2026-03-01T09:15:00+01:00","updated_at":"x"}"#.utf8)[...]))
    #expect(story.stamp(.published) == StoryStamp(id: 1, text: "1772352900000 s/1"))
    #expect(story.stamp(.draft) == StoryStamp(id: 1, text: "x s/1"))
  }

  @Test func manifest_readsPagesOfLinks() async throws {
    let first = (0..<1000).map { #""a\#($0)":{"id":\#($0 + 10),"slug":"a/\#($0)","published":true}"# }
    let network = StubTransport { request, _ in
      request.query("page") == "1"
        ? Self.links(first, total: 1002) : Self.links([Self.link(1), Self.link(2)], total: 1002)
    }
    let manifest = try await World.client(network, token: World.delivery).manifest(in: StoryScope())
    #expect(manifest.stamps.count == 1002)
    #expect(network.requests.count == 2)
    // A server that knows no pages sends the same again.
    let standing = StubTransport { _, _ in Self.links(first) }
    let same = try await World.client(standing, token: World.delivery).manifest(in: StoryScope())
    #expect(same.stamps.count == 1000)
    #expect(standing.requests.count == 2)
  }

  @Test(arguments: ["{}", "[]", #"{"links":[]}"#, "nothing"]) func manifest_refusesWhatIsNone(text: String) async throws
  {
    let network = StubTransport([StubAnswer(text: text)])
    let client = try World.client(network, token: World.delivery)
    let found = await failure { try await client.manifest(in: StoryScope()) }
    #expect(found?.code == .badResponse)
  }

  /// Names of links need no further request.
  @Test func manifest_tellsNames() async throws {
    let network = StubTransport([Self.links([Self.link(1)])])
    let client = try World.client(network, token: World.delivery)
    _ = try await client.manifest(in: StoryScope())
    var needs = ContentNeeds()
    needs.uuids = ["00000001-0000-0000-0000-000000000000"]
    let names = try await client.names(for: needs, in: StoryScope())
    #expect(names.stories["00000001-0000-0000-0000-000000000000"] == StoryName(name: "Story 1", path: "s/1"))
    #expect(network.requests.count == 1)
  }

  // MARK: - Management

  /// A list of stories with ids from the newest on, saved at their own second.
  private static func list(_ ids: [Int]) -> StubTransport {
    StubTransport { request, _ in
      guard request.query("sort_by") == "updated_at:desc", let page = Int(request.query("page") ?? ""),
        let size = Int(request.query("per_page") ?? "")
      else { return nil }
      let stories = ids.dropFirst((page - 1) * size).prefix(size).map {
        #"{"id":\#($0),"full_slug":"s/\#($0)","updated_at":"2026-03-01T00:00:00Z","published":true}"#
      }
      return request.json(
        "{\"stories\":[\(stories.joined(separator: ","))]}", headers: ["Total": String(ids.count)])
    }
  }

  private static func known(_ ids: some Sequence<Int>) -> [Int64: String] {
    Dictionary(uniqueKeysWithValues: ids.map { (Int64($0), "1772323200000 s/\($0)") })
  }

  @Test func manifest_ofAManagementTokenStopsAtWhatIsKnown() async throws {
    let network = Self.list([501] + Array(1...500))
    let client = try World.client(network)
    let manifest = try await client.manifest(in: StoryScope(), known: Self.known(1...500))
    #expect(!manifest.isWhole)
    #expect(manifest.stamps == [StoryStamp(id: 501, text: "1772323200000 s/501")])
    #expect(network.requests.count == 2)
  }

  @Test func manifest_readsTheWholeListWhereStoriesAreGone() async throws {
    let network = Self.list(Array(1...499))
    let client = try World.client(network)
    let manifest = try await client.manifest(in: StoryScope(), known: Self.known(1...500))
    #expect(manifest.isWhole)
    #expect(manifest.stamps.count == 499)
    #expect(network.requests.count == 1 + 5)
  }

  @Test func manifest_readsTheWholeListForABeginning() async throws {
    let network = Self.list(Array(1...250))
    let manifest = try await World.client(network).manifest(in: StoryScope())
    #expect(manifest.isWhole && manifest.stamps.map(\.id) == (1...250).map(Int64.init))
    #expect(network.requests.count == 3)
  }

  @Test func contentTraits_areBlocksAndUuids() throws {
    let uuid = "aaaaaaaa-0000-0000-0000-000000000001"
    let text = """
      {"id":1,"slug":"a","content":{"_uid":"bbbbbbbb-0000-0000-0000-000000000001","component":"page","ref":"\(uuid)",
      "body":[{"component":"grid","columns":[{"component":"te\\u0061ser"}],"link":{"id":"\(uuid)","n":1}}]}}
      """
    let story = try #require(try? Story(Array(text.utf8)[...]))
    #expect(story.contentTraits == ContentTraits(blocks: ["page", "grid", "teaser"], uuids: [uuid]))
  }
}
