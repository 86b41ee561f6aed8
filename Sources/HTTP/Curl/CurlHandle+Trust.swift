internal import CCurl
internal import Core

extension CurlHandle {
  /// Sets the certificates that are trusted: those of a setting, else the system's. `system` is nil where no certificate
  /// is needed.
  func setTrust(_ request: Request, _ network: NetworkSettings, _ system: SystemTrust?) throws(TransportError) {
    trust = request.trust.map(Trust.init(bundle:)) ?? network.trust
    if let problem = trust?.problem { throw TransportError(problem, host: request.url.host) }
    let file = trust?.file?.value
    let folder = trust?.folder?.value
    usesFolderAlone = trust == nil && system?.folder != nil
    if usesFolderAlone {
      set(CURLOPT_CAINFO, nil)
      set(CURLOPT_PROXY_CAINFO, nil)
    }
    if let file = file ?? (trust == nil && !usesFolderAlone ? system?.file : nil) {
      set(CURLOPT_CAINFO, file)
      set(CURLOPT_PROXY_CAINFO, file)
    }
    if let folder = folder ?? (trust == nil ? system?.folder : nil) {
      set(CURLOPT_CAPATH, folder)
      set(CURLOPT_PROXY_CAPATH, folder)
    }
  }

  /// Whether the transfer may succeed with the file of all certificates: the connection failed with the folder alone,
  /// before anything was sent.
  ///
  /// A folder's entry that cannot be read or parsed fails the handshake (`CURLE_SSL_CONNECT_ERROR`) with an error that is
  /// not one of TLS itself. Any other entry that does not fit has a result of OpenSSL's `X509_verify_cert`. A certificate
  /// of another host has none.
  func mayNeedTrustFile(_ code: CURLcode) -> Bool {
    guard usesFolderAlone, !wasSent else { return false }
    switch code {
    case CURLE_SSL_CONNECT_ERROR:
      let text = String(cString: message)
      return text.contains("error:") && !text.contains("SSL routines")
    case CURLE_PEER_FAILED_VERIFICATION:
      return [CURLINFO_SSL_VERIFYRESULT, CURLINFO_PROXY_SSL_VERIFYRESULT].contains { info in
        withUnsafePointer(to: curl.api) { sva_curl_get_long($0, easy, info) } != 0
      }
    default: return false
    }
  }
}
