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

  /// Announces a request, so that the transport can open what is slow to open.
  func prepare()
}

extension Transport {
  /// Does nothing.
  public func prepare() {}
}
