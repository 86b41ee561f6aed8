/// The attempts of one logical request: the number that its policy allows, and the number used.
///
/// One budget is made for each call. Retries of a whole response and restarts of a stream take from it. A request that
/// was changed after the service refused it is another call with its own budget.
///
/// Only a request that was sent counts as an attempt. A try that ended earlier (no connection, no TLS handshake) does
/// not count as an attempt, but the number of tries has the same limit.
public struct AttemptBudget: Sendable {
  /// The policy that limits the attempts.
  public let policy: RetryPolicy
  /// The number of requests sent.
  public private(set) var attempts = 0
  /// The number of tries, whether a request was sent or not.
  public private(set) var tries = 0

  /// An unused budget.
  public init(_ policy: RetryPolicy) { self.policy = policy }

  /// Counts a try.
  public mutating func record(wasSent: Bool) {
    tries += 1
    if wasSent { attempts += 1 }
  }

  /// How long to wait before the next try; nil if none is left.
  ///
  /// - Parameters:
  ///   - retryAfter: the time the service asked for.
  ///   - random: a number in 0 ..< 1.
  public func wait(retryAfter: Duration?, random: Double) -> Duration? {
    policy.wait(after: tries, retryAfter: retryAfter, random: random)
  }
}
