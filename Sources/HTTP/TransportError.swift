public import Core

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
    /// A redirect to another host, or too many redirects.
    case redirect(String)
    /// The response is not HTTP, or its encoding is invalid.
    case malformed
    /// The proxy refused or could not be reached.
    case proxy(String)
    /// The task was cancelled.
    case cancelled
    /// libcurl cannot be used; the text says why.
    case unusable(String)
  }

  /// The kind of error.
  public var kind: Kind
  /// The host of the request.
  public var host: String
  /// libcurl's message, for `--verbose`.
  public var detail: String?
  /// Whether the request was sent, so that it counts as an attempt.
  public var wasSent: Bool
  /// Whether the service probably carries the request out: it has the whole body, and the answer is late or was lost.
  /// A service that bills each request may bill this one.
  public var wasTaken: Bool

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
    case .tls, .tooLarge, .redirect, .malformed, .proxy, .cancelled, .unusable: false
    }
  }

  /// The failure for a user of `service`.
  public func failure(service: String) -> Failure {
    let (code, sentence, hint): (Failure.Code, String, Remedy) =
      switch kind {
      case .unresolved:
        (.network, "could not resolve the host \(host)", "check the name, the region and your network")
      case .refused:
        (
          .network, "could not connect to \(host)",
          "check that the address is right and the server is running"
        )
      case .connectTimeout:
        (.timeout, "no connection to \(host) in time", "check your network, proxy and firewall")
      case .timeout:
        (.timeout, "\(host) sent nothing for too long", "try again, or raise \(option: .timeout)")
      case .tls(let what):
        (
          .tls, "no secure connection to \(host): \(what)",
          "check the host name, the clock and AWS_CA_BUNDLE or SSL_CERT_FILE"
        )
      case .closed, .truncated:
        (
          .network, "the connection to \(host) was lost before the answer was complete",
          "run it again; if it goes on, check proxy and network: \(switch: .debug) shows how far it came"
        )
      case .tooLarge(let limit):
        (
          .badResponse,
          "\(host) sent more than " + (limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB"),
          "check that the address is the service's"
        )
      case .redirect(let where_):
        (.badResponse, "\(host) redirects to \(where_), which is not followed", "check the base URL")
      case .malformed:
        (
          .badResponse, "\(host) sent something that is not HTTP",
          "check the address, the port and http or https"
        )
      case .proxy(let what):
        (.network, "the proxy did not let the request through: \(what)", "check HTTPS_PROXY and NO_PROXY")
      case .cancelled:
        (.interrupted, "interrupted", "run it again")
      case .unusable(let why):
        (.internal, "libcurl cannot be used: \(why)", "install libcurl 7.76 or newer (Debian: libcurl4)")
      }
    var failure = Failure(code, sentence, hint: hint, service: service, attempts: wasSent ? 1 : 0, cause: detail)
    if kind == .unresolved { failure.reason = .unresolvedHost }
    return failure
  }
}

extension TransportError.Kind {
  /// Whether an error of this kind usually occurs after the request was sent.
  fileprivate var followsRequest: Bool {
    switch self {
    case .timeout, .closed, .truncated, .tooLarge, .redirect, .malformed: true
    case .unresolved, .refused, .connectTimeout, .tls, .proxy, .cancelled, .unusable: false
    }
  }
}

extension Remedy.Switch {
  /// Shows each request and response.
  public static let debug = Remedy.Switch("debug")
}

extension Failure.Reason {
  /// The host name cannot be resolved.
  public static let unresolvedHost = Failure.Reason("unresolved-host")
  /// The service probably carried out the request and bills it, but the answer did not arrive. It was not sent again.
  public static let mayBeBilled = Failure.Reason("may-be-billed")
}
