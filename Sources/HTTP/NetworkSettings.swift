public import Core

/// Proxies and certificates as the environment names them, by the conventions of curl.
public struct NetworkSettings: Sendable, Equatable {
  /// What requests call themselves.
  public static let userAgent = "sva"

  /// The proxy for https.
  public var httpsProxy: String?
  /// The proxy for http. Only the lower-case variable is read: a CGI server can set the other one for a stranger.
  public var httpProxy: String?
  /// Hosts reached directly.
  public var noProxy: String?
  /// A file of trusted certificates in place of the system's.
  public var certificateFile: String?
  /// A folder of trusted certificates.
  public var certificateFolder: String?

  /// What `environment` says.
  public init(_ environment: Environment) {
    let all = environment.variable(.lowerAllProxy) ?? environment.variable(.allProxy)
    httpsProxy = environment.variable(.lowerHTTPSProxy) ?? environment.variable(.httpsProxy) ?? all
    httpProxy = environment.variable(.lowerHTTPProxy) ?? all
    noProxy = environment.variable(.lowerNoProxy) ?? environment.variable(.noProxy)
    certificateFile = environment.variable(.certificateFile)
    certificateFolder = environment.variable(.certificateFolder)
  }

  /// The proxy for a URL. This machine itself is never reached through one.
  public func proxy(for url: WebURL) -> String? {
    if url.isLoopback { return nil }
    return url.scheme == .https ? httpsProxy : httpProxy
  }
}
