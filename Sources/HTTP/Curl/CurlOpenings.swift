internal import CCurl
internal import Core

/// Connections that are opened before their requests are known. Used on the driver's thread only.
///
/// libcurl reuses no connection that it only opened. Therefore one handle connects a socket without TLS, and the handle
/// of the first request to that host gets the socket (CURLOPT_OPENSOCKETFUNCTION, CURL_SOCKOPT_ALREADY_CONNECTED).
final class CurlOpenings {
  /// A connected socket. It is closed here unless libcurl took it.
  final class Socket {
    fileprivate(set) var memory: UnsafeMutablePointer<sva_curl_socket>
    fileprivate let connected = ContinuousClock.now

    fileprivate init(_ number: curl_socket_t) {
      memory = .allocate(capacity: 1)
      memory.initialize(to: sva_curl_socket(number: number, taken: false))
    }

    deinit {
      if !memory.pointee.taken { Descriptor(memory.pointee.number).close() }
      memory.deallocate()
    }
  }

  private struct Opening {
    var host: String
    var socket: UnsafeMutablePointer<sva_curl_socket>
    var waiting: [CurlTransfer] = []
  }

  /// How long a socket may wait for its request. Servers close connections on which nothing arrives.
  private static let longestWait = Duration.seconds(8)
  /// How long connecting may take. A request that waits for it then connects by itself.
  private static let longestConnect = 3000

  private let curl: LibCurl
  private var openings: [UnsafeMutableRawPointer: Opening] = [:]
  private var sockets: [String: Socket] = [:]

  init(_ curl: LibCurl) { self.curl = curl }

  /// Begins to connect to the host of `url`.
  func open(_ url: WebURL) {
    guard sockets[url.authority] == nil, !openings.values.contains(where: { $0.host == url.authority }),
      let easy = curl.api.easy_init()
    else { return }
    let socket = UnsafeMutablePointer<sva_curl_socket>.allocate(capacity: 1)
    socket.initialize(to: sva_curl_socket(number: -1, taken: false))
    withUnsafePointer(to: curl.api) { api in
      // The port of https stands in the URL, so that libcurl connects without TLS.
      _ = sva_curl_set_text(
        api, easy, CURLOPT_URL, "http://\(url.host.contains(":") ? "[\(url.host)]" : url.host):\(url.port ?? 443)/")
      _ = sva_curl_set_text(api, easy, CURLOPT_PROXY, "")
      _ = sva_curl_set_text(api, easy, CURLOPT_NOPROXY, "")
      _ = sva_curl_set_long(api, easy, CURLOPT_CONNECT_ONLY, 1)
      _ = sva_curl_set_long(api, easy, CURLOPT_NOSIGNAL, 1)
      _ = sva_curl_set_long(api, easy, CURLOPT_CONNECTTIMEOUT_MS, Self.longestConnect)
      sva_curl_prepare_socket(api, easy, socket)
    }
    openings[easy] = Opening(host: url.authority, socket: socket)
    if curl.api.multi_add_handle(curl.multi, easy) != CURLM_OK { _ = finish(easy, CURLE_FAILED_INIT) }
  }

  /// Keeps a transfer until the connection to its host is open; false if none is being opened.
  func hold(_ transfer: CurlTransfer) -> Bool {
    guard !openings.isEmpty, transfer.upload == nil, transfer.request.url.scheme == .https,
      let (easy, _) = openings.first(where: { $0.value.host == transfer.request.url.authority })
    else { return false }
    openings[easy]?.waiting.append(transfer)
    return true
  }

  /// Records that connecting has ended.
  ///
  /// - Returns: the transfers that waited.
  func finish(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) -> [CurlTransfer] {
    guard let opening = openings.removeValue(forKey: easy) else { return [] }
    if code == CURLE_OK, withUnsafePointer(to: curl.api, { sva_curl_keep_socket($0, easy, opening.socket) }) {
      sockets[opening.host] = Socket(opening.socket.pointee.number)
    }
    _ = curl.api.multi_remove_handle(curl.multi, easy)
    curl.api.easy_cleanup(easy)
    return opening.waiting
  }

  /// The socket that is connected to the host of `url`, once.
  func take(for url: WebURL) -> Socket? {
    guard !sockets.isEmpty, url.scheme == .https, let socket = sockets.removeValue(forKey: url.authority),
      ContinuousClock.now - socket.connected < Self.longestWait
    else { return nil }
    return socket
  }
}
