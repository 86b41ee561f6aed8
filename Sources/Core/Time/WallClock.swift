#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The time of day, the time that has passed, and waiting. Tests replace all three.
public struct WallClock: Sendable {
  /// The time now, UTC. It may be set forward and back, so it measures no duration.
  public var now: @Sendable () -> Date
  /// Waits. Throws `CancellationError` if the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void

  /// The time since a fixed moment. It only grows, whatever the time of day is set to.
  public var uptime: @Sendable () -> Duration

  /// Makes a clock.
  public init(
    now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void,
    uptime: @escaping @Sendable () -> Duration = { systemStart.duration(to: .now) }
  ) {
    self.now = now
    self.sleep = sleep
    self.uptime = uptime
  }

  /// The fixed moment of `uptime`.
  public static let systemStart = ContinuousClock.now

  /// The system's clock.
  public static let system = WallClock(now: { Date() }, sleep: { try await Task.sleep(for: $0) })

  /// The time now in seconds since 1970.
  public var seconds: Double { now().timeIntervalSince1970 }
}
