/// The attempts of one logical request: what its policy allows, and what has been used of it.
///
/// A budget is made once for a call. Everything that sends the call again takes from it: retries of a whole answer and
/// restarts of a stream. A request that was changed because of what the service said is another call with its own budget.
///
/// Only a request that was sent counts as an attempt. A try that ended before (no connection, no TLS handshake) is no
/// attempt, but the number of tries has the same bound.
public struct AttemptBudget: Sendable {
  /// What is allowed.
  public let policy: RetryPolicy
  /// Requests sent so far.
  public private(set) var attempts = 0
  /// Tries so far, whether a request was sent or not.
  public private(set) var tries = 0

  /// A budget of which nothing is used.
  public init(_ policy: RetryPolicy) { self.policy = policy }

  /// Counts a try.
  public mutating func record(wasSent: Bool) {
    tries += 1
    if wasSent { attempts += 1 }
  }

  /// How long to wait before the next try, or nil when there is none left.
  ///
  /// - Parameters:
  ///   - retryAfter: what the service asked for.
  ///   - random: a number in 0 ..< 1.
  public func wait(retryAfter: Duration?, random: Double) -> Duration? {
    policy.wait(after: tries, retryAfter: retryAfter, random: random)
  }
}
