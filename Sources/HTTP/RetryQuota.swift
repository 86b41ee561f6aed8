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
  mutating func release(_ cost: Int?) { tokens = min(Self.capacity, tokens + (cost ?? 1)) }
}
