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
  /// What the transport did in another way than usual, for `--verbose`.
  public var note: String?

  /// Makes a response.
  public init(status: Int, headers: Headers, body: ByteStream, url: WebURL) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }
}
