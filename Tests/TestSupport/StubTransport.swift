package import HTTP
import Synchronization
package import Testing

/// A network that answers from a script or by a closure, and keeps every request.
///
/// A request that gets no answer fails the test.
package final class StubTransport: Transport {
  private let answer: @Sendable (Request, Int) -> StubAnswer?
  private let location: SourceLocation
  private let sent = Mutex<[Request]>([])
  private let isOffline: Bool

  /// A network with responses from `answer`, which receives the request and its number, counted from 1.
  package init(
    sourceLocation: SourceLocation = #_sourceLocation, _ answer: @escaping @Sendable (Request, Int) -> StubAnswer?
  ) {
    self.answer = answer
    location = sourceLocation
    isOffline = false
  }

  /// A network with the given responses, one per request, in order.
  package init(_ script: [StubAnswer], sourceLocation: SourceLocation = #_sourceLocation) {
    answer = { _, number in number <= script.count ? script[number - 1] : nil }
    location = sourceLocation
    isOffline = false
  }

  /// A network that must not be prepared or used.
  package init(offlineAt sourceLocation: SourceLocation) {
    answer = { _, _ in nil }
    location = sourceLocation
    isOffline = true
  }

  /// Every request, in order.
  package var requests: [Request] { sent.withLock { $0 } }

  /// Paths with queries of every request, in order.
  package var targets: [String] { requests.map(\.url.target) }

  package func prepare() {
    if isOffline { Issue.record("the network was prepared", sourceLocation: location) }
  }

  package func open(_ url: WebURL) {
    if isOffline { Issue.record("a connection was opened", sourceLocation: location) }
  }

  package func send(_ request: Request) async throws(TransportError) -> Response {
    let answer = try next(request)
    if let kind = answer.interruption { throw TransportError(kind, host: request.url.host) }
    return Response(
      status: answer.status, headers: answer.headers, body: answer.body, url: answer.url ?? request.url)
  }

  package func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    let answer = try next(request)
    let rest = Mutex(answer.body[...])
    return StreamingResponse(
      status: answer.status, headers: answer.headers,
      body: ByteStream { () throws(TransportError) in
        let slice = rest.withLock { rest in
          defer { rest = rest.dropFirst(answer.slice) }
          return Array(rest.prefix(answer.slice))
        }
        if !slice.isEmpty { return slice }
        if let kind = answer.interruption { throw TransportError(kind, host: request.url.host) }
        return nil
      }, url: answer.url ?? request.url)
  }

  private func next(_ request: Request) throws(TransportError) -> StubAnswer {
    let number = sent.withLock { sent in
      sent.append(request)
      return sent.count
    }
    guard let answer = answer(request, number) else {
      Issue.record("unexpected request \(number): \(request.method) \(request.url.text)", sourceLocation: location)
      throw TransportError(.refused, host: request.url.host)
    }
    if let kind = answer.failure { throw TransportError(kind, host: request.url.host) }
    return answer
  }
}
