public import Core

/// One HTTP request as a value: what goes on the wire, and how much may come back.
public struct Request: Sendable {
  /// The method, in capitals.
  public var method: String
  /// Where to.
  public var url: WebURL
  /// The header fields. `Host` and `Content-Length` come from `url` and `body`.
  public var headers: Headers
  /// The body; empty for none.
  public var body: [UInt8]
  /// How long it may take and how much may come back.
  public var limits: Limits
  /// Whether the bodies of request and response hold secrets, so that `--debug` shows only their size.
  public var hidesBodies: Bool
  /// What the body holds of secrets. They are taken out of an answer that repeats them, as those of the header are.
  public var secrets: [Secret] = []
  /// Whether a configured proxy is used; the container credential endpoint is asked directly.
  public var usesProxy: Bool
  /// A file of trusted certificates in place of the transport's own, for the services `AWS_CA_BUNDLE` speaks of.
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

  /// Bounds on a request; everything received has one.
  public struct Limits: Sendable {
    /// The time to a connection, name resolution and TLS included.
    public var connect: Duration
    /// The time without any progress before the request is given up.
    public var idle: Duration
    /// The time for the whole exchange, against a server that drips; nil for a stream.
    public var total: Duration?
    /// The largest body taken, in bytes after decompression.
    public var body: Int
    /// How often a redirect within the same scheme, host and port is followed.
    public var redirects: Int

    /// The bounds; by default 10 s, 30 s, 10 minutes, 32 MiB and none.
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

/// One HTTP response, whole.
public struct Response: Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: Headers
  /// The body, decompressed.
  public var body: [UInt8]
  /// The URL that answered: another than was asked only after a redirect.
  public var url: WebURL
  /// How many requests were sent for it: one, and those that `HTTPClient` sent before.
  public var attempts = 1

  /// Makes a response.
  public init(status: Int, headers: Headers = [:], body: [UInt8] = [], url: WebURL) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }
}

/// A response whose body is still coming.
public struct StreamingResponse: Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: Headers
  /// The body, pulled.
  public var body: ByteStream
  /// The URL that answered.
  public var url: WebURL
  /// How many requests were sent for it: one, and those that `HTTPClient` sent before.
  public var attempts = 1

  /// Makes a response.
  public init(status: Int, headers: Headers, body: ByteStream, url: WebURL) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }
}

/// A body pulled slice by slice. Nothing more is read from the network than is asked for, but for one buffer.
public struct ByteStream: Sendable {
  private let pull: @Sendable () async throws(TransportError) -> [UInt8]?

  /// A stream whose slices come from `pull`: nil at the end.
  public init(pull: @escaping @Sendable () async throws(TransportError) -> [UInt8]?) { self.pull = pull }

  /// The next slice, of any size above zero; nil at the end.
  ///
  /// - Throws: `TransportError` when the connection is lost or idle too long.
  public func next() async throws(TransportError) -> [UInt8]? { try await pull() }

  /// Everything that is left.
  ///
  /// - Throws: `TransportError`, `tooLarge` among them when more than `limit` bytes come.
  public func collect(limit: Int) async throws(TransportError) -> [UInt8] {
    var all: [UInt8] = []
    while let slice = try await next() {
      guard all.count + slice.count <= limit else { throw TransportError(.tooLarge(limit), host: "") }
      all.append(contentsOf: slice)
    }
    return all
  }
}
