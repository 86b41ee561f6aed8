import Core

/// Measures for how long a model thinks in a stream. Some models show their thinking only when it has ended, so the time
/// counts from the beginning of the stream.
struct ThinkingTime {
  private let clock: WallClock
  private let began: Duration
  private var last: Duration?
  private var isOver = false

  /// Begins with the stream.
  init(_ clock: WallClock) {
    self.clock = clock
    began = clock.uptime()
  }

  /// Notes that the model thinks now; true for the first time.
  mutating func note() -> Bool {
    defer { last = clock.uptime() }
    return last == nil
  }

  /// Notes that the model answers; the time it thought, once, or nil if it did not think.
  mutating func end() -> Duration? {
    guard !isOver else { return nil }
    isOver = true
    return last.map { $0 - began }
  }

  /// Seconds with one decimal: `3.2 s`.
  static func text(_ time: Duration) -> String {
    let tenths = max(0, Int64((time / .milliseconds(100)).rounded()))
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
