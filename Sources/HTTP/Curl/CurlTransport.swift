internal import CCurl
public import Core

/// The network: libcurl's multi interface on one thread, one pool of connections for the process.
public final class CurlTransport: Transport {
  private let driver: CurlDriver

  /// A transport with the proxies and certificates that `environment` names. Nothing is opened yet, but the process is
  /// set to share one heap: best made before the first thread.
  public init(environment: Environment) {
    sva_share_one_heap()
    driver = CurlDriver(network: NetworkSettings(environment))
  }

  /// Opens libcurl on its thread while the caller goes on.
  public func prepare() { driver.start() }

  /// Sends a request and reads the whole response, following redirects as its limits allow.
  public func send(_ request: Request) async throws(TransportError) -> Response {
    var request = request
    var left = request.limits.redirects
    while true {
      let (head, body) = try await whole(request)
      guard left > 0, let target = try Redirect.target(head.status, head.headers, of: request) else {
        return Response(status: head.status, headers: head.headers, body: body, url: request.url)
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

  /// Sends a request and returns as soon as the response's head is there. Redirects are not followed.
  public func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    let transfer = CurlTransfer(request, streaming: true)
    let reader = Reader(transfer, driver)
    let result = await withTaskCancellationHandler {
      driver.submit(.start(transfer))
      return await transfer.head()
    } onCancel: {
      driver.submit(.cancel(transfer))
    }
    let head = try result.get()
    return StreamingResponse(
      status: head.status, headers: head.headers,
      body: ByteStream { () async throws(TransportError) in try await reader.next() }, url: request.url)
  }

  /// The reading end of a stream; when nobody holds it any more, the transfer is given up.
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
