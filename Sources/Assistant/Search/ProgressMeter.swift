import Core

/// Reports the progress of a long list: `1,250 of 5,000 stories, 48/s`.
struct ProgressMeter {
  let log: Log
  let clock: WallClock
  private let start: Duration

  init(log: Log, clock: WallClock) {
    self.log = log
    self.clock = clock
    start = clock.uptime()
  }

  /// Shows how far a list has been read, if it has more than `least` stories.
  func show(_ count: Int, of total: Int?, from least: Int = 100) {
    guard let total, total > least else { return }
    let elapsed = max((clock.uptime() - start) / .seconds(1), 0.001)
    log.progress(
      "\(Self.grouped(count)) of \(Self.grouped(total)) stories, \(Self.grouped(Int(Double(count) / elapsed)))/s"
    )
  }

  /// A number with commas between thousands.
  static func grouped(_ number: Int) -> String { NumberText.grouped(number) }
}
