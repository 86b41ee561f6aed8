import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

/// The version of a space's cache, remembered from one run to the next.
struct CacheVersionTests {
  /// A space of that version, whose lists name the version they are of. A request without a version is redirected.
  private static func space(_ version: Int64, isReadable: Bool = true) -> StubTransport {
    StubTransport { request, _ in
      if request.url.path.hasSuffix("/spaces/me") {
        guard isReadable else {
          return StubAnswer(status: 403, body: Array(#"{"error":"Forbidden"}"#.utf8), url: request.url)
        }
        return request.json(#"{"space":{"id":7,"name":"S","version":\#(version)}}"#)
      }
      var url = request.url
      if request.query("cv") == nil, request.query("version") == "published" {
        url = url.adding(query: "cv", String(version))
      }
      let asked = request.query("cv") ?? String(version)
      let body = #"{"stories":[{"id":1,"slug":"of-\#(asked)"}],"cv":\#(asked)}"#
      return StubAnswer(body: Array(body.utf8), url: url)
    }
  }

  private func list(_ stub: StubTransport, _ folder: String?, _ scope: StoryScope = StoryScope()) async throws
    -> [String]
  {
    let client = try World.client(stub, token: World.delivery, stateFolder: folder)
    return try await client.stories(StoryFilter(), in: scope).stories.map(\.slug)
  }

  /// The space id tells the region.
  private static let name = "cache-versions/api-us.storyblok.com-1023456"

  private static func remembered(in folder: TemporaryFolder) throws -> String {
    String(decoding: try FileReader.beginning(of: folder.path + "/" + name, limit: 20), as: UTF8.self)
  }

  @Test func cacheVersion_isRememberedAndComparedWithTheNewest() async throws {
    let folder = try TemporaryFolder()
    let first = Self.space(50)
    #expect(try await list(first, folder.path) == ["of-50"])
    #expect(first.requests.map { $0.query("cv") } == [nil])
    #expect(try Self.remembered(in: folder) == "50")

    let second = Self.space(50)
    #expect(try await list(second, folder.path) == ["of-50"])
    let lists = second.requests.filter { $0.url.path.hasSuffix("/stories") }
    #expect(lists.map { $0.query("cv") } == ["50"])
    #expect(second.requests.count == 2)
  }

  /// A list of an older version is not what is in the space now, also if the version seems to go back.
  @Test(arguments: [51, 49] as [Int64]) func cacheVersion_thatIsNoLongerTheNewestIsReplaced(newest: Int64) async throws
  {
    let folder = try TemporaryFolder()
    _ = try await list(Self.space(50), folder.path)
    let stub = Self.space(newest)
    #expect(try await list(stub, folder.path) == ["of-\(newest)"])
    let lists = stub.requests.filter { $0.url.path.hasSuffix("/stories") }
    #expect(lists.map { $0.query("cv") } == ["50", "\(newest)"])
    #expect(try Self.remembered(in: folder) == "\(newest)")
  }

  /// Without the newest version the remembered one proves nothing.
  @Test func cacheVersion_isNotTrustedIfTheSpaceCannotBeRead() async throws {
    let folder = try TemporaryFolder()
    _ = try await list(Self.space(50), folder.path)
    let stub = Self.space(51, isReadable: false)
    #expect(try await list(stub, folder.path) == ["of-51"])
  }

  @Test func cacheVersion_isNotUsedForDraftsNorWithoutAFolder() async throws {
    let folder = try TemporaryFolder()
    _ = try await list(Self.space(50), folder.path)
    let drafts = Self.space(50)
    _ = try await list(drafts, folder.path, StoryScope(.draft))
    #expect(drafts.requests.map { $0.query("cv") } == [nil])
    let without = Self.space(50)
    _ = try await list(without, nil)
    #expect(without.requests.map { $0.query("cv") } == [nil])
  }

  /// What is in the file is a number or nothing.
  @Test(arguments: ["", "x", "50 ", "99999999999999999999"])
  func cacheVersion_thatCannotBeReadIsNotSent(text: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: Self.name)
    let stub = Self.space(50)
    #expect(try await list(stub, folder.path) == ["of-50"])
    #expect(stub.requests.map { $0.query("cv") } == [nil])
  }
}
