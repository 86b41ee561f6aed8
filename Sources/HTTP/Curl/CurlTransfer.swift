import Synchronization

/// One exchange, shared by the driver's thread and the waiting task.
///
/// A streamed transfer holds at most `highWater` unread bytes. Above that the connection is paused until the reader has
/// caught up.
final class CurlTransfer: Sendable {
  /// Status and header fields.
  struct Head: Sendable {
    var status: Int
    var headers: Headers
    /// What was done in another way than usual, for `--verbose`.
    var note: String?
  }

  private enum Waiting {
    case nobody
    case forHead(CheckedContinuation<Result<Head, TransportError>, Never>)
    case forData(CheckedContinuation<Result<[UInt8]?, TransportError>, Never>)
    case forAll(CheckedContinuation<Result<(Head, [UInt8]), TransportError>, Never>)
  }

  private struct State {
    var head: Head?
    var buffer: [UInt8] = []
    var received = 0
    var end: Result<Void, TransportError>?
    var waiting = Waiting.nobody
    var isPaused = false
    var note: String?
  }

  private static let highWater = 512 << 10

  let request: Request
  let isStreaming: Bool
  /// The body that is sent while the response arrives; nil for the request's own.
  let upload: Upload?
  private let state = Mutex(State())

  init(_ request: Request, streaming: Bool, upload: Upload? = nil) {
    self.request = request
    self.isStreaming = streaming
    self.upload = upload
  }

  // MARK: For the driver

  /// What the write callback has to do.
  enum WriteResult { case all, pause, stop }

  /// Records the complete head. A refusal ends the upload.
  func begin(_ head: Head) {
    if head.status >= 300 { upload?.close() }
    let (noted, waiter) = state.withLock { state -> (Head, CheckedContinuation<Result<Head, TransportError>, Never>?) in
      var noted = head
      noted.note = state.note
      state.head = noted
      guard case .forHead(let continuation) = state.waiting else { return (noted, nil) }
      state.waiting = .nobody
      return (noted, continuation)
    }
    waiter?.resume(returning: .success(noted))
  }

  /// Records what was done in another way than usual.
  func note(_ text: String) { state.withLock { $0.note = text } }

  /// Adds bytes of the body. A whole response is collected; a stream is given to the reader, or paused if the reader is
  /// behind.
  func take(_ bytes: UnsafeRawBufferPointer) -> WriteResult {
    let (taken, waiter) = state.withLock {
      state -> (WriteResult, CheckedContinuation<Result<[UInt8]?, TransportError>, Never>?) in
      guard state.received + bytes.count <= request.limits.body else { return (.stop, nil) }
      if isStreaming, state.buffer.count >= Self.highWater {
        state.isPaused = true
        return (.pause, nil)
      }
      state.received += bytes.count
      if case .forData(let continuation) = state.waiting {
        state.waiting = .nobody
        return (.all, continuation)
      }
      state.buffer.append(contentsOf: bytes)
      return (.all, nil)
    }
    waiter?.resume(returning: .success(Array(bytes)))
    return taken
  }

  /// Ends the transfer.
  func finish(_ end: Result<Void, TransportError>) {
    upload?.close()
    let wake = state.withLock { state -> (() -> Void)? in
      guard state.end == nil else { return nil }
      state.end = end
      defer { state.waiting = .nobody }
      switch state.waiting {
      case .nobody: return nil
      case .forHead(let continuation):
        let result = Self.headless(end, request)
        return { continuation.resume(returning: result) }
      case .forData(let continuation):
        let result = end.map { [UInt8]?.none }
        return { continuation.resume(returning: result) }
      case .forAll(let continuation):
        let result = Self.whole(&state, end, request)
        return { continuation.resume(returning: result) }
      }
    }
    wake?()
  }

  /// Whether it has ended, for example by a cancellation before its start.
  var isFinished: Bool { state.withLock { $0.end != nil } }

  // MARK: For the waiting task

  /// Waits for the head.
  func head() async -> Result<Head, TransportError> {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state -> Result<Head, TransportError>? in
        if let head = state.head { return .success(head) }
        if let end = state.end { return Self.headless(end, request) }
        state.waiting = .forHead(continuation)
        return nil
      }
      if let ready { continuation.resume(returning: ready) }
    }
  }

  /// Waits for the head and the whole body.
  func whole() async -> Result<(Head, [UInt8]), TransportError> {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state -> Result<(Head, [UInt8]), TransportError>? in
        if let end = state.end { return Self.whole(&state, end, request) }
        state.waiting = .forAll(continuation)
        return nil
      }
      if let ready { continuation.resume(returning: ready) }
    }
  }

  /// The next slice of the body, nil at its end; `resume` says whether the connection is paused.
  func next() async -> (Result<[UInt8]?, TransportError>, resume: Bool) {
    var mustResume = false
    let result = await withCheckedContinuation { continuation in
      let ready = state.withLock { state -> Result<[UInt8]?, TransportError>? in
        if !state.buffer.isEmpty {
          let slice = state.buffer
          state.buffer = []
          mustResume = state.isPaused
          state.isPaused = false
          return .success(slice)
        }
        if let end = state.end { return end.map { nil } }
        state.waiting = .forData(continuation)
        return nil
      }
      if let ready { continuation.resume(returning: ready) }
    }
    return (result, mustResume)
  }

  private static func headless(_ end: Result<Void, TransportError>, _ request: Request) -> Result<
    Head, TransportError
  > {
    end.flatMap { .failure(TransportError(.malformed, host: request.url.host)) }
  }

  private static func whole(
    _ state: inout State, _ end: Result<Void, TransportError>, _ request: Request
  ) -> Result<(Head, [UInt8]), TransportError> {
    let body = state.buffer
    state.buffer = []
    guard let head = state.head else { return headless(end, request).map { ($0, []) } }
    return end.map { (head, body) }
  }
}
