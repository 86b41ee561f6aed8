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
