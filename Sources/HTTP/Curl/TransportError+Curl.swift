internal import CCurl

extension TransportError.Kind {
  /// The kind of error for a result code of libcurl.
  ///
  /// - Parameters:
  ///   - message: libcurl's message, which says what is wrong with a certificate.
  ///   - isConnected: whether the connection was established.
  init(_ code: CURLcode, _ message: String, isConnected: Bool) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: self = .unresolved
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxy(message)
    case CURLE_COULDNT_CONNECT: self = .refused
    case CURLE_OPERATION_TIMEDOUT: self = isConnected ? .timeout : .connectTimeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_USE_SSL_FAILED:
      self = .tls(message)
    // CURLE_SEND_FAIL_REWIND: libcurl tried to send the body again over another connection.
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
      self = .closed
    case CURLE_PARTIAL_FILE: self = .truncated
    case CURLE_RECV_ERROR:
      // libcurl reports a proxy's refusal of CONNECT with this code.
      self = message.contains("CONNECT") || message.contains("proxy") ? .proxy(message) : .closed
    case CURLE_OUT_OF_MEMORY: self = .unusable("no memory")
    default: self = .malformed
    }
  }
}
