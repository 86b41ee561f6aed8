internal import CCurl

extension CurlHandle {
  /// Uses a connected socket for the first connection.
  func use(_ socket: CurlOpenings.Socket) {
    opened = socket
    withUnsafePointer(to: curl.api) { sva_curl_use_socket($0, easy, socket.memory) }
  }

  /// Whether the server had closed the socket that was connected before, so that nothing was sent.
  func wasClosedUnused(_ code: CURLcode) -> Bool {
    guard let opened, opened.memory.pointee.taken, !wasSent else { return false }
    return [CURLE_SSL_CONNECT_ERROR, CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR, CURLE_RECV_ERROR].contains(code)
  }
}
