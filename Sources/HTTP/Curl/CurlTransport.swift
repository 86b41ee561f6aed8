internal import CCurl
public import Core

/// The network transport: libcurl's multi interface on one thread, one connection pool for the process.
public final class CurlTransport: Transport {
  private let driver: CurlDriver

  /// A transport with the proxies and certificates of `environment`. Nothing is opened yet. Make it before the process
  /// starts a second thread, because it sets all threads to share one heap.
  public init(environment: Environment) {
    sva_share_one_heap()
    driver = CurlDriver(network: NetworkSettings(environment))
  }

  /// A transport whose system has the given certificates, for tests.
  init(environment: Environment, system: SystemTrust) {
    driver = CurlDriver(network: NetworkSettings(environment), system: system)
  }

  /// Opens libcurl on its thread in the background.
  public func prepare() { driver.start() }

  /// Connects to the host of `url`, without TLS, in the background. Only for `https` without a proxy: there a socket
  /// that the server has closed meanwhile is noticed before anything is sent.
  public func open(_ url: WebURL) {
    if url.scheme == .https { driver.submit(.open(url)) }
  }

  /// Sends a request and reads the whole response. Follows redirects up to the request's limit.
  public func send(_ request: Request) async throws(TransportError) -> Response {
    var request = request
    var left = request.limits.redirects
    while true {
      let (head, body) = try await whole(request)
      guard left > 0, let target = try Redirect.target(head.status, head.headers, of: request) else {
        var response = Response(status: head.status, headers: head.headers, body: body, url: request.url)
        response.note = head.note
        return response
      }
      request.url = target
      left -= 1
    }
  }

  private func whole(_ request: Request) async throws(TransportError) -> (CurlTransfer.Head, [UInt8]) {
    let transfer = CurlTransfer(request, streaming: false)
    let result = await withTaskCancellationHandler {
      driver.submit(.start(transfer))
      return await transfer.whole()
    } onCancel: {
      driver.submit(.cancel(transfer))
    }
    return try result.get()
  }

  /// Sends a request and returns when the response's head has arrived. Does not follow redirects.
  public func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    try await open(CurlTransfer(request, streaming: true))
  }

  /// Sends a request whose body is handed over while the response arrives. Does not follow redirects.
  public func exchange(_ request: Request, _ upload: Upload) async throws(TransportError) -> StreamingResponse {
    let transfer = CurlTransfer(request, streaming: true, upload: upload)
    upload.onData { [driver, weak transfer] in
      if let transfer { driver.submit(.sendMore(transfer)) }
    }
    return try await open(transfer)
  }

  private func open(_ transfer: CurlTransfer) async throws(TransportError) -> StreamingResponse {
    let reader = Reader(transfer, driver)
    let result = await withTaskCancellationHandler {
      driver.submit(.start(transfer))
      return await transfer.head()
    } onCancel: {
      driver.submit(.cancel(transfer))
    }
    let head = try result.get()
    var response = StreamingResponse(
      status: head.status, headers: head.headers,
      body: ByteStream { () async throws(TransportError) in try await reader.next() }, url: transfer.request.url)
    response.note = head.note
    return response
  }

  /// The reader of a stream. Its deinitialisation cancels the transfer.
  private final class Reader: Sendable {
    private let transfer: CurlTransfer
    private let driver: CurlDriver

    init(_ transfer: CurlTransfer, _ driver: CurlDriver) {
      self.transfer = transfer
      self.driver = driver
    }

    deinit { driver.submit(.cancel(transfer)) }

    func next() async throws(TransportError) -> [UInt8]? {
      let (result, resume) = await withTaskCancellationHandler {
        await transfer.next()
      } onCancel: {
        driver.submit(.cancel(transfer))
      }
      if resume { driver.submit(.resume(transfer)) }
      return try result.get()
    }
  }
}
