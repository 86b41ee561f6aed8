import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

/// Lists that change while they are read.
@Suite struct MovingListTests {
  /// A list whose order is that of `order` after the first request; each page tells the number of stories in its order.
  private static func server(
    _ count: Int, total: Int? = nil, then order: @escaping @Sendable ([Int]) -> [Int] = { $0 }
  ) -> StubTransport {
    StubTransport { request, number in
      guard let page = Int(request.query("page") ?? ""), let size = Int(request.query("per_page") ?? "") else {
        return nil
      }
      let all = number == 1 ? Array(0..<count) : order(Array(0..<count))
      let stories = all.dropFirst((page - 1) * size).prefix(size).map { #"{"id":\#($0),"full_slug":"s/\#($0)"}"# }
      return request.json(
        "{\"stories\":[\(stories.joined(separator: ","))]}", headers: ["Total": String(total ?? all.count)])
    }
  }

  private func read(
    _ stub: StubTransport, offset: Int = 0, limit: Int? = nil, _ filter: StoryFilter = StoryFilter()
  ) async throws -> (ids: [Int64], result: PagingResult, warnings: [String]) {
    let recorder = LogRecorder()
    let client = try World.client(stub, token: World.personal, log: recorder.log)
    var ids: [Int64] = []
    let result = try await client.pages(filter, in: StoryScope(), offset: offset, limit: limit) {
      (stories, _) throws(Failure) in ids += stories.map(\.id)
    }
    return (ids, result, recorder.warnings)
  }

  private static func sentence(_ listed: Int, _ told: Int) -> String {
    "the list changed while it was read, or its count is wrong: it has \(listed) stories, and Storyblok counts \(told)"
  }

  /// The story that moved from the last page to the first is read again for; the one that it pushed comes once.
  @Test func movingList_upGivesEachStoryOnce() async throws {
    let (ids, result, warnings) = try await read(Self.server(1009) { [1008] + $0.dropLast() })
    #expect(ids.sorted() == (0..<1009).map(Int64.init))
    #expect(result.delivered == 1009)
    #expect(result.total == 1009 && result.isTotalExact)
    #expect(warnings == [])
  }

  @Test func movingList_downGivesEachStoryOnce() async throws {
    let (ids, result, warnings) = try await read(Self.server(1009) { $0.dropFirst() + [0] })
    #expect(ids.sorted() == (0..<1009).map(Int64.init))
    #expect(result.total == 1009 && result.isTotalExact)
    #expect(warnings == [])
  }

  @Test func movingList_aDeletionIsSaid() async throws {
    let (ids, result, warnings) = try await read(Self.server(250) { Array($0.dropFirst()) })
    #expect(ids.sorted() == (0..<250).map(Int64.init), "the deleted story was shown before, and none is missing")
    #expect(result.total == 250 && !result.isTotalExact)
    #expect(warnings == [Self.sentence(250, 249)])
  }

  @Test(arguments: [2018, 1000]) func movingList_aWrongCountIsNotBelieved(told: Int) async throws {
    let (ids, result, warnings) = try await read(Self.server(1009, total: told))
    #expect(ids.count == min(told, 1009) || ids.count == 1009)
    #expect(Set(ids).count == ids.count)
    #expect(result.total == ids.count)
    #expect(!result.isTotalExact || told == 1000)
    #expect(warnings == (told == 2018 ? [Self.sentence(1009, 2018)] : []))
  }

  /// A server that ignores the number of the page does not hold the program for ever.
  @Test(arguments: [nil, 1_000_000] as [Int?]) func movingList_thatStandsStillEnds(told: Int?) async throws {
    let stub = StubTransport { request, _ in
      let stories = (0..<100).map { #"{"id":\#($0),"full_slug":"s/\#($0)"}"# }
      return request.json(
        "{\"stories\":[\(stories.joined(separator: ","))]}", headers: told.map { ["Total": String($0)] } ?? [:])
    }
    let (ids, result, warnings) = try await read(stub)
    #expect(ids == (0..<100).map(Int64.init))
    #expect(result.total == 100 && !result.isTotalExact)
    #expect(warnings == ["Storyblok sent the same stories again for the next pages: the list ends here"])
    #expect(stub.requests.count < 30)
  }

  /// A page that is not full is the last one, so a wrong count shows at once.
  @Test func movingList_aWrongCountShowsOnAShortPage() async throws {
    let (ids, result, _) = try await read(Self.server(4, total: 40), limit: 10)
    #expect(ids == [0, 1, 2, 3])
    #expect(result.total == 4 && !result.isTotalExact)
    let window = try await read(Self.server(400, total: 400), offset: 250, limit: 10)
    #expect(window.ids == (250..<260).map(Int64.init))
    #expect(window.result.total == 400 && window.result.isTotalExact)
  }

  /// What an API cannot select is selected here, and the window counts what is left.
  @Test func pages_whatIsTestedHereIsCounted() async throws {
    var filter = StoryFilter()
    filter.among = Set((0..<400).filter { $0 % 3 == 0 }.map(Int64.init))
    let whole = try await read(Self.server(400), filter)
    #expect(whole.ids == stride(from: 0, to: 400, by: 3).map(Int64.init))
    #expect(whole.result.total == 134 && whole.result.isTotalExact)
    let window = try await read(Self.server(400), offset: 40, limit: 3, filter)
    #expect(window.ids == [120, 123, 126])
    #expect(window.result.total == 134 && window.result.delivered == 3)
    filter.isImpossible = true
    let stub = Self.server(400)
    let none = try await read(stub, filter)
    #expect(none.ids == [] && none.result.total == 0 && none.result.isTotalExact)
    #expect(stub.requests.isEmpty)
  }
}
