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
    /// The response is not HTTP/2, which a body that is sent while the response arrives needs. A proxy in between speaks
    /// only HTTP/1.1.
    case needsHTTP2
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
  /// Whether the service probably carries the request out: it has the whole body, and the answer is late or was lost.
  /// A service that bills each request may bill this one.
  public var wasTaken: Bool
  /// The proxy that was used; nil for none.
  public var proxy: Proxy?
  /// Whether the error occurred between this machine and the proxy: the host itself was not reached.
  public var isOfProxy = false

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - wasSent: if nil, the default for the kind.
  ///   - wasTaken: if nil, whether it is a timeout.
  public init(_ kind: Kind, host: String, detail: String? = nil, wasSent: Bool? = nil, wasTaken: Bool? = nil) {
    self.kind = kind
    self.host = host
    self.detail = detail
    self.wasSent = wasSent ?? kind.followsRequest
    self.wasTaken = wasTaken ?? (kind == .timeout)
  }

  /// Whether the service probably carries out a request that ended in this way.
  ///
  /// A connection that is lost soon after the request usually means that the service closed it before it read the
  /// request. One that is lost after a long wait, or in the middle of an answer, means that the service was at work.
  ///
  /// - Parameters:
  ///   - isBodySent: whether the whole body was sent.
  ///   - status: the status of the answer; nil if none came.
  ///   - silence: the time since anything was sent or received.
  static func wasTaken(_ kind: Kind, isBodySent: Bool, status: Int?, silence: Duration) -> Bool {
    guard isBodySent, status.map((200..<300).contains) ?? true else { return false }
    switch kind {
    case .timeout: return true
    case .closed, .truncated: return status != nil || silence >= .seconds(10)
    default: return false
    }
  }

  /// Whether another attempt may succeed, if nothing of the response was shown.
  public var isTransient: Bool {
    switch kind {
    case .unresolved, .refused, .connectTimeout, .timeout, .closed, .truncated: true
    case .tls, .tooLarge, .headTooLarge, .redirect, .malformed, .proxy, .unsendable, .misconfigured, .needsHTTP2,
      .cancelled, .unusable:
      false
    }
  }
}

extension TransportError.Kind {
  /// Whether an error of this kind usually occurs after the request was sent.
  fileprivate var followsRequest: Bool {
    switch self {
    case .timeout, .closed, .truncated, .tooLarge, .headTooLarge, .redirect, .malformed, .needsHTTP2: true
    case .unresolved, .refused, .connectTimeout, .tls, .proxy, .unsendable, .misconfigured, .cancelled, .unusable: false
    }
  }
}
