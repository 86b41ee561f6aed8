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
  /// Whether the query may hold secrets under any name, so that nothing of it is shown.
  public var hidesQuery = false
  /// Whether a configured proxy is used. The container credential endpoint is called without one.
  public var usesProxy: Bool
  /// A file or folder of trusted certificates that replaces the transport's, for services that use `AWS_CA_BUNDLE`.
  public var trust: Setting<String>?

  /// Makes a request.
  public init(
    _ method: String, _ url: WebURL, headers: Headers = [:], body: [UInt8] = [], limits: Limits = Limits(),
    hidesBodies: Bool = false, usesProxy: Bool = true, trust: Setting<String>? = nil
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
