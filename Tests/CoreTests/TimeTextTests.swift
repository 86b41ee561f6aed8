import Core
import Testing

@Suite struct TimeTextTests {
  @Test(arguments: [
    ("2026-03-01", 1_772_323_200.0), ("2026-03-01T12:00Z", 1_772_366_400), ("2026-03-01 12:00:00", 1_772_366_400),
    ("2026-03-01T12:00:00.900+02:00", 1_772_359_200), (" 2026-03-01\r", 1_772_323_200),
  ])
  func timeText_readsDatesAndTimesAsUTC(text: String, seconds: Double) {
    #expect(TimeText(text)?.seconds(now: 0) == seconds)
  }

  @Test(arguments: [("90m", 5400.0), ("12h", 43_200), ("7d", 604_800), ("2w", 1_209_600), ("0d", 0)])
  func timeText_readsAges(text: String, age: Double) {
    #expect(TimeText(text)?.seconds(now: 2_000_000.5) == 2_000_000 - age)
  }

  @Test(arguments: [
    "", "d", "7", "-7d", "+7d", "7 d", "7y", "1.5d", "2026-02-30", "2026-03", "yesterday", "99999999999d", "٧d",
  ])
  func timeText_refusesOtherForms(text: String) { #expect(TimeText(text) == nil) }
}
