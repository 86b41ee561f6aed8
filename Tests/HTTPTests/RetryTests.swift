import Core
import HTTP
import Synchronization
import TestSupport
import Testing

@Suite struct RetryTests {
  private let url: WebURL

  init() throws { url = try #require(WebURL("https://example.test/")) }

  private func answer(_ status: Int, _ headers: Headers = [:]) -> StubAnswer {
    StubAnswer(status: status, headers: headers, text: "body")
  }

  /// Runs one exchange. Returns the outcome as text, the waits in milliseconds and the number of attempts.
  private func run(
    _ script: [StubAnswer], attempts: Int = 3
  ) async -> (outcome: String, waits: [Int], attempts: [Int]) {
    let transport = StubTransport(script)
    let made = Mutex<[Int]>([])
    let clock = TestClock(784_111_777)
    let environment = Environment.still(clock: clock, random: .max / 2)
    let client = HTTPClient(transport: transport, environment: environment, log: .silent)
    let url = url
    let exchange = HTTPClient.Exchange(
      service: "sts", operation: "Get", retry: RetryPolicy(maxAttempts: attempts),
      make: { () throws(Failure) in
        made.withLock { $0.append($0.count + 1) }
        return Request("GET", url)
      },
      classify: { $0.status == 429 ? .throttled : $0.status >= 500 ? .transient : .done })
    var outcome = ""
    do throws(Failure) { outcome = "\(try await client.send(exchange).status)" } catch {
      outcome = error.code.rawValue
    }
    #expect(transport.requests.count == script.count)
    return (
      outcome,
      clock.waits.map { Int($0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000) },
      made.withLock { $0 }
    )
  }

  @Test func httpClient_returnsASuccessAtOnce() async {
    let run = await run([answer(200)])
    #expect(run.outcome == "200" && run.waits == [] && run.attempts == [1])
  }

  @Test func httpClient_waitsARandomPartOfADoublingTime() async {
    let run = await run([answer(500), answer(503), answer(200)])
    #expect(run.outcome == "200" && run.waits == [499, 999] && run.attempts == [1, 2, 3])
  }

  @Test func httpClient_returnsTheLastResponseAfterAllAttempts() async {
    let run = await run([answer(500), answer(429), answer(502)])
    #expect(run.outcome == "502" && run.attempts == [1, 2, 3])
  }

  @Test func httpClient_doesNotRetryARefusal() async {
    let run = await run([answer(403)])
    #expect(run.outcome == "403" && run.attempts == [1])
  }

  @Test func httpClient_waitsForRetryAfter() async {
    #expect(await run([answer(429, ["Retry-After": "7"]), answer(200)]).waits == [7049])
    let date: Headers = ["Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT"]
    #expect(await run([answer(429, date), answer(200)]).waits == [10_049])
    let long = await run([answer(429, ["Retry-After": "3600"])])
    #expect(long.outcome == "429" && long.waits == [])
  }

  @Test func httpClient_retriesALostConnectionButNotABadCertificate() async {
    #expect(await run([.failure(.closed), answer(200)]).outcome == "200")
    #expect(await run([.failure(.closed), .failure(.closed)], attempts: 2).outcome == "network")
    #expect(await run([.failure(.tls("expired"))]).outcome == "tls")
    #expect(await run([.failure(.timeout)], attempts: 1).outcome == "timeout")
  }

  /// Whole responses and broken streams take from one budget.
  @Test func httpClient_restartsAStreamWithinTheSameAttempts() async throws {
    let transport = StubTransport([answer(503), answer(200), answer(200)])
    let environment = Environment(clock: WallClock(now: WallClock.system.now, sleep: { _ in }))
    let client = HTTPClient(transport: transport, environment: environment, log: .silent)
    let url = url
    let exchange = HTTPClient.Exchange(
      service: "s", operation: "o", retry: RetryPolicy(maxAttempts: 3),
      make: { () throws(Failure) in Request("POST", url) }, classify: { $0.status == 503 ? .transient : .done })
    let counts = Mutex<[Int]>([])
    var found: Failure?
    do throws(Failure) {
      _ = try await client.stream(exchange) { open throws(StreamInterruption) in
        counts.withLock { $0.append(open.attempts) }
        throw StreamInterruption(
          Failure(.serviceError, "cut", hint: "-", attempts: open.attempts), mayRestart: true)
      }
    } catch { found = error }
    #expect(found?.sentence == "cut")
    #expect(found?.attempts == 3)
    #expect(counts.withLock { $0 } == [2, 3])
    #expect(transport.requests.count == 3)
  }

  @Test func httpClient_doesNotRestartAStreamThatWasShown() async throws {
    let transport = StubTransport([answer(200)])
    let client = HTTPClient(transport: transport, environment: Environment(), log: .silent)
    let url = url
    let exchange = HTTPClient.Exchange(
      service: "s", operation: "o", retry: RetryPolicy(), make: { () throws(Failure) in Request("POST", url) },
      classify: { _ in .done })
    var found: Failure?
    do throws(Failure) {
      _ = try await client.stream(exchange) { _ throws(StreamInterruption) in
        throw StreamInterruption(Failure(.serviceError, "cut", hint: "-"), mayRestart: false)
      }
    } catch { found = error }
    #expect(found?.sentence == "cut")
    #expect(transport.requests.count == 1)
  }

  @Test func retryPolicy_capsTheWait() {
    let policy = RetryPolicy(maxAttempts: 40)
    #expect(policy.wait(after: 39, retryAfter: nil, random: 1) == .seconds(20))
    #expect(policy.wait(after: 40, retryAfter: nil, random: 1) == nil)
    #expect(policy.wait(after: 1, retryAfter: nil, random: 0) == .zero)
  }

  @Test(arguments: [
    ("0", Duration.zero), ("1.5", .milliseconds(1500)), ("Sun, 06 Nov 1994 08:49:37 GMT", .zero),
    ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)), ("-1", nil), ("soon", nil), ("", nil), ("nan", nil),
    ("Sun, 06 Foo 1994 08:50:37 GMT", nil), ("9999999999999999999", nil),
  ])
  func httpDate_readsRetryAfter(text: String, expected: Duration?) {
    #expect(HTTPDate.retryAfter(text, now: 784_111_777) == expected)
  }

  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
    ("Mon, 23 Nov 2026 10:00:00 GMT", 1_795_428_000),
  ])
  func httpDate_readsDates(text: String, expected: Double) { #expect(HTTPDate.seconds(text) == expected) }
}
