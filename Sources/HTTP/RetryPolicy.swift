/// When a request is tried again: the AWS SDKs' "standard" mode, as a pure function of what happened.
///
/// Attempts count the first try. The wait before attempt n+1 is a random part of 2^(n-1) seconds, at most 20
/// seconds, unless the service names a time itself (`Retry-After`).
public struct RetryPolicy: Sendable, Equatable {
  /// Attempts in all.
  public var maxAttempts: Int
  /// The unit of the exponential wait.
  public var base: Duration
  /// The longest wait computed here.
  public var cap: Duration
  /// The longest `Retry-After` that is waited for; a longer one ends the attempts.
  public var patience: Duration

  /// A policy; by default the standard mode's with three attempts.
  public init(
    maxAttempts: Int = 3, base: Duration = .seconds(1), cap: Duration = .seconds(20),
    patience: Duration = .seconds(60)
  ) {
    self.maxAttempts = maxAttempts
    self.base = base
    self.cap = cap
    self.patience = patience
  }

  /// How long to wait after `attempt` (from 1) failed, or nil to give up.
  ///
  /// - Parameters:
  ///   - retryAfter: what the service asked for.
  ///   - random: a number in 0 ..< 1.
  public func wait(after attempt: Int, retryAfter: Duration?, random: Double) -> Duration? {
    guard attempt < maxAttempts else { return nil }
    if let retryAfter {
      guard retryAfter <= patience else { return nil }
      // A little more than asked for, so that a crowd told the same time does not come back together.
      return retryAfter + base * 0.1 * random
    }
    let ceiling = min(base * Double(1 << min(attempt - 1, 16)), cap)
    return ceiling * random
  }
}

/// What to make of a response that came whole.
public enum RetryVerdict: Sendable, Equatable {
  /// It is an answer, good or bad.
  case done
  /// The service asks for less; try again.
  case throttled
  /// The service stumbled; try again.
  case transient
}

/// How much trying again a process allows itself (standard mode's token bucket): against a service that is down,
/// a program that makes many requests must not triple its load.
struct RetryQuota: Sendable {
  private(set) var tokens = 500
  private static let capacity = 500

  /// Takes what a retry costs, and tells how much that was; nil when the bucket does not hold it.
  mutating func take(timeout: Bool) -> Int? {
    let cost = timeout ? 10 : 5
    guard tokens >= cost else { return nil }
    tokens -= cost
    return cost
  }

  /// Gives back after a success: what the retry took, or one for a success at first try.
  mutating func giveBack(_ cost: Int?) { tokens = min(Self.capacity, tokens + (cost ?? 1)) }
}
