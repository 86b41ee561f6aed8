public import Core
public import HTTP

/// One call of an AWS API, without endpoint and signature.
public struct AWSCall: Sendable {
  /// The service.
  public var service: AWSService
  /// The operation, for messages and retries: `Converse`.
  public var operation: String
  /// The method.
  public var method: String
  /// The path, percent-encoded, beginning with `/`.
  public var path: String
  /// The query, not percent-encoded, in order.
  public var query: [(name: String, value: String)]
  /// Header fields other than those of the signature.
  public var headers: Headers
  /// The body.
  public var body: [UInt8]
  /// Limits on the exchange.
  public var limits: Request.Limits
  /// Whether the bodies contain credentials.
  public var hidesBodies: Bool
  /// Secrets in the body. They are removed from a response that repeats them.
  public var secrets: [Secret] = []
  /// Whether a throttled call is sent again within its attempts; false where the caller keeps the pace of many calls.
  public var retriesThrottled = true
  /// Whether the service bills the call as soon as it carries it out: every call of a model is.
  public var isBilled: Bool { service == .bedrockRuntime && operation != "CountTokens" }

  /// Makes a call.
  public init(
    _ service: AWSService, _ operation: String, method: String, path: String,
    query: [(name: String, value: String)] = [], headers: Headers = [:], body: [UInt8] = [],
    limits: Request.Limits = Request.Limits(), hidesBodies: Bool = false
  ) {
    self.service = service
    self.operation = operation
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.limits = limits
    self.hidesBodies = hidesBodies
  }
}
