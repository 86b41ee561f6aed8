internal import CCurl
internal import Core

/// One easy handle and the memory that must live as long as it. Used on the driver's thread only.
final class CurlHandle {
  let transfer: CurlTransfer
  let easy: UnsafeMutableRawPointer
  let curl: LibCurl
  private var fields: UnsafeMutablePointer<curl_slist>?
  let message: UnsafeMutablePointer<CChar>
  private let started = ContinuousClock.now
  private var progressed = ContinuousClock.now
  private var uploaded: curl_off_t = 0
  /// Whether receiving is paused because the reader is behind.
  private(set) var isPaused = false
  /// The sending half, if the body is handed over while the response arrives.
  let sending: CurlUpload?
  /// How much of the request's body libcurl has read, in bytes.
  var bodyRead = 0
  /// Whether libcurl was allowed to write the request once.
  private var hasWritten = false
  private var head: CurlHead
  private var stop: TransportError.Kind?
  /// The proxy that is used; nil for none.
  var proxy: Proxy?
  /// The certificates that a setting names; nil for the system's.
  var trust: Trust?
  /// The socket that was connected before; nil for none.
  var opened: CurlOpenings.Socket?
  /// Whether the system's folder of certificates is used without its file.
  var usesFolderAlone = false

  /// Configures a transfer.
  ///
  /// - Throws: `TransportError` if libcurl fails, or a header field, the proxy or the certificates are invalid.
  init(
    _ transfer: CurlTransfer, curl: LibCurl, network: NetworkSettings, system: SystemTrust?
  ) throws(TransportError) {
    let host = transfer.request.url.host
    guard let easy = curl.api.easy_init() else { throw TransportError(.unusable("no memory"), host: host) }
    self.transfer = transfer
    self.easy = easy
    self.curl = curl
    self.head = CurlHead()
    self.sending = transfer.upload.map(CurlUpload.init)
    self.message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    self.message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try configure(transfer.request, network, system)
  }

  /// Hands the transfer to libcurl.
  ///
  /// - Throws: `TransportError` if libcurl takes no more.
  func start() throws(TransportError) {
    guard curl.api.multi_add_handle(curl.multi, easy) == CURLM_OK else {
      throw TransportError(.unusable("it takes no more requests"), host: transfer.request.url.host)
    }
  }

  deinit {
    curl.api.easy_cleanup(easy)
    curl.api.slist_free_all(fields)
    message.deallocate()
  }

  func set(_ option: CURLoption, _ value: Int) {
    withUnsafePointer(to: curl.api) { _ = sva_curl_set_long($0, easy, option, value) }
  }

  func set(_ option: CURLoption, _ value: String) {
    withUnsafePointer(to: curl.api) { _ = sva_curl_set_text($0, easy, option, value) }
  }

  func set(_ option: CURLoption, _ value: UnsafeRawPointer?) {
    withUnsafePointer(to: curl.api) { _ = sva_curl_set_pointer($0, easy, option, value) }
  }

  func set(_ option: CURLoption, callback: @escaping sva_curl_data) {
    withUnsafePointer(to: curl.api) { _ = sva_curl_set_callback($0, easy, option, callback) }
  }

