#if DEBUG || FUZZING
  @testable import Core
  import AWS
  import HTTP

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  extension FuzzTarget {
    static let time = FuzzTarget(
      "time",
      texts: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "120", " 1.5", "2026-01-02T03:04:05Z", "2024-02-29 23:59:60.123456+02:00",
        "0001-01-01T00:00:00-2359", "9999-12-31T23:59:59,9UTC",
      ],
      words: [
        " GMT", ":", "-", "T", "Z", "+", "UTC", "Feb", "29", "9999", "0000", "nan", "inf", "0x1p9", "e5", ".", "Thu, ",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let second = HTTPDate.seconds(text)
      if let second { try must((0..<253_402_387_200).contains(second), "a date lies between 1970 and 9999") }
      let wait = HTTPDate.retryAfter(text, now: 1e9)
      if let wait { try must(wait >= .zero && wait <= .seconds(1_000_000), "a wait is bounded") }
      let date = Timestamp.parse(text)
      if let date {
        let floor = date.timeIntervalSince1970.rounded(.down)
        let written = Timestamp.text(date)
        try must(written.utf8.count == 20, "an instant is written in twenty characters")
        if (-62_135_596_800...253_402_300_799).contains(floor) {
          try must(Timestamp.parse(written)?.timeIntervalSince1970 == floor, "an instant reads back")
        }
      }
      return [second == nil ? 0 : 1, wait.map { Int($0.components.seconds) } ?? -1, date == nil ? 0 : 1, bytes.count]
    }
  }
#endif
