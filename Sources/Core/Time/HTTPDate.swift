/// Times in HTTP header fields.
public enum HTTPDate {
  /// How long to wait from `now` (seconds since 1970) for a `Retry-After` value: a number of seconds or an HTTP date.
  /// Never negative; nil for any other value.
  public static func retryAfter(_ value: String, now: Double) -> Duration? {
    let text = value.contains(",") ? value : value.filter { $0 != " " }
    if let seconds = Double(text), seconds.isFinite, seconds >= 0, seconds < 1e6 {
      return .milliseconds(Int64(seconds * 1000))
    }
    guard let date = seconds(value) else { return nil }
    return .milliseconds(Int64(min(max(0, date - now), 1e6) * 1000))
  }

  /// The time of an HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`, RFC 9110 §5.6.7) in seconds since 1970.
  public static func seconds(_ text: String) -> Double? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(of: String(parts[2])), (1...31).contains(day),
      (1970...9999).contains(year)
    else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
    let date = CivilDate(year: Int64(year), month: Int64(month + 1), day: Int64(day))
    return Double(date.daysSince1970) * 86_400 + Double(clock[0] * 3600 + clock[1] * 60 + clock[2])
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
