/// Times in the formats of AWS and HTTP. Written here, so that tests do not share the calendar of the code under test.
enum Timestamp {
  /// Year, month, day, hour, minute, second and weekday (0 is Sunday) in UTC.
  static func fields(_ epoch: Int) -> (Int, Int, Int, Int, Int, Int, Int) {
    let days = epoch >= 0 ? epoch / 86_400 : (epoch - 86_399) / 86_400
    let rest = epoch - days * 86_400
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    let year = yoe + era * 400 + (month <= 2 ? 1 : 0)
    let weekday = ((days % 7) + 11) % 7
    return (year, month, doy - (153 * mp + 2) / 5 + 1, rest / 3600, rest % 3600 / 60, rest % 60, weekday)
  }

  /// Seconds since 1970 of a time in UTC.
  static func epoch(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yoe = y - era * 400
    let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy
    return (era * 146_097 + doe - 719_468) * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// `20260102T030405Z`, as SigV4 writes it.
  static func basic(_ epoch: Int) -> String {
    let (y, mo, d, h, mi, s, _) = fields(epoch)
    return "\(pad(y, 4))\(pad(mo))\(pad(d))T\(pad(h))\(pad(mi))\(pad(s))Z"
  }

  /// The time of `20260102T030405Z`.
  static func parseBasic(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let y = number(0..<4), let mo = number(4..<6), let d = number(6..<8), let h = number(9..<11),
      let mi = number(11..<13), let s = number(13..<15), (1...12).contains(mo), (1...31).contains(d)
    else { return nil }
    return Self.epoch(y, mo, d, h, mi, s)
  }

  /// `2026-01-02T03:04:05Z`.
  static func iso(_ epoch: Int) -> String {
    let (y, mo, d, h, mi, s, _) = fields(epoch)
    return "\(pad(y, 4))-\(pad(mo))-\(pad(d))T\(pad(h)):\(pad(mi)):\(pad(s))Z"
  }

  /// `Fri, 02 Jan 2026 03:04:05 GMT`, as the `Date` header writes it.
  static func http(_ epoch: Int) -> String {
    let (y, mo, d, h, mi, s, w) = fields(epoch)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(days[w]), \(pad(d)) \(months[mo - 1]) \(pad(y, 4)) \(pad(h)):\(pad(mi)):\(pad(s)) GMT"
  }

  private static func pad(_ value: Int, _ width: Int = 2) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
