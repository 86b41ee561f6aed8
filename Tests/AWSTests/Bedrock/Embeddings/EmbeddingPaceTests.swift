import Testing

@testable import AWS

@Suite struct EmbeddingPaceTests {
  /// A service with a quota of requests a minute and 100 ms an answer; returns when it accepted requests, and the most
  /// that were in flight.
  private func simulate(
    quota: Int, seconds: Double, retryAfter: Duration? = nil
  ) -> (accepted: [Double], refused: Int, mostInFlight: Int, pace: EmbeddingPace) {
    var pace = EmbeddingPace()
    var now = 0.0
    var accepted: [Double] = []
    var refused = 0
    var most = 0
    // The accepted requests that are older than a minute.
    var old = 0
    var flight: [(sent: Double, isAccepted: Bool)] = []
    while now < seconds {
      while let first = flight.first, first.sent + 0.1 <= now {
        flight.removeFirst()
        if first.isAccepted {
          pace.succeeded(sent: first.sent)
        } else {
          refused += 1
          pace.refused(sent: first.sent, now: now, retryAfter: retryAfter, random: 0.5)
        }
      }
      var next = now + 0.01
      switch pace.verdict(inFlight: flight.count, now: now) {
      case .start:
        while old < accepted.count, accepted[old] <= now - 60 { old += 1 }
        let isAccepted = accepted.count - old < quota
        if isAccepted { accepted.append(now) }
        flight.append((now, isAccepted))
        most = max(most, flight.count)
        pace.started(now: now)
        next = now
      case .hold: break
      case .wait(let time): next = min(now + time / .seconds(1), (flight.first?.sent ?? .infinity) + 0.1)
      }
      now = max(next, now)
    }
    return (accepted, refused, most, pace)
  }

  @Test func embeddingPace_sendsAtMostEightAtOnce() {
    let run = simulate(quota: .max, seconds: 60)
    #expect(run.mostInFlight == 8)
    #expect(run.refused == 0)
    // Eight at once, 100 ms each.
    #expect(run.accepted.count > 4000)
  }

  /// Whatever the quota is, most of it is used, and few requests are refused.
  @Test(arguments: [6000, 2000, 600, 60, 10])
  func embeddingPace_findsTheQuota(quota: Int) {
    let run = simulate(quota: quota, seconds: 240)
    let possible = min(quota * 4, 19_000)
    #expect(run.accepted.count >= possible * 6 / 10, "\(run.accepted.count) of \(possible)")
    #expect(run.refused <= 40 + run.accepted.count / 50, "\(run.refused)")
    #expect(run.pace.refusedRounds < EmbeddingPace.usualRounds)
  }

  @Test func embeddingPace_givesUpAtAQuotaOfZero() {
    let run = simulate(quota: 0, seconds: 600)
    #expect(!run.pace.hasAccepted)
    #expect(run.pace.refusedRounds >= EmbeddingPace.usualRounds)
    // The rounds together last longer than the minute of a quota.
    var pace = EmbeddingPace()
    var now = 0.0
    while pace.refusedRounds < EmbeddingPace.usualRounds {
      pace.refused(sent: now, now: now, retryAfter: nil, random: 0)
      while case .wait(let time) = pace.verdict(inFlight: 0, now: now) { now += time / .seconds(1) }
    }
    #expect(now > 60)
  }

  @Test func embeddingPace_waitsAsLongAsTheServiceAsks() {
    var pace = EmbeddingPace()
    let isPatient = pace.refused(sent: 1, now: 2, retryAfter: .seconds(7), random: 0)
    #expect(isPatient)
    #expect(pace.verdict(inFlight: 0, now: 2) == .wait(.seconds(7)))
    #expect(pace.verdict(inFlight: 0, now: 8.5) == .wait(.milliseconds(500)))
    #expect(pace.verdict(inFlight: 0, now: 9) == .start)
    let goesOn = pace.refused(sent: 10, now: 11, retryAfter: .seconds(301), random: 0)
    #expect(!goesOn)
  }

  @Test func embeddingPace_countsARoundOnce() {
    var pace = EmbeddingPace()
    for _ in 0..<4 { pace.succeeded(sent: 0) }
    #expect(pace.window == 8)
    for _ in 0..<8 { pace.refused(sent: 1, now: 1.1, retryAfter: nil, random: 0.5) }
    #expect(pace.refusedRounds == 1)
    #expect(pace.window == 4)
    #expect(pace.rate == 4.0 / 60)
    pace.succeeded(sent: 3)
    #expect(pace.refusedRounds == 0)
  }
}
