import Core
import HTTP
import TestSupport
import Testing

@testable import HTTP

/// A request that the service probably carried out, and bills, is not sent again.
@Suite struct BilledRequestTests {
  private let url: WebURL

  init() throws { url = try #require(WebURL("https://model.test/")) }

  private func run(_ script: [StubAnswer], isBilled: Bool) async -> (failure: Failure?, requests: Int) {
    let transport = StubTransport(script)
    let client = HTTPClient(transport: transport, environment: .still(), log: .silent)
    let url = url
    var exchange = HTTPClient.Exchange(
      service: "s", operation: "o", retry: RetryPolicy(maxAttempts: 3),
      make: { () throws(Failure) in Request("POST", url) },
      classify: { $0.status == 503 ? .transient : $0.status == 429 ? .throttled : .done })
    exchange.isBilled = isBilled
    let made = exchange
    let found = await failure { try await client.send(made) }
    return (found, transport.requests.count)
  }

  @Test func httpClient_doesNotSendABilledRequestAgainAfterATimeout() async {
    let billed = await run([.failure(.timeout)], isBilled: true)
    #expect(billed.failure?.code == .timeout)
    #expect(billed.failure?.reason == .mayBeBilled)
    #expect(billed.failure?.attempts == 1)
    let free = await run([.failure(.timeout), .failure(.timeout), .failure(.timeout)], isBilled: false)
    #expect(free.failure?.attempts == 3)
    #expect(free.failure?.reason == nil)
  }

  /// What came before the timeout counts.
  @Test func httpClient_countsTheRefusalsBeforeATimeout() async {
    let found = await run([StubAnswer(status: 503), .failure(.timeout)], isBilled: true).failure
    #expect(found?.attempts == 2)
    #expect(found?.reason == .mayBeBilled)
  }

  @Test(arguments: [
    StubAnswer.failure(.refused), .failure(.unresolved), .failure(.connectTimeout), .failure(.closed),
    StubAnswer(status: 503), StubAnswer(status: 429),
  ])
  func httpClient_sendsABilledRequestAgainIfItWasNotTaken(answer: StubAnswer) async {
    let run = await run([answer, answer, StubAnswer()], isBilled: true)
    #expect(run.failure == nil)
    #expect(run.requests == 3)
  }

  struct Ending: Sendable {
    var kind: TransportError.Kind
    var isBodySent = true
    var status: Int?
    var silence = 0
    var wasTaken: Bool
  }

  @Test(arguments: [
    Ending(kind: .timeout, wasTaken: true), Ending(kind: .timeout, isBodySent: false, wasTaken: false),
    Ending(kind: .timeout, status: 200, wasTaken: true), Ending(kind: .timeout, status: 503, wasTaken: false),
    Ending(kind: .closed, silence: 9, wasTaken: false), Ending(kind: .closed, silence: 10, wasTaken: true),
    Ending(kind: .closed, isBodySent: false, silence: 10, wasTaken: false),
    Ending(kind: .truncated, status: 200, wasTaken: true), Ending(kind: .truncated, status: 500, wasTaken: false),
    Ending(kind: .refused, silence: 60, wasTaken: false), Ending(kind: .tls("x"), silence: 60, wasTaken: false),
  ])
  func transportError_tellsWhetherTheServiceWasAtWork(end: Ending) {
    let wasTaken = TransportError.wasTaken(
      end.kind, isBodySent: end.isBodySent, status: end.status, silence: .seconds(end.silence))
    #expect(wasTaken == end.wasTaken)
  }

  @Test(arguments: [
    ([RawServer.Step.read, .hang], true),
    ([.read, .reset], false),
    ([.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")], true),
    ([.read, .send("HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\nabc")], false),
    ([.read, .send("HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\nabc"), .hang], false),
  ])
  func curlTransport_knowsWhetherARequestWasTaken(script: [RawServer.Step], expected: Bool) async throws {
    #expect(try await error(script, body: "{}")?.wasTaken == expected)
  }

  /// The body is larger than what the connection buffers, and nobody reads it.
  @Test func curlTransport_doesNotTakeAHalfSentRequestForTaken() async throws {
    let error = try await error(
      [.wait(milliseconds: 3000)], body: String(repeating: "x", count: 64 << 20))
    #expect(error?.kind == .timeout)
    #expect(error?.wasTaken == false)
  }

  private func error(_ script: [RawServer.Step], body: String) async throws -> TransportError? {
    let server = try RawServer([script])
    var limits = Request.Limits()
    limits.idle = .milliseconds(800)
    let request = Request(
      "POST", try #require(WebURL("http://127.0.0.1:\(server.port)/")), body: Array(body.utf8), limits: limits)
    return await failure(TransportError.self) { try await CurlTransport(environment: Environment()).send(request) }
  }
}
