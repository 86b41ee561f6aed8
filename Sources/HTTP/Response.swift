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
  /// What the transport did in another way than usual, for `--verbose`.
  public var note: String?

  /// Makes a response.
  public init(status: Int, headers: Headers = [:], body: [UInt8] = [], url: WebURL) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }
}
