import Core
import HTTP
import Synchronization
import Testing

/// The server closes a reused connection instead of responding. libcurl alone would send the request again, up to five
/// times. Here every request sent is an attempt.
@Suite struct KeptConnectionTests {
  private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
  private let transport = CurlTransport(environment: Environment())

  /// Every connection answers one request, reads the next one, and closes.
  private static func server(_ connections: Int, reset: Bool = false) throws -> RawServer {
    let end: [RawServer.Step] = reset ? [.read, .reset] : [.read]
    return try RawServer(Array(repeating: [.read, .send(answer)] + end, count: connections))
  }

  private func client(sleep: @escaping @Sendable () -> Void = {}) -> HTTPClient {
    let environment = Environment(clock: WallClock(now: WallClock.system.now, sleep: { _ in sleep() }))
    return HTTPClient(transport: transport, environment: environment, log: .silent)
  }

  private func exchange(_ server: RawServer, _ method: String, _ size: Int, attempts: Int) throws -> HTTPClient.Exchange
  {
    let url = try #require(WebURL(server.url))
    let made = Mutex(0)
    return HTTPClient.Exchange(
      service: "sts", operation: "Get", retry: RetryPolicy(maxAttempts: attempts),
      make: { () throws(Failure) in
        let number = made.withLock { made in
          made += 1
          return made
        }
        return Request(
          method, url, headers: ["X-Attempt": "\(number)"], body: Array(repeating: UInt8(ascii: "b"), count: size),
          limits: Request.Limits(connect: .seconds(60), idle: .seconds(300)))
      }, classify: { _ in .done })
  }

  private func failure(
    of exchange: HTTPClient.Exchange, sleep: @escaping @Sendable () -> Void = {}
  ) async -> Failure? {
    do throws(Failure) {
      _ = try await client(sleep: sleep).send(exchange)
      return nil
    } catch { return error }
  }

  static let requests = [("GET", 0), ("HEAD", 0), ("POST", 0), ("POST", 2), ("POST", 300_000), ("PUT", 2)]

  @Test(arguments: requests, [false, true])
  func httpClient_sendsNoRequestTwiceWithOneAttempt(request: (method: String, size: Int), reset: Bool) async throws {
    // A response to HEAD has no body, so the connection is opened with a GET.
    let server = try Self.server(4, reset: reset)
    _ = try await client().send(exchange(server, "GET", 0, attempts: 1))
    let found = await failure(of: try exchange(server, request.method, request.size, attempts: 1))
    #expect(found?.code == .network)
    #expect(found?.attempts == 1)
    #expect(server.received.count == 2)
  }

  @Test(arguments: requests)
  func httpClient_countsTheRequestOnTheClosedConnection(request: (method: String, size: Int)) async throws {
    guard request.method != "HEAD" else { return }
    let server = try Self.server(4)
    _ = try await client().send(exchange(server, "GET", 0, attempts: 1))
    let response = try await client().send(exchange(server, request.method, request.size, attempts: 3))
    #expect(response.attempts == 2)
    #expect(server.received.map { $0.firstMatch(of: "X-Attempt: ") } == ["1", "1", "2"])
    #expect(server.received.last?.hasSuffix(String(repeating: "b", count: request.size)) == true)
  }

  @Test func httpClient_sendsNoMoreThanItsAttempts() async throws {
    let dead = try RawServer([[.read, .send(Self.answer), .read], [.read], [.read], [.read], [.read]])
    _ = try await client().send(exchange(dead, "GET", 0, attempts: 1))
    let found = await failure(of: try exchange(dead, "POST", 2, attempts: 3))
    #expect(found?.attempts == 3)
    #expect(dead.received.map { $0.firstMatch(of: "X-Attempt: ") } == ["1", "1", "2", "3"])
  }

  @Test func httpClient_countsNoAttemptWhereNothingListens() async throws {
    let port = try RawServer([]).port
    let url = try #require(WebURL("http://127.0.0.1:\(port)"))
    let waits = Mutex(0)
    let exchange = HTTPClient.Exchange(
      service: "sts", operation: "Get", retry: RetryPolicy(maxAttempts: 3),
      make: { () throws(Failure) in Request("GET", url) }, classify: { _ in .done })
    let found = await failure(of: exchange) { waits.withLock { $0 += 1 } }
    #expect(found?.code == .network)
    #expect(found?.attempts == 0)
    #expect(waits.withLock { $0 } == 2)
  }

  @Test func curlTransport_keepsItsConnectionForPosts() async throws {
    let server = try RawServer([[.read, .send(Self.answer), .read, .send(Self.answer), .read, .send(Self.answer)]])
    for size in [2, 0, 300_000] {
      let response = try await client().send(exchange(server, "POST", size, attempts: 1))
      #expect(response.status == 200)
    }
    #expect(server.received.count == 3)
    #expect(server.received.allSatisfy { $0.hasPrefix("POST / HTTP/1.1\r\n") })
  }
}

extension String {
  /// The text after the first `mark` on its line.
  fileprivate func firstMatch(of mark: String) -> String? {
    cut(at: mark).map { String($0.after.prefix { !$0.isNewline }) }
  }
}
