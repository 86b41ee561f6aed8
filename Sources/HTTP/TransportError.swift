/// Why there is no whole response.
public struct TransportError: Error, Sendable, Equatable {
  /// The kinds of error.
  public enum Kind: Sendable, Equatable {
    /// The host name cannot be resolved.
    case unresolved
    /// The connection was refused, or there is no route to the host.
    case refused
    /// The connection took too long.
    case connectTimeout
    /// No progress, or not complete, within the time limit.
    case timeout
    /// The certificate or the handshake was refused; the text says why.
    case tls(String)
    /// The connection was lost before the response was complete.
    case closed
    /// The server closed the connection before the response was complete.
    case truncated
    /// The response has more bytes than the request's limit, in bytes.
    case tooLarge(Int)
    /// The header fields of the response have too many bytes.
    case headTooLarge
    /// A redirect to another host, or too many redirects.
    case redirect(String)
    /// The response is not HTTP, or its encoding is invalid.
    case malformed
    /// The proxy refused the request; the text says why.
    case proxy(String)
    /// The request cannot be sent as it is; the text says why.
    case unsendable(String)
    /// A setting of proxies or certificates is wrong; a sentence and a hint.
    case misconfigured(String, hint: String)
    /// The task was cancelled.
    case cancelled
    /// libcurl cannot be used; the text says why.
    case unusable(String)
  }

  /// The kind of error.
  public var kind: Kind
  /// The host of the request.
  public var host: String
  /// libcurl's message without secrets, for `--verbose`.
  public var detail: String?
  /// Whether the request was sent, so that it counts as an attempt.
  public var wasSent: Bool
  /// The proxy that was used; nil for none.
  public var proxy: Proxy?
  /// Whether the error occurred between this machine and the proxy: the host itself was not reached.
  public var isOfProxy = false

  /// Makes an error.
  ///
  /// - Parameter wasSent: if nil, the default for the kind.
  public init(_ kind: Kind, host: String, detail: String? = nil, wasSent: Bool? = nil) {
    self.kind = kind
    self.host = host
    self.detail = detail
    self.wasSent = wasSent ?? kind.followsRequest
  }

  /// Whether another attempt may succeed, if nothing of the response was shown.
  public var isTransient: Bool {
    switch kind {
    case .unresolved, .refused, .connectTimeout, .timeout, .closed, .truncated: true
    case .tls, .tooLarge, .headTooLarge, .redirect, .malformed, .proxy, .unsendable, .misconfigured, .cancelled,
      .unusable:
      false
    }
  }
}

extension TransportError.Kind {
  /// Whether an error of this kind usually occurs after the request was sent.
  fileprivate var followsRequest: Bool {
    switch self {
    case .timeout, .closed, .truncated, .tooLarge, .headTooLarge, .redirect, .malformed: true
    case .unresolved, .refused, .connectTimeout, .tls, .proxy, .unsendable, .misconfigured, .cancelled, .unusable: false
    }
  }
}
