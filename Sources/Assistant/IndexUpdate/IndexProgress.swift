import Core
import Index

/// Shows how far an update has come, with its pace and the time left, on the terminal and to processes that wait.
final class IndexProgress {
  private let noun: String
  private let total: Int
  private let log: Log
  private let clock: WallClock
  private let lock: IndexLock?
  private let start: Duration
  private var reported: Duration?

  /// - Parameters:
  ///   - noun: what is counted: `stories`.
  ///   - lock: tells the processes that wait for it; nil for nobody.
  init(_ noun: String, of total: Int, log: Log, clock: WallClock, lock: IndexLock?) {
    self.noun = noun
    self.total = total
    self.log = log
    self.clock = clock
    self.lock = lock
    start = clock.uptime()
  }

  /// Shows that `count` are done.
  func show(_ count: Int) {
    let now = clock.uptime()
    let elapsed = max((now - start) / .seconds(1), 0.001)
    log.progress(Self.text(count, of: total, noun, seconds: elapsed))
    // A report is a write to a file, and nobody reads it more often.
    if reported.map({ now - $0 >= .seconds(1) }) ?? true {
      reported = now
      lock?.report(Self.text(count, of: total, noun, seconds: elapsed), log: log)
    }
  }

  /// `12,000 of 40,100 passages, 96/s, 4 min 52 s left`.
  static func text(_ count: Int, of total: Int, _ noun: String, seconds: Double) -> String {
    let pace = Double(count) / seconds
    var text = "\(NumberText.grouped(count)) of \(NumberText.grouped(total)) \(noun)"
    guard count > 0, seconds >= 1 else { return text }
    text += pace >= 1 ? ", \(NumberText.grouped(Int(pace)))/s" : ", \(NumberText.grouped(Int(pace * 60)))/min"
    let left = Double(max(0, total - count)) / pace
    return left >= 1 ? text + ", \(RelativeTime.span(left)) left" : text
  }
}
