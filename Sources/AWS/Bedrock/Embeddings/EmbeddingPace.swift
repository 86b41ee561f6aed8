/// Decides when requests for embeddings are sent, as a pure state. Models have a quota of requests a minute that the
/// account's limits set and the API does not tell (docs.aws.amazon.com/bedrock/latest/userguide/titan-embedding-models
/// .html), so it is found by the answers.
///
/// At most eight requests are in flight. Before the first 429 they are sent without pauses. A 429 makes all wait, for as
/// long as the service asks; after it they are sent at the rate that was accepted during the minute before, which rises
/// slowly while none is refused.
public struct EmbeddingPace: Sendable, Equatable {
  /// The decision about the next request.
  public enum Verdict: Sendable, Equatable {
    /// Send it.
    case start
    /// Wait for a request in flight.
    case hold
    /// Wait for this time.
    case wait(Duration)
  }

  /// The most requests in flight.
  public static let most = 8
  /// The rounds of refusals in a row after which nothing more is sent: together they wait longer than the minute of a
  /// quota.
  public static let usualRounds = 8
  /// The longest time that the service may ask to wait, in seconds.
  static let longestWait = 300.0

  /// The number of requests allowed in flight.
  public private(set) var window = 4.0
  /// The rounds of refusals in a row.
  public private(set) var refusedRounds = 0
  /// Whether a request was ever accepted.
  public private(set) var hasAccepted = false
  /// Requests a second; nil before the first refusal.
  public private(set) var rate: Double?
  private var resumeAt = -Double.infinity
  private var nextStart = -Double.infinity
  private var roundBegan = -Double.infinity
  /// When the accepted requests of the last minute were sent.
  private var accepted: [Double] = []

  /// A pace that begins with four requests at once.
  public init() {}

  /// Whether another request may be sent at `now`, in seconds, with `inFlight` in flight.
  public func verdict(inFlight: Int, now: Double) -> Verdict {
    if now < resumeAt { return .wait(Self.duration(resumeAt - now)) }
    guard inFlight < max(1, Int(window)) else { return .hold }
    return now < nextStart ? .wait(Self.duration(nextStart - now)) : .start
  }

  private static func duration(_ seconds: Double) -> Duration { .milliseconds(Int64((seconds * 1000).rounded(.up))) }

  /// Records that a request is sent at `now`.
  public mutating func started(now: Double) {
    if let rate { nextStart = max(nextStart, now) + 1 / rate }
  }

  /// Records the answer to a request that was sent at `sent`.
  public mutating func succeeded(sent: Double) {
    hasAccepted = true
    refusedRounds = 0
    accepted.append(sent)
    // Times arrive nearly in order, so only the beginning is looked at.
    if let first = accepted.first, first < sent - 120 { accepted.removeAll { $0 < sent - 60 } }
    window = min(Double(Self.most), window + (rate == nil ? 1 : 1 / window))
    // A quota is shared, and may have been used by others for a moment.
    rate = rate.map { $0 * 1.001 }
  }

  /// Records a 429 for a request sent at `sent`. All refusals of one round count once.
  ///
  /// - Parameters:
  ///   - retryAfter: the time that the service asks for.
  ///   - random: a number in 0 ..< 1, which spreads the retries of programs that were refused together.
  /// - Returns: whether to go on; false if the service asks for longer than anyone waits.
  @discardableResult
  public mutating func refused(sent: Double, now: Double, retryAfter: Duration?, random: Double) -> Bool {
    let asked = retryAfter.map { Double($0.components.seconds) + Double($0.components.attoseconds) * 1e-18 }
    if let asked, asked > Self.longestWait { return false }
    let isNewRound = sent >= roundBegan
    if isNewRound {
      refusedRounds += 1
      window = max(1, window / 2)
      let counted = Double(accepted.count { $0 > sent - 60 }) / 60
      rate = rate.map { max(Self.slowest, $0 * 0.9) } ?? max(Self.slowest, counted)
    }
    let backoff = min(30, Double(1 << min(refusedRounds - 1, 5))) * (0.75 + random / 2)
    if isNewRound || asked != nil { resumeAt = max(resumeAt, now + (asked.map { $0 * (1 + random / 10) } ?? backoff)) }
    if isNewRound { roundBegan = resumeAt }
    return true
  }

  /// The slowest rate, in requests a second: two a minute.
  private static let slowest = 1.0 / 30
}
