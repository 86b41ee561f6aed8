#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Times as AWS writes them in caches and responses: ISO 8601, UTC. Foundation's formatter would add its calendars to
/// every start.
public enum Timestamp {
  /// `2026-01-02T03:04:05Z`, fractions of a second cut off.
  public static func text(_ date: Date) -> String {
    let limit = 253_402_300_799.0  // the last second of the year 9999
    let seconds = date.timeIntervalSince1970
    let whole = seconds.isFinite ? Int64(min(max(seconds.rounded(.down), -62_135_596_800), limit)) : 0
    return CivilTime(secondsSince1970: whole).digits(date: "-", between: "T", time: ":", end: "Z")
  }

  /// The time in `text`, or nil if it is not valid.
  ///
  /// Accepts date and time joined by `T` or a space, seconds and their fraction optional, then `Z`, `UTC`, an offset
  /// (`+02:00`, `+0200`, `+02`) or nothing, which means UTC. The AWS tools have written all of these forms.
  public static func parse(_ text: String) -> Date? {
    var rest = text.utf8[...]
    while rest.first == 0x20 { rest.removeFirst() }
    while rest.last == 0x20 { rest.removeLast() }
    guard let year = digits(&rest, 4), skip(&rest, "-"), let month = digits(&rest, 2), skip(&rest, "-"),
      let day = digits(&rest, 2), case let civil = CivilDate(year: Int64(year), month: Int64(month), day: Int64(day)),
      civil.isValid,
      skip(&rest, "T") || skip(&rest, "t") || skip(&rest, " "),
      let hour = digits(&rest, 2), hour < 24, skip(&rest, ":"), let minute = digits(&rest, 2), minute < 60
    else { return nil }
    var seconds = Double(hour * 3600 + minute * 60)
    if skip(&rest, ":") {
      guard let second = digits(&rest, 2), second <= 60 else { return nil }
      seconds += Double(second)
      if skip(&rest, ".") || skip(&rest, ",") {
        var unit = 0.1
        guard rest.first.map(isDigit) == true else { return nil }
        while let byte = rest.first, isDigit(byte) {
          seconds += Double(byte - 0x30) * unit
          unit /= 10
          rest.removeFirst()
        }
      }
    }
    guard let offset = offset(&rest) else { return nil }
    let midnight = Double(civil.daysSince1970) * 86_400
    return Date(timeIntervalSince1970: midnight + seconds - Double(offset))
  }

  /// The offset of the zone from UTC in seconds, east positive.
  private static func offset(_ rest: inout Substring.UTF8View) -> Int? {
    while rest.first == 0x20 { rest.removeFirst() }
    if rest.isEmpty || ["Z", "z", "UTC", "GMT"].contains(where: { rest.elementsEqual($0.utf8) }) { return 0 }
    guard let sign = skip(&rest, "+") ? 1 : skip(&rest, "-") ? -1 : nil, let hours = digits(&rest, 2),
      hours < 24
    else { return nil }
    if rest.isEmpty { return sign * hours * 3600 }
    _ = skip(&rest, ":")
    guard let minutes = digits(&rest, 2), minutes < 60, rest.isEmpty else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func digits(_ rest: inout Substring.UTF8View, _ count: Int) -> Int? {
    let head = rest.prefix(count)
    guard head.count == count, head.allSatisfy(isDigit) else { return nil }
    rest.removeFirst(count)
    return head.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func skip(_ rest: inout Substring.UTF8View, _ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }
}
