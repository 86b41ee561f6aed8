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
  public var patience: Duration

  /// Makes a policy; the default is the standard mode with three attempts.
  public init(
    maxAttempts: Int = 3, base: Duration = .seconds(1), cap: Duration = .seconds(20),
    patience: Duration = .seconds(60)
  ) {
    self.maxAttempts = maxAttempts
    self.base = base
    self.cap = cap
    self.patience = patience
  }

  /// How long to wait after attempt number `attempt` (from 1) failed; nil to give up.
  ///
  /// - Parameters:
  ///   - retryAfter: the time the service asked for.
  ///   - random: a number in 0 ..< 1.
  public func wait(after attempt: Int, retryAfter: Duration?, random: Double) -> Duration? {
    guard attempt < maxAttempts else { return nil }
    if let retryAfter {
      guard retryAfter <= patience else { return nil }
      // Adds jitter, so that clients that got the same value do not retry at the same moment.
      return retryAfter + base * 0.1 * random
    }
    let ceiling = min(base * Double(1 << min(attempt - 1, 16)), cap)
    return ceiling * random
  }
}

/// What a whole response means for retries.
public enum RetryVerdict: Sendable, Equatable {
  /// Final, a success or an error.
  case done
  /// The service throttles; retry.
  case throttled
  /// A transient error of the service; retry.
  case transient
}

/// The retries that one process allows (the standard mode's token bucket), so that many requests to a service that is
/// down do not multiply its load.
struct RetryQuota: Sendable {
  private(set) var tokens = 500
  private static let capacity = 500

  /// Takes the cost of a retry and returns it; nil if too few tokens are left.
  mutating func take(timeout: Bool) -> Int? {
    let cost = timeout ? 10 : 5
    guard tokens >= cost else { return nil }
    tokens -= cost
    return cost
  }

  /// Returns tokens after a success: the cost of the retry, or one for a success at the first try.
  mutating func giveBack(_ cost: Int?) { tokens = min(Self.capacity, tokens + (cost ?? 1)) }
}
