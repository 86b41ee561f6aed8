#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The time of day, and waiting. Tests replace both.
public struct WallClock: Sendable {
  /// The time now, UTC.
  public var now: @Sendable () -> Date
  /// Waits. Throws `CancellationError` if the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void

  /// Makes a clock.
  public init(now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void) {
    self.now = now
    self.sleep = sleep
  }

  /// The system's clock.
  public static let system = WallClock(now: { Date() }, sleep: { try await Task.sleep(for: $0) })

  /// The time now in seconds since 1970.
  public var seconds: Double { now().timeIntervalSince1970 }
}
