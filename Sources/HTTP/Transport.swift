/// `HTTP` owns the wire: requests and responses as values, the one seam to the network (`Transport`), libcurl
/// behind it, retries as a pure policy, and what may be shown of it all.

/// The only way to the network. Tests replace it; clients above are never replaced.
public protocol Transport: Sendable {
  /// Sends a request and reads the whole response, whatever its status.
  ///
  /// - Throws: `TransportError` when no whole response came.
  func send(_ request: Request) async throws(TransportError) -> Response

  /// Sends a request and returns as soon as the response's head is there.
  ///
  /// - Throws: `TransportError` when no head came.
  func stream(_ request: Request) async throws(TransportError) -> StreamingResponse

  /// Says that a request is certain to follow, so that what is slow to open can be opened meanwhile.
  func prepare()
}

extension Transport {
  /// Nothing to open.
  public func prepare() {}
}
