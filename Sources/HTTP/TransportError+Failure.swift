public import Core

extension TransportError {
  /// The failure for a user of `service`. A proxy in use is named, with the variable that it comes from.
  public func failure(service: String) -> Failure {
    let (code, sentence, hint) = isOfProxy ? ofProxy : ofHost
    var failure = Failure(code, sentence, hint: hint, service: service, attempts: wasSent ? 1 : 0, cause: detail)
    if kind == .unresolved, !isOfProxy { failure.reason = .unresolvedHost }
    if case .tooLarge = kind { failure.reason = .tooLarge }
    if let proxy, !sentence.contains(proxy.description), code != .badConfig, code != .interrupted {
      failure.hints.append("the request went through \(proxy)")
    }
    return failure
  }

  private var ofHost: (Failure.Code, String, Remedy) {
    switch kind {
    case .unresolved:
      (.network, "could not resolve the host \(host)", "check the name, the region and your network")
    case .refused:
      (.network, "could not connect to \(host)", "check that the address is right and the server is running")
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
        .badResponse, "\(host) sent more than " + (limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB"),
        "check that the address is the service's"
      )
    case .headTooLarge:
      (
        .badResponse, "\(host) sent response headers of more than any service has",
        "check that the address is the service's"
      )
    case .redirect(let where_):
      (.badResponse, "\(host) redirects to \(where_), which is not followed", "check the base URL")
    case .malformed:
      (.badResponse, "\(host) sent something that is not HTTP", "check the address, the port and http or https")
    case .proxy(let what): refusal(what)
    case .unsendable(let why):
      (
        .badConfig, "the request to \(host) cannot be sent: \(why)",
        "check the settings that it is made of: one holds a character that it must not hold"
      )
    case .needsHTTP2:
      (
        .network, "the connection to \(host) speaks only HTTP/1.1, and sound is sent over HTTP/2",
        "a proxy or a security program opens the connection on its way: ask who runs it to let \(host) through untouched"
          + (proxy == nil ? "" : ", or name the host in NO_PROXY")
      )
    case .misconfigured(let sentence, let hint): (.badConfig, sentence, Remedy(hint))
    case .cancelled: (.interrupted, "interrupted", "run it again")
    case .unusable(let why):
      (.internal, "libcurl cannot be used: \(why)", "install libcurl 7.76 or newer (Debian: libcurl4)")
    }
  }

  /// The same for an error between this machine and the proxy.
  private var ofProxy: (Failure.Code, String, Remedy) {
    let name = proxy?.description ?? "the proxy"
    let check: Remedy = "check \(proxy?.variable ?? "HTTPS_PROXY"); hosts in NO_PROXY are reached without a proxy"
    switch kind {
    case .unresolved: return (.network, "could not resolve the host of \(name)", check)
    case .refused: return (.network, "could not connect to \(name)", check)
    case .connectTimeout, .timeout: return (.timeout, "no connection to \(host) through \(name) in time", check)
    case .tls(let what):
      return (
        .tls, "no secure connection to \(name): \(what)",
        "write http:// in \(proxy?.variable ?? "HTTPS_PROXY") if the proxy itself does not use TLS, else check its "
          + "certificate and SSL_CERT_FILE"
      )
    case .closed, .truncated: return (.network, "\(name) closed the connection before \(host) was reached", check)
    case .malformed: return (.network, "\(name) sent something that is not HTTP", check)
    case .headTooLarge: return (.badResponse, "\(name) sent response headers of more than any proxy has", check)
    case .proxy(let what): return refusal(what)
    case .tooLarge, .redirect, .unsendable, .misconfigured, .needsHTTP2, .cancelled, .unusable: return ofHost
    }
  }

  private func refusal(_ what: String) -> (Failure.Code, String, Remedy) {
    let variable = proxy?.variable ?? "HTTPS_PROXY"
    let hint: Remedy =
      what.contains("407")
      ? "it asks for a user name and a password: \(variable)=http://USER:PASSWORD@HOST:PORT, special characters "
        + "percent-encoded"
      : "check \(variable), and that the proxy allows \(host); hosts in NO_PROXY are reached without a proxy"
    return (
      .network, "\(proxy?.description ?? "the proxy") did not let the request to \(host) through: \(what)", hint
    )
  }
}

extension Remedy.Switch {
  /// Shows each request and response.
  public static let debug = Remedy.Switch("debug")
}

extension Failure.Reason {
  /// The host name cannot be resolved.
  public static let unresolvedHost = Failure.Reason("unresolved-host")
  /// The response has more bytes than the request's limit.
  public static let tooLarge = Failure.Reason("too-large")
  /// The service probably carried out the request and bills it, but the answer did not arrive. It was not sent again.
  public static let mayBeBilled = Failure.Reason("may-be-billed")
}
