import Core
import HTTP
import Synchronization
import Testing

/// Answers by a closure; nil from it, an unexpected request, fails the test.
final class StubTransport: Transport {
  private let answer: @Sendable (Request, Int) throws(TransportError) -> Response?
  private let state = Mutex<[Request]>([])

  /// - Parameter answer: gets the request and its number from 1.
  init(_ answer: @escaping @Sendable (Request, Int) throws(TransportError) -> Response?) {
    self.answer = answer
  }

  /// Everything asked, in order.
  var requests: [Request] { state.withLock { $0 } }

  /// Paths with queries of everything asked, in order.
  var targets: [String] { requests.map(\.url.target) }

  func send(_ request: Request) async throws(TransportError) -> Response {
    let number = state.withLock {
      $0.append(request)
      return $0.count
    }
    guard let response = try answer(request, number) else {
      Issue.record("unexpected request: \(request.method) \(request.url.text)")
      throw TransportError(.refused, host: request.url.host)
    }
    return response
  }

  func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    Issue.record("unexpected stream: \(request.url.text)")
    throw TransportError(.refused, host: request.url.host)
  }
}

extension Request {
  /// The first value of a query member, decoded.
  func query(_ name: String) -> String? {
    for pair in (url.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
      if parts.first == name { return parts.count > 1 ? parts[1] : "" }
    }
    return nil
  }

  /// An answer with a JSON body.
  func json(_ text: String, status: Int = 200, headers: Headers = [:]) -> Response {
    Response(status: status, headers: headers, body: Array(text.utf8), url: url)
  }
}

extension String {
  fileprivate var removingPercentEncoding: String? {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
