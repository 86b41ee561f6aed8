internal import CCurl
internal import Core

extension CurlHandle {
  func setProxy(_ request: Request, _ network: NetworkSettings) throws(TransportError) {
    proxy = request.usesProxy ? network.proxy(for: request.url) : nil
    if let proxy, proxy.address == nil { throw TransportError(proxy.malformed, host: request.url.host) }
    // Both are set, so libcurl does not read the proxy variables itself.
    set(CURLOPT_PROXY, proxy?.value ?? "")
    set(CURLOPT_NOPROXY, "")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
  }

  /// Whether what failed is the connection to the proxy: the request was not written, and the proxy has not accepted
  /// CONNECT. Through a SOCKS proxy there is no CONNECT, so only its own errors count.
  var isOfProxy: Bool {
    guard let proxy, let address = proxy.address, !wasSent else { return false }
    if address.hasPrefix("socks") { return connectTime == 0 }
    return withUnsafePointer(to: curl.api) { sva_curl_get_long($0, easy, CURLINFO_HTTP_CONNECTCODE) } / 100 != 2
  }

  private var connectTime: curl_off_t {
    withUnsafePointer(to: curl.api) { sva_curl_get_size($0, easy, CURLINFO_CONNECT_TIME_T) }
  }
}
