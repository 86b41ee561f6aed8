/// A date of the proleptic Gregorian calendar, UTC.
///
/// The arithmetic uses eras of 400 years that begin on a first of March, so that the leap day is the last of its year.
/// Foundation's calendars would add more to the start-up time than all other work with dates.
public struct CivilDate: Sendable, Equatable {
  /// The year.
  public var year: Int64
  /// The month, from 1.
  public var month: Int64
  /// The day of the month, from 1.
  public var day: Int64

  /// Makes a date, which is not validated.
  public init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of the day that begins `days` after 1970-01-01.
  public init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, negative before.
  public var daysSince1970: Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Whether the date exists in the calendar.
  public var isValid: Bool { (1...12).contains(month) && day >= 1 && day <= Self.length(of: month, year) }

  private static func length(of month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A point in time as date and time of day, UTC.
struct CivilTime {
  let date: CivilDate
  /// Seconds since midnight.
  let second: Int64

  /// The second that begins `seconds` after 1970-01-01T00:00:00Z.
  init(secondsSince1970 seconds: Int64) {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    date = CivilDate(daysSince1970: days)
    second = seconds - days * 86_400
  }

  /// Year, month, day, hour, minute and second as digits (`20260102030405`), with the given separators.
  func digits(date dash: String = "", between: String = "", time colon: String = "", end: String = "") -> String {
    var out: [UInt8] = []
    out.reserveCapacity(24)
    append(date.year, 4, &out)
    out += dash.utf8
    append(date.month, 2, &out)
    out += dash.utf8
    append(date.day, 2, &out)
    out += between.utf8
    append(second / 3600, 2, &out)
    out += colon.utf8
    append(second / 60 % 60, 2, &out)
    out += colon.utf8
    append(second % 60, 2, &out)
    out += end.utf8
    return String(decoding: out, as: UTF8.self)
  }

  private func append(_ number: Int64, _ digits: Int, _ out: inout [UInt8]) {
    var divisor: Int64 = digits == 4 ? 1000 : 10
    while divisor > 0 {
      out.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
