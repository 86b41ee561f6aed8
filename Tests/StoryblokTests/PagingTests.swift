import Core
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Storyblok

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct RateControllerTests {
  @Test func rateController_beginsWithAnAllowanceAndGrowsUntilRefused() {
    var controller = RateController(allowance: 4)
    #expect(controller.verdict(inFlight: 3, now: 0) == .start)
    #expect(controller.verdict(inFlight: 4, now: 0) == .hold)
    controller.succeeded(size: 100)
    #expect(controller.window == 5)
    for _ in 0..<100 { controller.succeeded(size: 100) }
    #expect(controller.window == 8)
  }

  @Test func rateController_aRoundOfRefusalsCountsOnce() {
    var controller = RateController(allowance: 16)
    for _ in 0..<16 { controller.refused(sent: 1, now: 1.1, retryAfter: .seconds(2), random: 0.5) }
    #expect(controller.window == 8)
    #expect(controller.refusedRounds == 1)
    #expect(controller.verdict(inFlight: 0, now: 1.1) == .wait(.milliseconds(2100)))
    #expect(controller.verdict(inFlight: 0, now: 3.2) == .start)
    controller.refused(sent: 3.3, now: 3.4, retryAfter: nil, random: 0.5)
    #expect(controller.window == 4)
    #expect(controller.refusedRounds == 2)
    controller.succeeded(size: 1)
    #expect(controller.refusedRounds == 0)
    #expect(controller.window == 4.25)
  }

  @Test func rateController_withoutRetryAfterTheWaitGrowsAndStaysBounded() {
    var controller = RateController(allowance: 1)
    var now = 0.0
    var waits: [Double] = []
    for _ in 0..<12 {
      controller.refused(sent: now, now: now, retryAfter: nil, random: 1)
      guard case .wait(let wait) = controller.verdict(inFlight: 0, now: now) else { break }
      waits.append(wait.seconds)
      now += wait.seconds
    }
    #expect(waits.prefix(4) == [0.5, 1, 2, 4])
    #expect(waits.max() == 20)
    #expect(controller.window == 1)
  }

  /// A server that accepts `limit` requests in any second: after the first refusals, nearly all of them are used.
  @Test(arguments: [(3, 0.03), (6, 0.03), (6, 0.4), (50, 0.05)])
  func rateController_settlesAtTheServersRate(limit: Int, latency: Double) {
    var controller = RateController(allowance: limit == 50 ? 50 : 6)
    let (now, done, refused) = Self.run(&controller, limit: limit, requests: limit * 20) { _ in latency }
    // 20 seconds at the server's rate.
    #expect(now < 25, "\(now) s, \(refused) refused")
    #expect(refused < done / 4, "\(refused) of \(done)")
  }

  /// Sends requests as the controller says, to a server that accepts `limit` in a second.
  ///
  /// - Parameters:
  ///   - sentBefore: when others sent requests that count too.
  ///   - latency: the seconds until the response to a request that was accepted or not.
  /// - Returns: the seconds until so many were accepted, or 100; how many were accepted and refused.
  private static func run(
    _ controller: inout RateController, limit: Int, requests: Int, sentBefore: [Double] = [],
    latency: (Bool) -> Double
  ) -> (now: Double, done: Int, refused: Int) {
    var (now, done, refused) = (0.0, 0, 0)
    var accepted = sentBefore
    var flights: [(end: Double, sent: Double, isAccepted: Bool)] = []
    while done < requests, now < 100 {
      while case .start = controller.verdict(inFlight: flights.count, now: now) {
        controller.started(now: now)
        let isAccepted = accepted.count { $0 > now - 1 } < limit
        if isAccepted { accepted.append(now) }
        flights.append((now + latency(isAccepted), now, isAccepted))
      }
      now += 0.001
      for flight in flights where flight.end <= now {
        if flight.isAccepted {
          controller.succeeded(size: 1000, sent: flight.sent)
          done += 1
        } else {
          controller.refused(sent: flight.sent, now: now, retryAfter: nil, random: 0.5)
          refused += 1
        }
      }
      flights.removeAll { $0.end <= now }
    }
    return (now, done, refused)
  }

  /// Refusals overtake the responses of requests sent before, and another program had used most of the limit when the
  /// series began: the pace is neither measured too low nor low for long.
  @Test(arguments: [0, 20, 45])
  func rateController_findsThePaceAlthoughRefusalsAreFaster(others: Int) {
    let limit = 50
    var controller = RateController(allowance: limit)
    let (now, _, refused) = Self.run(
      &controller, limit: limit, requests: 200, sentBefore: (0..<others).map { -Double($0) / 50 }
    ) { isAccepted in isAccepted ? 0.3 : 0.02 }
    // 4 seconds at the server's rate.
    #expect(now < 8, "\(now) s, \(refused) refused")
    #expect(refused < 120, "\(refused)")
  }

  @Test func rateController_largePagesShortenTheLookahead() {
    var controller = RateController(allowance: 50, budget: 10_000_000)
    #expect(controller.lookahead == 50)
    controller.succeeded(size: 250_000)
    #expect(controller.lookahead == 40)
    for _ in 0..<50 { controller.succeeded(size: 30_000_000) }
    #expect(controller.lookahead == 1)
  }

  /// However large responses become, those ahead of their turn together stay below a multiple of the budget.
  @Test func rateController_boundsTheBytesAheadOfTheirTurn() {
    var controller = RateController(allowance: 50, budget: 10_000_000)
    controller.succeeded(size: 100)
    while true {
      let limit = controller.sizeLimit
      #expect(limit * controller.lookahead <= 40_000_000)
      if controller.lookahead == 1 { break }
      controller.exceeded(limit)
    }
    #expect(controller.sizeLimit == 40_000_000)
  }
}

