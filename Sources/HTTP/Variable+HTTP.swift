public import Core

/// The variables of proxies and certificates, as curl reads them.
extension Variable {
  static let lowerHTTPSProxy = Variable("https_proxy", proxies)
  static let httpsProxy = Variable("HTTPS_PROXY", proxies)
  static let lowerAllProxy = Variable("all_proxy", proxies)
  static let allProxy = Variable("ALL_PROXY", proxies)
  private static let proxies = "proxy for https, and for all requests; the name in lower case counts first"
  /// Only the lower-case name is read, because a CGI client can set `HTTP_PROXY`.
  static let lowerHTTPProxy = Variable("http_proxy", "proxy for plain http; in lower case alone, as in curl")
  static let lowerNoProxy = Variable("no_proxy", directHosts)
  static let noProxy = Variable("NO_PROXY", directHosts)
  private static let directHosts = "hosts to reach without a proxy"
  static let requestsBundle = Variable(
    "REQUESTS_CA_BUNDLE", "file or folder with the certificates to trust; before SSL_CERT_FILE")
  static let certificateFile = Variable("SSL_CERT_FILE", certificates)
  static let certificateFolder = Variable("SSL_CERT_DIR", certificates)
  private static let certificates = "file or folder with the certificates to trust instead of the system's"

  /// All of them, in the order of the documentation.
  public static let http: [Variable] = [
    httpsProxy, lowerHTTPSProxy, allProxy, lowerAllProxy, lowerHTTPProxy, noProxy, lowerNoProxy, requestsBundle,
    certificateFile, certificateFolder,
  ]
}
