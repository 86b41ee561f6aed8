public import Core

extension ForeignPage {
  /// The failure with code `network`.
  ///
  /// - Parameters:
  ///   - provider: whose answer was expected: `AWS`, `Storyblok`.
  ///   - endpoint: the origin of the endpoint's URL, if the user set it.
  public func failure(
    service: String, provider: String, endpoint: Origin?, network: NetworkSettings, attempts: Int
  ) -> Failure {
    let name = title.map { ", “\($0)”" } ?? ""
    var hints: [Remedy] = []
    // This machine has no network in between.
    if !url.isLoopback { hints.append(remedy(network)) }
    if let endpoint {
      hints.append("the address is set by \(endpoint.place): check that \(provider) answers there")
    }
    return Failure(
      .network,
      "\(address) was answered by a page that is not from \(provider) (HTTP \(status)\(name)): "
        + "a proxy, a gateway or a login page stands between",
      hint: cause(network), moreHints: hints, service: service, httpStatus: status, attempts: attempts)
  }

  /// The URL that answered, without its query, which may be long and hold a token.
  public var address: String { url.origin + url.path }

  /// Which proxy is in use.
  public func cause(_ network: NetworkSettings) -> Remedy {
    if let proxy = network.proxy(for: url) { return "the request went through \(proxy)" }
    return "no proxy is in use for \(url.host) (HTTPS_PROXY, ALL_PROXY and NO_PROXY decide)"
  }

  private func remedy(_ network: NetworkSettings) -> Remedy {
    let proxy = network.proxy(for: url)
    switch status {
    case 407:
      return
        "it asks for a user name and a password: \(proxy?.variable ?? "HTTPS_PROXY")=http://USER:PASSWORD@HOST:PORT, "
        + "special characters percent-encoded"
    case 200..<400, 511:
      return "if it is a login page: sign in to the network in a browser, then run it again"
    default:
      return "ask who runs the network to let \(url.host) through"
        + (proxy == nil ? "" : ", or name it in NO_PROXY to reach it without the proxy")
    }
  }
}
