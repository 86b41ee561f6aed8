public import Core

/// Proxies and certificates from the environment, by curl's conventions.
public struct NetworkSettings: Sendable, Equatable {
  /// The `User-Agent` of requests.
  public static let userAgent = "sva"

  /// The proxy for https.
  public let httpsProxy: Proxy?
  /// The proxy for http. Only the lower-case variable is read, because a CGI client can set `HTTP_PROXY`.
  public let httpProxy: Proxy?
  /// Hosts that are reached without a proxy.
  public let noProxy: Setting<String>?
  /// The certificates of every request without its own: `REQUESTS_CA_BUNDLE`, as requests and botocore read it, before
  /// `SSL_CERT_FILE` and `SSL_CERT_DIR`, as OpenSSL and curl do. Nil for the system's.
  public let trust: Trust?
  private let direct: NoProxyList?

  /// Reads the settings from `environment`.
  public init(_ environment: Environment) {
    let all = environment.setting(.lowerAllProxy) ?? environment.setting(.allProxy)
    httpsProxy = (environment.setting(.lowerHTTPSProxy) ?? environment.setting(.httpsProxy) ?? all).map(Proxy.init)
    httpProxy = (environment.setting(.lowerHTTPProxy) ?? all).map(Proxy.init)
    noProxy = environment.setting(.lowerNoProxy) ?? environment.setting(.noProxy)
    direct = noProxy.map { NoProxyList($0.value) }
    let file = environment.setting(.certificateFile)
    let folder = environment.setting(.certificateFolder)
    trust =
      environment.setting(.requestsBundle).map(Trust.init(bundle:))
      ?? (file == nil && folder == nil ? nil : Trust(file: file, folder: folder))
  }

  /// The proxy for a URL. A loopback address never uses one.
  public func proxy(for url: WebURL) -> Proxy? {
    if url.isLoopback || direct?.contains(url.host) == true { return nil }
    return url.scheme == .https ? httpsProxy : httpProxy
  }

  /// The secrets in the settings: passwords of proxies.
  var secrets: [String] { [httpsProxy, httpProxy].compactMap { $0?.secrets }.flatMap { $0 } }
}
