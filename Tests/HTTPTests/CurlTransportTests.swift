import Core
import HTTP
import TestSupport
import Testing

/// The transport over real sockets, against a server with invalid behaviour.
@Suite struct CurlTransportTests {
  private let transport = CurlTransport(environment: Environment())
  /// Long limits for a busy machine. A test of a time limit sets its own.
  private let patient = Request.Limits(connect: .seconds(60), idle: .seconds(300))
  private let quick = Request.Limits(idle: .milliseconds(400))

  private func request(
    _ server: RawServer, _ method: String = "GET", path: String = "/", headers: Headers = [:],
    body: [UInt8] = [],
    limits: Request.Limits? = nil
  ) throws -> Request {
    let url = try #require(WebURL(server.url + path))
    return Request(method, url, headers: headers, body: body, limits: limits ?? patient)
  }

  private func kind(_ request: Request) async -> TransportError.Kind? {
    await failure(TransportError.self) { try await transport.send(request) }?.kind
  }

  @Test func curlTransport_sendsTheBytesAsTheyAre() async throws {
    let server = try RawServer([[.read, .send("HTTP/1.1 200 OK\r\nX-A: b \r\nContent-Length: 2\r\n\r\nhi")]])
    let response = try await transport.send(
      request(
        server, "POST", path: "/model/a%3A0/..//x?b=%20&a=1", headers: ["X-One": "two", "X-Empty": ""],
        body: Array("{}".utf8)))
    #expect(response.status == 200)
    #expect(response.headers["x-a"] == "b")
    #expect(response.body == Array("hi".utf8))
    let head = try #require(server.received.first)
    let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true).map(String.init)
    #expect(lines.first == "POST /model/a%3A0/..//x?b=%20&a=1 HTTP/1.1")
    #expect(lines.contains("Host: 127.0.0.1:\(server.port)"))
    #expect(lines.contains("X-One: two"))
    #expect(lines.contains("X-Empty:"))
    #expect(lines.contains("Content-Length: 2"))
    #expect(lines.last == "{}")
    #expect(!head.contains("Expect:"))
    #expect(!head.contains("Content-Type:"))
  }

  @Test func curlTransport_reusesItsConnection() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
    let server = try RawServer([[.read, .send(answer), .read, .send(answer)]])
    for _ in 0..<2 { #expect(try await transport.send(request(server)).status == 200) }
    #expect(server.received.count == 2)
  }

  @Test func curlTransport_readsChunksAndSkipsInterimResponses() async throws {
    let server = try RawServer([
      [
        .read,
        .send(
          "HTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"),
        .send("3\r\nabc\r\n"), .wait(milliseconds: 20), .send("2\r\nde\r\n0\r\n\r\n"),
      ]
    ])
    let response = try await transport.send(request(server))
    #expect(response.status == 201)
    #expect(response.headers["X"] == nil)
    #expect(response.body == Array("abcde".utf8))
  }

  @Test(arguments: [
    ([RawServer.Step.read, .reset], TransportError.Kind.closed),
    ([.read], .closed),
    ([.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")], .truncated),
    ([.read, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")], .truncated),
    ([.read, .hang], .timeout),
    ([.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .hang], .timeout),
    ([.read, .send("SSH-2.0-OpenSSH_9.2\r\n")], .malformed),
    (
      [.read, .send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd")], .malformed
    ),
  ])
  func curlTransport_reportsTheKindOfError(script: [RawServer.Step], expected: TransportError.Kind) async throws {
    let server = try RawServer([script, script])
    #expect(await kind(try request(server, limits: expected == .timeout ? quick : patient)) == expected)
  }

  @Test func curlTransport_refusesATooLargeBody() async throws {
    let body = String(repeating: "x", count: 5000)
    let server = try RawServer([[.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + body)]])
    var limits = patient
    limits.body = 4999
    #expect(await kind(try request(server, limits: limits)) == .tooLarge(4999))
  }

  @Test func curlTransport_refusesEndlessHeaders() async throws {
    let field = "X-Long: " + String(repeating: "y", count: 60_000) + "\r\n"
    let server = try RawServer([
      [.read, .send("HTTP/1.1 200 OK\r\n" + String(repeating: field, count: 6)), .hang]
    ])
    #expect(await kind(try request(server)) == .headTooLarge)
  }

  /// libcurl reports a line beyond its limit as a lack of memory.
  @Test(arguments: [200, 4000]) func curlTransport_refusesALongHeaderLine(_ kilobytes: Int) async throws {
    let line = "X-Long: " + String(repeating: "y", count: kilobytes << 10) + "\r\n"
    let server = try RawServer([[.read, .send("HTTP/1.1 200 OK\r\n" + line), .hang]])
    let request = try request(server)
    let error = await failure(TransportError.self) { try await transport.send(request) }
    #expect(error?.kind == .headTooLarge)
    let shown = error?.failure(service: "sts")
    #expect(shown?.code == .badResponse && shown?.attempts == 1)
    #expect(shown?.sentence == "127.0.0.1 sent response headers of more than any service has")
  }

  @Test func curlTransport_endsASlowResponseAfterTheTotalTime() async throws {
    let drip = (0..<100).flatMap { _ in [RawServer.Step.send("x"), .wait(milliseconds: 20)] }
    let server = try RawServer([[.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")] + drip])
    var limits = patient
    limits.total = .milliseconds(500)
    #expect(await kind(try request(server, limits: limits)) == .timeout)
  }

  @Test func curlTransport_reportsAClosedPortAndAnUnknownHost() async throws {
    let port = try RawServer([]).port
    #expect(
      await kind(Request("GET", try #require(WebURL("http://127.0.0.1:\(port)")), limits: patient)) == .refused)
    let nowhere = try #require(WebURL("http://nothing.invalid"))
    #expect(await kind(Request("GET", nowhere, limits: patient)) == .unresolved)
  }

  @Test func curlTransport_refusesControlCharactersInFields() async throws {
    let server = try RawServer([[.read]])
    #expect(
      await kind(try request(server, headers: ["X": "a\r\nEvil: 1"]))
        == .unsendable("control character in header X"))
    #expect(server.received.isEmpty)
  }

  @Test func curlTransport_followsARedirectOnlyWithinItsOrigin() async throws {
    let there = "HTTP/1.1 301 Moved\r\nLocation: /b?cv=1\r\nContent-Length: 0\r\n\r\n"
    let done = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    var limits = patient
    limits.redirects = 1
    let good = try RawServer([[.read, .send(there), .read, .send(done)]])
    let response = try await transport.send(
      request(good, path: "/a", headers: ["Authorization": "t"], limits: limits))
    #expect(response.url.target == "/b?cv=1")
    #expect(good.received.last?.contains("Authorization: t\r\n") == true)

    let elsewhere = "HTTP/1.1 302 Found\r\nLocation: http://localhost:1/\r\nContent-Length: 0\r\n\r\n"
    let bad = try RawServer([[.read, .send(elsewhere)]])
    #expect(await kind(try request(bad, limits: limits)) == .redirect("http://localhost:1"))
    let plain = try RawServer([[.read, .send(there)]])
    #expect(try await transport.send(request(plain)).status == 301)
  }

  @Test func curlTransport_streamsAsItArrives() async throws {
    let gate = RawServer.Gate()
    let server = try RawServer([
      [
        .read, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n"), .pass(gate),
        .send("3\r\ntwo\r\n0\r\n\r\n"),
      ]
    ])
    let response = try await transport.stream(request(server, limits: patient))
    #expect(response.status == 200)
    // The server continues after this slice has arrived. If the slice were buffered, the test would not end.
    #expect(try await response.body.next() == Array("one".utf8))
    gate.open()
    #expect(try await response.body.next() == Array("two".utf8))
    #expect(try await response.body.next() == nil)
  }

  @Test func curlTransport_keepsBytesBeforeADisconnect() async throws {
    let server = try RawServer([
      [.read, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")]
    ])
    let stream = try await transport.stream(request(server)).body
    #expect(try await stream.next() == Array("one".utf8))
    await #expect(throws: TransportError.self) { try await stream.next() }
  }

  @Test func curlTransport_pausesAServerThatIsFasterThanItsReader() async throws {
    let size = 8 << 20
    let chunk = [UInt8](repeating: 7, count: size)
    let server = try RawServer([
      [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n"), .bytes(chunk)]
    ])
    let limits = Request.Limits(idle: .seconds(3))
    let stream = try await transport.stream(request(server, limits: limits)).body
    var total = 0
    var largest = 0
    try await Task.sleep(for: .seconds(4))  // longer than the idle time, which does not run during a pause
    while let slice = try await stream.next() {
      total += slice.count
      largest = max(largest, slice.count)
    }
    #expect(total == size)
    #expect(largest <= 1 << 20)
  }

  @Test func curlTransport_endsWhenItsTaskIsCancelled() async throws {
    let server = try RawServer([[.read, .hang]])
    let request = try request(server, limits: Request.Limits(idle: .seconds(60)))
    let task = Task { await kind(request) }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test func curlTransport_sendsManyAtOnce() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
    let server = try RawServer((0..<40).map { _ in [.read, .wait(milliseconds: 50), .send(answer)] })
    let request = try request(server)
    let transport = transport
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<40 { group.addTask { try await transport.send(request).status } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 40))
  }
}
