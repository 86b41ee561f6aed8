package import HTTP
import Synchronization
import Testing

/// A service that answers while a body is handed over. What it answers to each slice is a closure; it takes the next
/// slice when the reader of its answer wants more, so that everything happens in one order.
package final class DuplexStub: Transport {
  /// What arrives.
  package enum Arrival: Sendable, Equatable {
    case slice([UInt8])
    case end
  }

  private let head: @Sendable (Request, Int) throws(TransportError) -> (status: Int, headers: Headers)
  private let answer: @Sendable (Arrival, Int) throws(TransportError) -> [UInt8]?
  private let sent = Mutex<[Request]>([])

  /// - Parameters:
  ///   - head: the head of the answer to the request of a number, counted from 1.
  ///   - answer: the bytes that follow what arrives in the request of a number; the answer ends after those for `end`, and
  ///     with nil.
  package init(
    head: @escaping @Sendable (Request, Int) throws(TransportError) -> (status: Int, headers: Headers) = {
      _, _ throws(TransportError) in (200, ["x-amzn-request-id": "example"])
    },
    answer: @escaping @Sendable (Arrival, Int) throws(TransportError) -> [UInt8]?
  ) {
    self.head = head
    self.answer = answer
  }

  /// Every request, in order.
  package var requests: [Request] { sent.withLock { $0 } }

  package func send(_ request: Request) async throws(TransportError) -> Response {
    Issue.record("unexpected request: \(request.method) \(request.url.text)")
    throw TransportError(.refused, host: request.url.host)
  }

  package func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    Issue.record("unexpected request: \(request.method) \(request.url.text)")
    throw TransportError(.refused, host: request.url.host)
  }

  package func exchange(_ request: Request, _ upload: Upload) async throws(TransportError) -> StreamingResponse {
    let number = sent.withLock { sent in
      sent.append(request)
      return sent.count
    }
    let head = try head(request, number)
    let arrivals = UploadReader(upload)
    let body = ByteStream { [answer] () async throws(TransportError) in
      while let arrival = await arrivals.next() {
        guard let bytes = try answer(arrival, number) else { return nil }
        if !bytes.isEmpty { return bytes }
      }
      return nil
    }
    return StreamingResponse(status: head.status, headers: head.headers, body: body, url: request.url)
  }
}

/// Takes what is handed over to an upload.
package final class UploadReader: Sendable {
  private let upload: Upload
  private let signals: AsyncStream<Void>
  private let hasEnded = Mutex(false)

  package init(_ upload: Upload) {
    self.upload = upload
    let (signals, feeder) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    self.signals = signals
    upload.onData { feeder.yield() }
  }

  deinit { upload.close() }

  /// What arrives next; nil after the end.
  package func next() async -> DuplexStub.Arrival? {
    guard !hasEnded.withLock({ $0 }) else { return nil }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      switch buffer.withUnsafeMutableBytes({ upload.take(into: $0) }) {
      case .bytes(let count): return .slice(Array(buffer[..<count]))
      case .end:
        hasEnded.withLock { $0 = true }
        return .end
      case .nothing:
        var iterator = signals.makeAsyncIterator()
        guard await iterator.next() != nil else { return nil }
      }
    }
  }
}
