/// Durations as text.
public enum RelativeTime {
  /// A duration in its two largest units: `42 s`, `7 min`, `1 h 5 min`, `3 d 2 h`. `seconds` is not negative.
  public static func span(_ seconds: Double) -> String {
    let whole = seconds.isFinite ? Int(min(max(0, seconds), 1e12)) : 0
    let (days, hours, minutes) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60)
    if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
    if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
    if minutes > 0 {
      return whole < 600 && whole % 60 > 0 ? "\(minutes) min \(whole % 60) s" : "\(minutes) min"
    }
    return "\(whole) s"
  }

  /// A time relative to now: `in 42 min`, `3 h ago`. Both are in seconds since 1970.
  public static func describe(_ instant: Double, now: Double) -> String {
    instant >= now ? "in \(span(instant - now))" : "\(span(now - instant)) ago"
  }
}
