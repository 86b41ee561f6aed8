/// Controls the number of concurrent requests by the responses: as many as the server accepts. Before the first 429 there
/// is no pause between requests. A 429 makes it wait, for as long as the server asks; after it, requests are sent at the
/// rate that the server accepted in the second before. That is too low where others share the limit for a moment, so the
/// rate rises fast until the next 429, which measures it again; later ones lower it by a tenth.
///
/// It begins with about one second's documented allowance (storyblok.com/docs/api/content-delivery/v2/getting-started/
/// rate-limit, …/api/management/getting-started/rate-limit). The number grows by one with every success until the first
/// 429, by one per round after it, and is halved with each refused round.
public struct RateController: Sendable, Equatable {
  /// The decision about the next request.
  public enum Verdict: Sendable, Equatable {
    /// Send it.
    case start
    /// Wait for a request in flight.
    case hold
    /// Wait for this time.
    case wait(Duration)
  }

  /// The number of requests allowed in flight.
  public private(set) var window: Double
  /// The number of consecutive refused rounds.
  public private(set) var refusedRounds = 0
  private let ceiling: Double
  private let budget: Int
  /// The bytes that a page may exceed the average by, as a factor, before it is given up.
  private static let tolerance = 4
  private var wasRefused = false
  private var roundBegan = -Double.infinity
  private var resumeAt = -Double.infinity
  private var averageSize = 0.0
  /// Requests a second; nil before the first refusal.
  private var pace: Double?
  private var nextStart = -Double.infinity
  /// When the latest requests were sent, without those that were refused. A 429 may overtake the responses of requests
  /// sent before it, so these count as accepted until they are refused.
  private var sends: [Double] = []
  /// The number of `sends` that are kept.
  private static let mostSends = 512
  /// The seconds by which requests may overtake each other on their way.
  private static let disorder = 0.1
  /// Whether the next 429 tells the server's rate: the first and the second do, and one after `calm`. Until then the pace
  /// rises fast.
  private var isProbing = true
  /// The seconds without a 429 after which the pace is looked for again.
  private static let calm = 5.0
  private var round = Round()

  /// The 429s of the latest round.
  private struct Round: Sendable, Equatable {
    /// When the first request that was refused was sent.
    var sent = -Double.infinity
    /// The pace before.
    var pace: Double?
    /// Whether they tell the server's rate.
    var isMeasure = false
  }

  /// A controller that begins with `allowance` concurrent requests.
  ///
  /// - Parameter budget: the bytes of responses that may be in flight or waiting to be delivered.
  public init(allowance: Int, budget: Int = 6 << 20) {
    window = Double(max(1, allowance))
    ceiling = window * 2
    self.budget = budget
  }

  /// How many items ahead of the delivered ones may be requested. It depends on their size, so that memory stays flat.
  public var lookahead: Int {
    let most = Int(ceiling) * 2
    guard averageSize > 0 else { return Int(window) }
    return max(1, min(most, Int(Double(budget) / averageSize)))
  }

  /// The largest response accepted ahead of its turn, in bytes: together they stay below a multiple of the budget, even
  /// if they are larger than those before.
  public var sizeLimit: Int { budget * Self.tolerance / lookahead }

  /// Whether another request may be sent at `now`, in seconds, with `inFlight` in flight.
  public func verdict(inFlight: Int, now: Double) -> Verdict {
    if now < resumeAt { return .wait(.milliseconds(Int64(((resumeAt - now) * 1000).rounded(.up)))) }
    guard inFlight < max(1, Int(window)) else { return .hold }
    return now < nextStart ? .wait(.milliseconds(Int64(((nextStart - now) * 1000).rounded(.up)))) : .start
  }

  /// Records that a request is sent at `now`.
  public mutating func started(now: Double) {
    if let pace { nextStart = max(nextStart, now) + 1 / pace }
    sends.append(now)
    if sends.count > 2 * Self.mostSends { sends.removeFirst(Self.mostSends) }
  }

  /// Records a response of `size` bytes to a request sent at `sent`.
  public mutating func succeeded(size: Int, sent: Double? = nil) {
    if let sent, sent - round.sent > Self.calm { isProbing = true }
    // The limit may have been shared for a moment, so a slow pace rises again.
    pace = pace.map { $0 + (isProbing ? 1 : 0.02) }
    refusedRounds = 0
    window = min(ceiling, window + (wasRefused ? 1 / window : 1))
    averageSize = averageSize == 0 ? Double(size) : averageSize * 0.8 + Double(size) * 0.2
  }

  /// Records a response that was given up because it was larger than `limit` bytes. Its size is not known, so it counts
  /// as much larger.
  public mutating func exceeded(_ limit: Int) {
    averageSize = max(averageSize, Double(limit) * Double(Self.tolerance))
  }

  /// Records a 429 for a request sent at `sent`. All refusals of one round count once.
  ///
  /// - Parameters:
  ///   - retryAfter: the value of `Retry-After`.
  ///   - random: a number in 0 ..< 1, which spreads the retries of clients refused together.
  public mutating func refused(sent: Double, now: Double, retryAfter: Duration?, random: Double) {
    wasRefused = true
    if let index = sends.lastIndex(of: sent) { sends.remove(at: index) }
    let isNewRound = sent >= roundBegan
    if isNewRound {
      window = max(1, window / 2)
      refusedRounds += 1
      round = Round(sent: sent, pace: pace, isMeasure: isProbing)
      // The first one may be due to others, who share the limit for a moment.
      isProbing = pace == nil
      pace = pace.map { max(1, $0 * 0.9) }
    } else {
      round.sent = min(round.sent, sent)
    }
    let accepted = sends.filter { round.sent - 1 < $0 && $0 < round.sent + Self.disorder }
    if round.isMeasure, !accepted.isEmpty { pace = min(round.pace ?? .infinity, Double(accepted.count)) }
    let asked = retryAfter.map { $0.seconds * (1 + random / 10) }
    let backoff = min(20, 0.25 * Double(1 << min(refusedRounds, 8))) * (0.5 + random / 2)
    // Requests are counted over a second: before the first of them is that old, others would be refused too.
    let due = accepted.first.map { $0 + 1 } ?? now
    if isNewRound || asked != nil {
      resumeAt = max(resumeAt, asked.map { now + min(60, $0) } ?? max(due, now + backoff))
    }
    if isNewRound { roundBegan = resumeAt }
  }
}

extension Duration {
  /// In seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
