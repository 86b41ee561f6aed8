internal import CCurl

extension TransportError.Kind {
  /// The kind of error for a result code of libcurl.
  ///
  /// - Parameters:
  ///   - message: libcurl's message, which says what is wrong with a certificate.
  ///   - isConnected: whether the connection was established.
  init(_ code: CURLcode, _ message: String, isConnected: Bool) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .unresolved
    case CURLE_PROXY: self = .proxy(message)
    case CURLE_COULDNT_CONNECT: self = .refused
    case CURLE_OPERATION_TIMEDOUT: self = isConnected ? .timeout : .connectTimeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
      self = .tls(message)
    // CURLE_SEND_FAIL_REWIND: libcurl tried to send the body again over another connection.
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_HTTP3, CURLE_QUIC_CONNECT_ERROR,
      CURLE_SEND_FAIL_REWIND:
      self = .closed
    case CURLE_PARTIAL_FILE: self = .truncated
    case CURLE_RECV_ERROR:
      // libcurl reports with this code also a proxy's refusal of CONNECT, and, since 8.3, headers beyond its limit.
      self =
        message.hasPrefix("Too large response headers")
        ? .headTooLarge : message.contains("CONNECT") || message.contains("proxy") ? .proxy(message) : .closed
    // A header line beyond libcurl's limit of 100 KiB is reported like this; since 8.6 with CURLE_TOO_LARGE (100), which
    // older headers do not define.
    case CURLE_OUT_OF_MEMORY where isConnected, CURLcode(100): self = .headTooLarge
    case CURLE_OUT_OF_MEMORY: self = .unusable("no memory")
    case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT: self = .unsendable(message)
    // Before the connection: a libcurl that was built without TLS or has https disabled. After it: not HTTP.
    case CURLE_UNSUPPORTED_PROTOCOL where !isConnected, CURLE_FAILED_INIT, CURLE_NOT_BUILT_IN, CURLE_UNKNOWN_OPTION,
      CURLcode(99):  // CURLE_UNRECOVERABLE_POLL, since 7.84
      self = .unusable(message)
    default: self = .malformed
    }
  }
}