  private func configure(
    _ request: Request, _ network: NetworkSettings, _ system: SystemTrust?
  ) throws(TransportError) {
    set(CURLOPT_URL, request.url.text)
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_ERRORBUFFER, UnsafeRawPointer(message))
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_CONNECTTIMEOUT_MS, min(request.limits.connect, request.limits.idle).milliseconds)
    set(CURLOPT_BUFFERSIZE, 128 << 10)
    if sending == nil { set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate") }
    set(CURLOPT_TCP_KEEPALIVE, 1)
    try setProxy(request, network)
    try setTrust(request, network, system)
    try setFields(request)
    let context = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    if sending == nil { setBody(request, context) } else { setUpload(context) }
    refuseResending(context)
    set(CURLOPT_HEADERDATA, context)
    set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      guard let context else { return 0 }
      let handle = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
      return handle.header(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    set(CURLOPT_WRITEDATA, context)
    set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let context else { return 0 }
      let handle = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
      return handle.body(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
  }

  /// libcurl sends a request again by itself when a reused connection ends before a response. Each request sent must
  /// count as an attempt, so this is refused: the transfer ends as `closed`, and the caller decides.
  ///
  /// libcurl before 7.80 has no such callback. It does not send a body again, because the body cannot be rewound, but
  /// it may send a request without a body up to five times, and these are not counted.
  private func refuseResending(_ context: UnsafeRawPointer) {
    withUnsafePointer(to: curl.api) { api in
      _ = sva_curl_set_prereq(
        api, easy,
        { context, _, _, _, _ in
          guard let context else { return 1 }
          return Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue().mayWrite() ? 0 : 1
        }, context)
    }
  }

  private func mayWrite() -> Bool {
    guard !hasWritten else {
      stop = .closed
      return false
    }
    hasWritten = true
    return true
  }

  private func setFields(_ request: Request) throws(TransportError) {
    var lines = ["Expect:"]
    if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
    if request.headers["User-Agent"] == nil { lines.append("User-Agent: \(NetworkSettings.userAgent)") }
    for field in request.headers.fields {
      // A line break in a value would allow its author to add header fields.
      guard (field.name + field.value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw TransportError(
          .unsendable("control character in header \(field.name)"), host: request.url.host)
      }
      lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    for line in lines { fields = curl.api.slist_append(fields, line) ?? fields }
    set(CURLOPT_HTTPHEADER, UnsafeRawPointer(fields))
  }

  // MARK: Receiving

  private func header(_ line: UnsafeRawBufferPointer) -> Int {
    progressed = .now
    guard head.take(line) else {
      stop = .headTooLarge
      return 0
    }
    if line.count <= 2, hasHead, lacksHTTP2(head) {
      stop = .needsHTTP2
      return 0
    }
    return line.count
  }

  private func body(_ bytes: UnsafeRawBufferPointer) -> Int {
    progressed = .now
    beginOnce()
    sending?.receive()
    switch transfer.take(bytes) {
    case .all: return bytes.count
    case .pause:
      isPaused = true
      return sva_curl_pause
    case .stop:
      stop = .tooLarge(transfer.request.limits.body)
      return 0
    }
  }

  /// Whether the head of the final response has begun to arrive.
  var hasHead: Bool { head.status >= 200 }
  /// Whether the response is none that refuses the request.
  var isAccepted: Bool { (200..<300).contains(head.status) }
  private var hasBegun = false

  private func beginOnce() {
    guard !hasBegun else { return }
    hasBegun = true
    transfer.begin(CurlTransfer.Head(status: head.status, headers: head.headers))
  }

  /// Continues a paused transfer.
  func resume() {
    guard isPaused else { return }
    isPaused = false
    progressed = .now
    unpause()
  }

  /// Lets libcurl go on in both directions that are not paused. Its own command to go on lifts every pause.
  func unpause() {
    let bits = (isPaused ? CURLPAUSE_RECV : 0) | (sending?.isPaused == true ? CURLPAUSE_SEND : 0)
    _ = curl.api.easy_pause(easy, bits)
  }

  // MARK: Ending

  /// The time until the transfer is idle for too long. While it is paused it waits for the reader, not for the server.
  func timeLeft(_ now: ContinuousClock.Instant) -> Duration {
    let sent = withUnsafePointer(to: curl.api) { sva_curl_get_size($0, easy, CURLINFO_SIZE_UPLOAD_T) }
    if isSendingProgress(sent > uploaded) { progressed = now }
    uploaded = sent
    var left = isPaused ? .seconds(600) : transfer.request.limits.idle - (now - progressed)
    if let total = transfer.request.limits.total, !transfer.isStreaming {
      left = min(left, total - (now - started))
    }
    return left
  }

  func expire() {
    close()
    fail(.timeout)
  }

  private func wasTaken(_ kind: TransportError.Kind) -> Bool {
    let isBodySent = wasSent && bodyRead == transfer.request.body.count
    let status = head.status < 200 ? nil : head.status
    return TransportError.wasTaken(
      kind, isBodySent: isBodySent, status: status, silence: ContinuousClock.now - progressed)
  }

  /// Whether the request was written. libcurl before 7.80 reports only that a connection was established.
  var wasSent: Bool {
    hasWritten || withUnsafePointer(to: curl.api) { sva_curl_get_size($0, easy, CURLINFO_PRETRANSFER_TIME_T) > 0 }
  }

  func close() { _ = curl.api.multi_remove_handle(curl.multi, easy) }

  func complete(_ code: CURLcode) {
    close()
    if code == CURLE_OK {
      beginOnce()
      if endedEarly { transfer.upload?.cutShort() }
      return transfer.finish(.success(()))
    }
    let text = stop == .closed ? "the server closed a connection that was kept open" : String(cString: message)
    let detail =
      text.isEmpty ? curl.api.easy_strerror(code).map { String(cString: $0) } : Redaction.withoutUserInfo(text)
    let refused = code == CURLE_SSL_CACERT_BADFILE ? trust?.refused : nil
    fail(stop ?? refused ?? TransportError.Kind(code, detail ?? "", isConnected: wasSent), detail)
  }

  private func fail(_ kind: TransportError.Kind, _ detail: String? = nil) {
    var error = TransportError(
      kind, host: transfer.request.url.host, detail: detail, wasSent: wasSent, wasTaken: wasTaken(kind))
    error.proxy = proxy
    error.isOfProxy = isOfProxy
    transfer.finish(.failure(error))
  }
}

extension Duration {
  /// Whole milliseconds, at least one.
  fileprivate var milliseconds: Int {
    Int(max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000))
  }
}
