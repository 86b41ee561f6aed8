public import Core

extension HTTPClient {
  /// One exchange to be had: how to make its request and what to make of its response.
  public struct Exchange: Sendable {
    /// The service, for messages: `sts`, `bedrock-runtime`, `storyblok`.
    public var service: String
    /// The operation, for messages: `Converse`.
    public var operation: String
    /// When it is tried again.
    public var retry: RetryPolicy
    /// Makes the request; called anew for each attempt, so that each is signed afresh.
    public var make: @Sendable () async throws(Failure) -> Request
    /// What to make of a response that came whole.
    public var classify: @Sendable (Response) -> RetryVerdict

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

  /// A streamed exchange's outcome.
  public enum Streamed<Value> {
    /// A 2xx, read to its end; what was read.
    case read(Value)
    /// Any other answer, whole.
    case answered(Response)
  }

  /// Reads the body of a 2xx while it comes.
  public typealias StreamRead<Value> = (StreamingResponse) async throws(StreamInterruption) -> Value
}
