/// Decides how many requests are under way at once, as a pure function of what came back: as many as the server lets
/// pass. There is no pause between requests; only a 429 makes it wait, for as long as the server says.
///
/// It begins with about a second's documented allowance (storyblok.com/docs/api/content-delivery/v2/getting-started/
/// rate-limit, …/api/management/getting-started/rate-limit), grows by one with every success until the first 429, by
/// one a round after it, and halves with each round that was refused.
public struct RateController: Sendable, Equatable {
  /// What to do about the next request.
  public enum Verdict: Sendable, Equatable {
    /// Send it.
    case start
    /// Not before one under way is back.
    case hold
    /// Not before this time has passed.
    case wait(Duration)
  }

  /// Requests that may be under way at once.
  public private(set) var window: Double
  /// Rounds refused in a row without a success between them.
  public private(set) var refusedRounds = 0
  private let ceiling: Double
  private let budget: Int
  private var wasRefused = false
  private var roundBegan = -Double.infinity
  private var resumeAt = -Double.infinity
  private var averageSize = 0.0

  /// A controller that begins with `allowance` requests at once.
  ///
  /// - Parameter budget: bytes of answers that may be under way or waiting their turn.
  public init(allowance: Int, budget: Int = 12 << 20) {
    window = Double(max(1, allowance))
    ceiling = window * 2
    self.budget = budget
  }

  /// How far ahead of what has been delivered it may be fetched, so that memory stays flat whatever the size of a page.
  public var lookahead: Int {
    let most = Int(ceiling) * 2
    guard averageSize > 0 else { return Int(window) }
    return max(2, min(most, Int(Double(budget) / averageSize)))
  }

  /// Whether one more may be sent at `now`, in seconds, with `inFlight` under way.
  public func verdict(inFlight: Int, now: Double) -> Verdict {
    if now < resumeAt { return .wait(.milliseconds(Int64(((resumeAt - now) * 1000).rounded(.up)))) }
    return inFlight < max(1, Int(window)) ? .start : .hold
  }

  /// An answer of `size` bytes came.
  public mutating func succeeded(size: Int) {
    refusedRounds = 0
    window = min(ceiling, window + (wasRefused ? 1 / window : 1))
    averageSize = averageSize == 0 ? Double(size) : averageSize * 0.8 + Double(size) * 0.2
  }

  /// A 429 came for a request sent at `sent`. All refusals of one round count once: they tell the same thing.
  ///
  /// - Parameters:
  ///   - retryAfter: what the service asked for.
  ///   - random: a number in 0 ..< 1, so that a crowd refused together does not come back together.
  public mutating func refused(sent: Double, now: Double, retryAfter: Duration?, random: Double) {
    wasRefused = true
    let isNewRound = sent >= roundBegan
    if isNewRound {
      window = max(1, window / 2)
      refusedRounds += 1
    }
    let asked = retryAfter.map { $0.seconds * (1 + random / 10) }
    let backoff = min(20, 0.25 * Double(1 << min(refusedRounds, 8))) * (0.5 + random / 2)
    if isNewRound || asked != nil { resumeAt = max(resumeAt, now + min(60, asked ?? backoff)) }
    if isNewRound { roundBegan = resumeAt }
  }
}

extension Duration {
  /// In seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
