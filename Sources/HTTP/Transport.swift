/// The only access to the network. Tests replace the transport, never the clients above it.
public protocol Transport: Sendable {
  /// Sends a request and reads the whole response, whatever its status.
  ///
  /// - Throws: `TransportError` if there is no whole response.
  func send(_ request: Request) async throws(TransportError) -> Response

  /// Sends a request and returns when the response's head has arrived.
  ///
  /// - Throws: `TransportError` if no head arrived.
  func stream(_ request: Request) async throws(TransportError) -> StreamingResponse

  /// Sends a request whose body is handed over slice by slice while the response arrives, on a connection of its own that
  /// no other request uses. Returns when the response's head has arrived; `upload` is closed when the transfer is over.
  ///
  /// - Throws: `TransportError` if no head arrived; its kind is `needsHTTP2` if the response to a request over `https` is
  ///   not HTTP/2.
  func exchange(_ request: Request, _ upload: Upload) async throws(TransportError) -> StreamingResponse

  /// Announces a request, so that the transport can open what is slow to open.
  func prepare()

  /// Announces a request to the host of `url`, so that the connection is open when the request is made. It sends nothing
  /// and reports no failure: the request reports it.
  func open(_ url: WebURL)
}

extension Transport {
  /// Does nothing.
  public func prepare() {}

  /// Does nothing.
  public func open(_ url: WebURL) {}

  /// Sends nothing: for a transport whose requests have whole bodies.
  public func exchange(_ request: Request, _ upload: Upload) async throws(TransportError) -> StreamingResponse {
    throw TransportError(.unusable("this transport sends whole requests only"), host: request.url.host)
  }
}
