#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An instant as SigV4 writes it, UTC: one value gives both the header and the day of the scope, so that the two
/// cannot fall on either side of midnight.
struct SigV4Timestamp {
  /// `YYYYMMDDTHHMMSSZ`.
  let text: String
  /// `YYYYMMDD`.
  var day: String { String(text.prefix(8)) }

  /// The instant, fractions of a second cut off, held within the years 0 to 9999.
  init(_ date: Date) {
    let seconds = date.timeIntervalSince1970
    self.init(
      epoch: seconds.isNaN ? 0 : Int64(seconds.rounded(.down).clamped(to: -62_167_219_200...253_402_300_799)))
  }

  private init(epoch: Int64) {
    let days = epoch >= 0 ? epoch / 86_400 : (epoch - 86_399) / 86_400
    let second = epoch - days * 86_400
    let (year, month, day) = Self.civil(daysSinceEpoch: days)
    var out: [UInt8] = []
    out.reserveCapacity(16)
    Self.append(year, digits: 4, to: &out)
    Self.append(month, digits: 2, to: &out)
    Self.append(day, digits: 2, to: &out)
    out.append(UInt8(ascii: "T"))
    Self.append(second / 3600, digits: 2, to: &out)
    Self.append(second / 60 % 60, digits: 2, to: &out)
    Self.append(second % 60, digits: 2, to: &out)
    out.append(UInt8(ascii: "Z"))
    text = String(decoding: out, as: UTF8.self)
  }

  /// Proleptic Gregorian date by integer arithmetic over 400-year eras that begin on a first of March, so that the
  /// leap day is the last of its year.
  private static func civil(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func append(_ number: Int64, digits: Int, to out: inout [UInt8]) {
    var divisor: Int64 = digits == 4 ? 1000 : 10
    while divisor > 0 {
      out.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
