import Core
import Foundation
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0.0), ("2026-01-02T03:04:05Z", 1_767_323_045), ("2026-01-02T03:04:05UTC", 1_767_323_045),
    ("2026-01-02T03:04:05+00:00", 1_767_323_045), ("2026-01-02T05:04:05+02:00", 1_767_323_045),
    ("2026-01-01T22:04:05-0500", 1_767_323_045), ("2026-01-02 03:04:05", 1_767_323_045),
    ("2026-01-02T03:04:05.250Z", 1_767_323_045.25), ("2024-02-29T23:59Z", 1_709_251_140),
    ("9999-12-31T23:59:59Z", 253_402_300_799), ("0001-01-01T00:00:00Z", -62_135_596_800),
  ])
  func timestamp_reads(_ text: String, _ seconds: Double) {
    #expect(Timestamp.parse(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: [
    "", "soon", "2026", "2026-01-02", "2026-13-02T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-02T24:00:00Z",
    "2026-01-02T00:61:00Z", "2026-01-02T00:00:00X", "2026-01-02T00:00:00+", "2026-01-02T00:00:00.Z",
    "2026-01-02T00:00:00+25:00", "٢٠٢٦-01-02T00:00:00Z",
  ])
  func timestamp_refuses(_ text: String) { #expect(Timestamp.parse(text) == nil) }

  @Test func timestamp_writesWhatItReads() {
    for step in stride(from: -62_135_596_800.0, through: 253_402_300_799, by: 7_654_321_987) {
      let date = Date(timeIntervalSince1970: step)
      #expect(Timestamp.parse(Timestamp.text(date)) == date)
    }
    #expect(Timestamp.text(Date(timeIntervalSince1970: 1_767_323_045.9)) == "2026-01-02T03:04:05Z")
    #expect(Timestamp.text(Date(timeIntervalSince1970: .infinity)) == "1970-01-01T00:00:00Z")
  }

  @Test func relativeTime_formatsDurations() {
    let words = [0.0, 59, 60, 61, 599, 600, 3600, 3660, 86_400, 90_000, -5, .nan].map(RelativeTime.span)
    #expect(
      words == [
        "0 s", "59 s", "1 min", "1 min 1 s", "9 min 59 s", "10 min", "1 h", "1 h 1 min", "1 d", "1 d 1 h", "0 s", "0 s",
      ])
  }
}
