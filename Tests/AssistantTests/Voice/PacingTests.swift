import Testing

@testable import Assistant

struct PacingTests {
  @Test func pacing_sendsAtTheSpeedOfSpeech() {
    var pacing = Pacing(start: .seconds(100))
    #expect(pacing.wait(for: .zero, now: .seconds(100)) == .zero)
    #expect(pacing.wait(for: .milliseconds(100), now: .seconds(100)) == .milliseconds(100))
    #expect(pacing.wait(for: .milliseconds(200), now: .milliseconds(100_150)) == .milliseconds(50))
    // Late: at once, and the next is due at its own time.
    #expect(pacing.wait(for: .milliseconds(300), now: .milliseconds(100_350)) == .zero)
    #expect(pacing.wait(for: .milliseconds(400), now: .milliseconds(100_360)) == .milliseconds(40))
  }

  /// An hour at a tenth of a second each is sent within an hour.
  @Test func pacing_doesNotDrift() {
    var pacing = Pacing(start: .zero)
    var now = Duration.zero
    for index in 0..<36_000 { now += pacing.wait(for: .milliseconds(100) * index, now: now) }
    #expect(now == .milliseconds(100) * 35_999)
  }

  /// After a delay at most two seconds are caught up at once.
  @Test func pacing_catchesUpLittle() {
    var pacing = Pacing(start: .zero)
    #expect(pacing.wait(for: .seconds(1), now: .seconds(30)) == .zero)
    #expect(pacing.wait(for: .milliseconds(2_900), now: .seconds(30)) == .zero)
    #expect(pacing.wait(for: .milliseconds(3_100), now: .seconds(30)) == .milliseconds(100))
  }

  @Test func silence_isSentAfterTenSecondsAndEndsAfterAMinute() {
    let silence = Silence(canSend: true)
    #expect(silence.step(now: .seconds(3), last: .seconds(0), sent: nil) == .wait(.seconds(7)))
    #expect(silence.step(now: .seconds(10), last: .seconds(0), sent: nil) == .send)
    #expect(silence.step(now: .milliseconds(10_040), last: .seconds(0), sent: .seconds(10)) == .wait(.milliseconds(60)))
    #expect(silence.step(now: .milliseconds(10_100), last: .seconds(0), sent: .seconds(10)) == .send)
    #expect(silence.step(now: .seconds(60), last: .seconds(0), sent: .seconds(59)) == .end)
  }

  /// Only samples can be made: a silent pipe of FLAC is waited for.
  @Test func silence_ofCompressedSoundIsWaitedFor() {
    let silence = Silence(canSend: false)
    #expect(silence.step(now: .seconds(20), last: .seconds(0), sent: nil) == .wait(.seconds(40)))
    #expect(silence.step(now: .seconds(60), last: .seconds(0), sent: nil) == .end)
  }
}