@Suite struct WalkTests {
  /// A list of `total` stories that accepts `perSecond` requests in each second of its own clock.
  private static func server(_ total: Int, refuse: (@Sendable (Int) -> Bool)? = nil) -> StubTransport {
    StubTransport { request, number in
      if refuse?(number) == true {
        return request.json(
          #"{"error":"Rate limit of 6 request per second"}"#, status: 429, headers: ["Retry-After": "1"])
      }
      guard let page = Int(request.query("page") ?? ""), let size = Int(request.query("per_page") ?? "")
      else { return nil }
      let range = min((page - 1) * size, total)..<min(page * size, total)
      let stories = range.map {
        #"{"id":\#($0),"name":"N\#($0)","full_slug":"s/\#($0)","content":{"component":"p"}}"#
      }
      return request.json(
        "{\"stories\":[\(stories.joined(separator: ","))],\"cv\":5}", headers: ["Total": String(total)])
    }
  }

  private func ids(
    _ stub: StubTransport, token: String = World.delivery, offset: Int = 0, limit: Int?
  ) async throws -> ([Int], PagingResult) {
    let client = try World.client(stub, token: token)
    var ids: [Int] = []
    let result = try await client.pages(StoryFilter(), in: StoryScope(), offset: offset, limit: limit) {
      (stories, total) throws(Failure) in
      ids += stories.map { Int($0.id) }
    }
    return (ids, result)
  }

  @Test func storyWalk_allStoriesInOrder() async throws {
    let stub = Self.server(5003)
    let (ids, result) = try await ids(stub, limit: nil)
    #expect(ids == Array(0..<5003))
    #expect(result.total == 5003)
    #expect(result.delivered == 5003)
    #expect(result.isTotalExact)
    #expect(stub.requests.count == 201)
    #expect(Set(stub.requests.map { $0.query("per_page") }) == ["25"])
    // The first response names the cache version, so the others are not redirected.
    #expect(stub.requests.dropFirst().allSatisfy { $0.query("cv") == "5" })
  }

  @Test func storyWalk_managementPagesHoldAHundred() async throws {
    let stub = Self.server(1000)
    let (ids, _) = try await ids(stub, token: World.personal, limit: nil)
    #expect(ids == Array(0..<1000))
    #expect(stub.requests.count == 10)
  }

  @Test(arguments: [
    (0, 10, 1), (0, 100, 1), (30, 10, 1), (40, 20, 2), (4990, 100, 1), (9000, 5, 1), (0, 0, 1),
    (3, 4000, 161),
  ])
  func storyWalk_readsTheWindowAskedFor(offset: Int, limit: Int, requests: Int) async throws {
    let stub = Self.server(5000)
    let (ids, result) = try await ids(stub, offset: offset, limit: limit)
    #expect(ids == Array(min(offset, 5000)..<min(offset + limit, 5000)))
    #expect(result.total == 5000)
    #expect(stub.requests.count == requests)
  }

  @Test func storyWalk_refusalsAreWaitedOutAndNothingIsLost() async throws {
    let stub = Self.server(3000) { number in number % 7 == 0 || (20...40).contains(number) }
    let (ids, _) = try await ids(stub, limit: nil)
    #expect(ids == Array(0..<3000))
  }

  @Test func storyWalk_aServerThatRefusesForEverEndsTheWalk() async throws {
    let stub = Self.server(3000) { $0 > 5 }
    let failed = await failure { try await ids(stub, limit: nil) }
    #expect(failed?.code == .throttled)
    #expect(stub.requests.count < 300)
  }

  @Test func storyWalk_anErrorInTheMiddleEndsTheWalk() async throws {
    let stub = StubTransport { request, number in
      number == 1
        ? request.json(#"{"stories":[{"id":1,"full_slug":"a"}]}"#, headers: ["Total": "500"])
        : request.json("[\"gone\"]", status: 404)
    }
    #expect(await failure { try await ids(stub, limit: nil) }?.code == .notFound)
  }

  @Test func storyWalk_aCountThatLiesEndsAtTheFirstEmptyPage() async throws {
    let stub = StubTransport { request, number in
      let body = number == 1 ? #"{"stories":[{"id":1,"full_slug":"a"}]}"# : #"{"stories":[]}"#
      return request.json(body, headers: ["Total": "900000000"])
    }
    let (ids, result) = try await ids(stub, limit: nil)
    #expect(ids == [1])
    #expect(stub.requests.count < 300)
    #expect(result.total == 1)
    #expect(!result.isTotalExact)
  }

  @Test func storyWalk_withoutACountPagesAreReadUntilOneIsNotFull() async throws {
    let stub = StubTransport { request, number in
      let stories = (0..<(number < 3 ? 25 : 7)).map { #"{"id":\#(number * 100 + $0),"full_slug":"a"}"# }
      return request.json("{\"stories\":[\(stories.joined(separator: ","))]}")
    }
    let (ids, result) = try await ids(stub, limit: nil)
    #expect(ids.count == 57)
    #expect(result.total == 57)
    #expect(result.isTotalExact)
  }

  @Test func storyWalk_singleReadsKeepTheOrderAndLeaveOutTheMissing() async throws {
    let stub = StubTransport { request, _ in
      if request.url.path.hasSuffix("/spaces/1023456") { return request.json(#"{"space":{"id":1023456}}"#) }
      let id = request.url.path.split(separator: "/").last ?? ""
      return id == "3"
        ? request.json(#"["This record could not be found"]"#, status: 404)
        : request.json(#"{"story":{"id":\#(id),"full_slug":"s","content":{"component":"p"}}}"#)
    }
    let client = try World.client(stub)
    var ids: [Int64] = []
    try await client.read(ids: [5, 3, 9, 1], in: StoryScope(.draft)) { (story) throws(Failure) in
      ids.append(story.id)
    }
    #expect(ids == [5, 9, 1])
  }

  @Test func storyWalk_whatTheReceiverThrowsEndsTheWalk() async throws {
    let client = try World.client(Self.server(500), token: World.delivery)
    let failed = await failure {
      try await client.pages(StoryFilter(), in: StoryScope(), offset: 0, limit: nil) { (_, _) throws(Failure) in
        throw Failure(.io, "full", hint: "make room")
      }
    }
    #expect(failed?.code == .io)
  }

  /// A server that ignores the page, with and without a count.
  @Test(arguments: [nil, "900000000"])
  func storyWalk_aServerThatIgnoresThePageEndsTheWalk(total: String?) async throws {
    let page = (1...25).map { #"{"id":\#($0),"full_slug":"a"}"# }.joined(separator: ",")
    let stub = StubTransport { request, _ in
      request.json("{\"stories\":[\(page)]}", headers: total.map { ["Total": $0] } ?? [:])
    }
    let recorder = LogRecorder()
    let client = try World.client(stub, token: World.delivery, log: recorder.log)
    var ids: [Int64] = []
    let result = try await client.pages(StoryFilter(), in: StoryScope(), offset: 0, limit: nil) {
      (stories, _) throws(Failure) in ids += stories.map(\.id)
    }
    #expect(ids == Array(1...25))
    #expect(result.delivered == 25)
    #expect(!result.isTotalExact)
    #expect(recorder.warnings == ["Storyblok sent the same stories again for the next pages: the list ends here"])
    #expect(stub.requests.count < (total == nil ? 5 : 300))
  }

  /// Stories that were added meanwhile move others to the next page.
  @Test func storyWalk_deliversAStoryOnTwoPagesOnce() async throws {
    let pages = [Array(1...25), Array(21...45), Array(46...50)]
    let stub = StubTransport { request, _ in
      let page = pages[(Int(request.query("page") ?? "") ?? 1) - 1].map { #"{"id":\#($0),"full_slug":"a"}"# }
      return request.json("{\"stories\":[\(page.joined(separator: ","))]}")
    }
    let (ids, result) = try await ids(stub, limit: nil)
    #expect(ids == Array(1...50))
    #expect(result.total == 50)
  }

  /// A small first page, then pages of which fifty at once would fill the memory: a page that is too large ahead of its
  /// turn is given up and requested again in its turn, and nothing is lost.
  @Test func storyWalk_largePagesAreRequestedInTheirTurn() async throws {
    let filler = String(repeating: "x", count: 8 << 20)
    let stub = StubTransport { request, _ in
      let page = Int(request.query("page") ?? "") ?? 0
      let text = page == 1 ? "" : filler
      let story = #"{"id":\#(page),"full_slug":"a","content":{"component":"p","text":"\#(text)"}}"#
      if story.utf8.count > request.limits.body { return .failure(.tooLarge(request.limits.body)) }
      return request.json("{\"stories\":[\(story)]}", headers: ["Total": "500"])
    }
    let (ids, result) = try await ids(stub, limit: nil)
    #expect(ids == Array(1...20))
    // The stand-in's pages hold one story of 25.
    #expect(result.total == 20 && !result.isTotalExact)
    // Requests ahead of their turn together accept a bounded number of bytes.
    let limits = stub.requests.map(\.limits.body)
    #expect(limits.contains { $0 < 1 << 20 } && limits.contains(32 << 20))
    #expect(limits.filter { $0 < 32 << 20 }.prefix(50).reduce(0, +) <= 96 << 20)
    #expect(stub.requests.count < 20 + 110)
  }

  /// The time of day is set back by an hour at each look. Waits after a refusal end nevertheless.
  @Test func storyWalk_aClockSetBackDoesNotHoldTheWalk() async throws {
    let stub = Self.server(200) { $0 == 3 }
    let clock = TestClock()
    let hours = Mutex(0.0)
    let wall = WallClock(
      now: {
        hours.withLock { hours in
          hours += 1
          return clock.wallClock.now().addingTimeInterval(-3600 * hours)
        }
      }, sleep: clock.wallClock.sleep, uptime: clock.wallClock.uptime)
    let environment = Environment(clock: wall)
    let client = StoryblokClient(
      configuration: try World.configuration(token: World.delivery),
      http: HTTPClient(transport: stub, environment: environment, log: .silent), environment: environment, log: .silent)
    var count = 0
    _ = try await client.pages(StoryFilter(), in: StoryScope(), offset: 0, limit: nil) { (stories, _) throws(Failure) in
      count += stories.count
    }
    #expect(count == 200)
    #expect(clock.waits.count < 20)
  }
}
