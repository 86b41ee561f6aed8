/// When a request is retried: the "standard" mode of the AWS SDKs, as a pure function.
///
/// The first try counts as an attempt. The wait before attempt n+1 is a random part of 2^(n-1) seconds, at most 20
/// seconds, unless the service gives a time (`Retry-After`).
public struct RetryPolicy: Sendable, Equatable {
  /// The largest number of attempts.
  public var maxAttempts: Int
  /// The unit of the exponential backoff.
  public var base: Duration
  /// The longest backoff.
  public var cap: Duration
  /// The longest `Retry-After` accepted. A longer one ends the attempts.
  public var maxRetryAfter: Duration

  /// Makes a policy; the default is the standard mode with three attempts.
  public init(
    maxAttempts: Int = 3, base: Duration = .seconds(1), cap: Duration = .seconds(20),
    maxRetryAfter: Duration = .seconds(60)
  ) {
    self.maxAttempts = maxAttempts
    self.base = base
    self.cap = cap
    self.maxRetryAfter = maxRetryAfter
  }

  /// How long to wait after attempt number `attempt` (from 1) failed; nil to give up.
  ///
  /// - Parameters:
  ///   - retryAfter: the time the service asked for.
  ///   - random: a number in 0 ..< 1.
  public func wait(after attempt: Int, retryAfter: Duration?, random: Double) -> Duration? {
    guard attempt < maxAttempts else { return nil }
    if let retryAfter {
      guard retryAfter <= maxRetryAfter else { return nil }
      // Adds jitter, so that clients that got the same value do not retry at the same moment.
      return retryAfter + base * 0.1 * random
    }
    let ceiling = min(base * Double(1 << min(attempt - 1, 16)), cap)
    return ceiling * random
  }
}
