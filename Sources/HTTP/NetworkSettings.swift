public import Core

/// Proxies and certificates from the environment, by curl's conventions.
public struct NetworkSettings: Sendable, Equatable {
  /// The `User-Agent` of requests.
  public static let userAgent = "sva"

  /// The proxy for https.
  public var httpsProxy: String?
  /// The proxy for http. Only the lower-case variable is read, because a CGI client can set `HTTP_PROXY`.
  public var httpProxy: String?
  /// Hosts that are reached without a proxy.
  public var noProxy: String?
  /// A file of trusted certificates that replaces the system's.
  public var certificateFile: String?
  /// A folder of trusted certificates.
  public var certificateFolder: String?

  /// Reads the settings from `environment`.
  public init(_ environment: Environment) {
    let all = environment.variable(.lowerAllProxy) ?? environment.variable(.allProxy)
    httpsProxy = environment.variable(.lowerHTTPSProxy) ?? environment.variable(.httpsProxy) ?? all
    httpProxy = environment.variable(.lowerHTTPProxy) ?? all
    noProxy = environment.variable(.lowerNoProxy) ?? environment.variable(.noProxy)
    certificateFile = environment.variable(.certificateFile)
    certificateFolder = environment.variable(.certificateFolder)
  }

  /// The proxy for a URL. A loopback address never uses one.
  public func proxy(for url: WebURL) -> String? {
    if url.isLoopback { return nil }
    return url.scheme == .https ? httpsProxy : httpProxy
  }
}
