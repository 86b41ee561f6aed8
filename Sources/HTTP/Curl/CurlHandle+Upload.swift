internal import CCurl
internal import Core

/// The sending half of a transfer whose body is handed over while the response arrives. Used on the driver's thread only.
final class CurlUpload {
  private let upload: Upload
  /// Whether libcurl waits for more to send.
  fileprivate(set) var isPaused = false
  /// Whether libcurl was told that the body has ended.
  private(set) var hasEnded = false
  fileprivate var woken = ContinuousClock.now
  /// When libcurl was told that the body has ended.
  private var ended = ContinuousClock.now
  /// How often libcurl has run since the body ended.
  fileprivate var runs = 0
  /// Whether anything of the response came after the last bytes of the body were taken.
  fileprivate var isAnswered = false

  init(_ upload: Upload) { self.upload = upload }

  /// The read callback: the number of bytes copied, 0 at the end, or libcurl's mark for a pause.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch upload.take(into: buffer) {
    case .bytes(let count):
      isAnswered = false
      return count
    case .nothing:
      isPaused = true
      return sva_curl_pause
    case .end:
      hasEnded = true
      ended = .now
      return 0
    }
  }

  /// Whether there was no time for an answer to the end of the body. A process that was held up cannot tell.
  fileprivate var isTooSoonForAnAnswer: Bool { runs <= 1 && ContinuousClock.now - ended < .milliseconds(1) }

  /// Notes that a part of the response has come.
  func receive() { isAnswered = true }
}

extension CurlHandle {
  /// The longest sleep of the driver while such a transfer is alive: libcurl before 7.88 misses an event that is only
  /// noticed when it is asked again (curl/curl#10433).
  private static let interval = Duration.milliseconds(200)

  /// Prepares a body that is handed over: chunked over HTTP/1.1, data frames over HTTP/2. The service accepts one stream
  /// for each connection.
  func setUpload(_ context: UnsafeRawPointer) {
    set(CURLOPT_UPLOAD, 1)
    set(CURLOPT_CUSTOMREQUEST, transfer.request.method)
    set(CURLOPT_FRESH_CONNECT, 1)
    set(CURLOPT_FORBID_REUSE, 1)
    set(CURLOPT_READDATA, context)
    set(CURLOPT_READFUNCTION) { buffer, size, count, context in
      guard let context, let sending = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue().sending else {
        return 0
      }
      return sending.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
    }
  }

  /// Continues to send.
  func resumeSending() {
    guard let sending, sending.isPaused else { return }
    sending.isPaused = false
    unpause()
  }

  /// What must be done for the transfer at times, and the time until then.
  ///
  /// libcurl 7.88 does not notice the end of a response that came before the end of the request. A pause that is lifted
  /// at once makes it look again; the first time without a wait, see `endedEarly`.
  func attend(_ now: ContinuousClock.Instant) -> Duration {
    guard let sending else { return .seconds(600) }
    if sending.hasEnded { sending.runs += 1 }
    guard sending.hasEnded, !isPaused, sending.runs == 1 || now - sending.woken >= Self.interval else {
      return Self.interval
    }
    sending.woken = now
    _ = curl.api.easy_pause(easy, CURLPAUSE_RECV)
    _ = curl.api.easy_pause(easy, CURLPAUSE_CONT)
    return sending.runs == 1 ? .zero : Self.interval
  }

  /// Whether a response that is complete was complete before the body was.
  ///
  /// libcurl does not tell when the server ends its side of an HTTP/2 stream: it goes on to send. Such a stream is over
  /// with our own end, without a word from the server. A server that answers the end of the body needs a round trip.
  var endedEarly: Bool {
    guard let sending, isAccepted else { return false }
    // The answer to the last bytes may be complete before libcurl has asked for more and learnt that these were the last.
    guard sending.hasEnded || transfer.upload?.isWhole == true else { return true }
    return sending.isTooSoonForAnAnswer && !sending.isAnswered
  }

  /// Whether sending is progress. It is none before the response has begun: the service answers before any sound, and
  /// what it does not answer it does not read. Waiting for more to send is not the service's delay.
  func isSendingProgress(_ sentMore: Bool) -> Bool {
    guard let sending else { return sentMore }
    return isAccepted && !sending.hasEnded && (sentMore || sending.isPaused)
  }

  /// Whether the response is not HTTP/2 although it must be. A page of a proxy is let through: it says more.
  func lacksHTTP2(_ head: CurlHead) -> Bool {
    sending != nil && transfer.request.url.scheme == .https && head.isHTTP1
      && head.headers["Content-Type"]?.lowercased().contains("html") != true
  }
}
