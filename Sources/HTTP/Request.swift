public import Core

/// One HTTP request and the limits on its response.
public struct Request: Sendable {
  /// The method, in capitals.
  public var method: String
  /// The URL.
  public var url: WebURL
  /// The header fields. `Host` and `Content-Length` come from `url` and `body`.
  public var headers: Headers
  /// The body; may be empty.
  public var body: [UInt8]
  /// Limits on time and size.
  public var limits: Limits
  /// Whether the bodies of request and response contain secrets, so that `--debug` shows only their size.
  public var hidesBodies: Bool
  /// Secrets in the body. They are removed from a response that repeats them, like those of the header.
  public var secrets: [Secret] = []
  /// Whether a configured proxy is used. The container credential endpoint is called without one.
  public var usesProxy: Bool
  /// A file of trusted certificates that replaces the transport's, for services that use `AWS_CA_BUNDLE`.
  public var trust: String?

  /// Makes a request.
  public init(
    _ method: String, _ url: WebURL, headers: Headers = [:], body: [UInt8] = [], limits: Limits = Limits(),
    hidesBodies: Bool = false, usesProxy: Bool = true, trust: String? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.limits = limits
    self.hidesBodies = hidesBodies
    self.usesProxy = usesProxy
    self.trust = trust
  }

  /// Limits on a request and its response.
  public struct Limits: Sendable {
    /// The time to connect, including name resolution and TLS.
    public var connect: Duration
    /// The time without progress before the request is given up.
    public var idle: Duration
    /// The time for the whole exchange, against a server that sends slowly; nil for a stream.
    public var total: Duration?
    /// The largest body accepted, in bytes after decompression.
    public var body: Int
    /// How many redirects are followed.
    public var redirects: Int

    /// Makes limits; the defaults are 10 s, 30 s, 10 minutes, 32 MiB and no redirects.
    public init(
      connect: Duration = .seconds(10), idle: Duration = .seconds(30), total: Duration? = .seconds(600),
      body: Int = 32 << 20, redirects: Int = 0
    ) {
      self.connect = connect
      self.idle = idle
      self.total = total
      self.body = body
      self.redirects = redirects
    }
  }
}

/// One whole HTTP response.
public struct Response: Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: Headers
  /// The body, decompressed.
  public var body: [UInt8]
  /// The URL that answered; it differs from the request's only after a redirect.
  public var url: WebURL
  /// How many requests were sent for it, including the earlier attempts of `HTTPClient`.
  public var attempts = 1

  /// Makes a response.
  public init(status: Int, headers: Headers = [:], body: [UInt8] = [], url: WebURL) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }
}

/// A response whose body is still arriving.
public struct StreamingResponse: Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: Headers
  /// The body, pulled.
  public var body: ByteStream
  /// The URL that answered.
  public var url: WebURL
  /// How many requests were sent for it, including the earlier attempts of `HTTPClient`.
  public var attempts = 1

  /// Makes a response.
  public init(status: Int, headers: Headers, body: ByteStream, url: WebURL) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }
}

/// A body that is read slice by slice. At most one buffer is read ahead from the network.
public struct ByteStream: Sendable {
  private let pull: @Sendable () async throws(TransportError) -> [UInt8]?

  /// A stream whose slices come from `pull`, which returns nil at the end.
  public init(pull: @escaping @Sendable () async throws(TransportError) -> [UInt8]?) { self.pull = pull }

  /// The next slice, never empty; nil at the end.
  ///
  /// - Throws: `TransportError` if the connection is lost or idle too long.
  public func next() async throws(TransportError) -> [UInt8]? { try await pull() }

  /// The rest of the body.
  ///
  /// - Throws: `TransportError`; its kind is `tooLarge` if more than `limit` bytes arrive.
  public func collect(limit: Int) async throws(TransportError) -> [UInt8] {
    var all: [UInt8] = []
    while let slice = try await next() {
      guard all.count + slice.count <= limit else { throw TransportError(.tooLarge(limit), host: "") }
      all.append(contentsOf: slice)
    }
    return all
  }
}
