public import Core

extension HTTPClient {
  /// One logical request: how to make it, and how to classify its response.
  public struct Exchange: Sendable {
    /// The service, for messages: `sts`, `bedrock-runtime`, `storyblok`.
    public var service: String
    /// The operation, for messages: `Converse`.
    public var operation: String
    /// When it is retried.
    public var retry: RetryPolicy
    /// Makes the request. Called for each attempt, so that each has its own signature.
    public var make: @Sendable () async throws(Failure) -> Request
    /// Classifies a whole response.
    public var classify: @Sendable (Response) -> RetryVerdict
    /// Whether the service bills each request that it carries out. Such a request is not sent again if it was taken and
    /// its answer did not arrive.
    public var isBilled = false
    /// Whether the request can be made again, asked after each attempt that failed: a body that was handed over may be
    /// gone.
    public var mayRepeat: @Sendable () -> Bool = { true }

    /// Makes an exchange.
    public init(
      service: String, operation: String, retry: RetryPolicy,
      make: @escaping @Sendable () async throws(Failure) -> Request,
      classify: @escaping @Sendable (Response) -> RetryVerdict
    ) {
      self.service = service
      self.operation = operation
      self.retry = retry
      self.make = make
      self.classify = classify
    }
  }

  /// The outcome of a streamed exchange.
  public enum Streamed<Value> {
    /// The value read from a 2xx response.
    case read(Value)
    /// Any other response, whole.
    case answered(Response)
  }

  /// Reads the body of a 2xx response while it arrives.
  public typealias StreamRead<Value> = (StreamingResponse) async throws(StreamInterruption) -> Value
}
