#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A snapshot of the world, taken once in `main`: nobody below reads the process environment, the clock, the
/// home folder, a terminal or a random source in any other way. Tests hand in another world and run in parallel.
public struct Environment: Sendable {
  /// The process environment, verbatim.
  public var variables: [String: String]
  /// The home folder, absolute, or nil where the system names none.
  public var home: String?
  /// The working directory, absolute.
  public var workingDirectory: String
  /// What stands at the three standard streams.
  public var terminal: TerminalState
  /// The time, and waiting.
  public var clock: WallClock
  /// Uniform random bits: retry jitter, request ids, temporary names. Never keys.
  public var random: @Sendable () -> UInt64

  /// Makes a world of the given parts; what is left out is empty, but for the system's clock
  /// and random source.
  public init(
    variables: [String: String] = [:], home: String? = nil, workingDirectory: String = "/",
    terminal: TerminalState = TerminalState(), clock: WallClock = .system,
    random: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) }
  ) {
    self.variables = variables
    self.home = home
    self.workingDirectory = workingDirectory
    self.terminal = terminal
    self.clock = clock
    self.random = random
  }

  /// The value of a variable; an empty one counts as not set (contract §2).
  public func variable(_ name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }

  /// `path` made absolute: `~` and `~/…` stand for the home folder, a relative path for one in the working directory.
  public func absolutePath(_ path: String) -> String {
    if path == "~" || path.hasPrefix("~/"), let home { return home + path.dropFirst() }
    return path.hasPrefix("/") ? path : workingDirectory + "/" + path
  }

  /// A number in 0 ..< 1.
  public func randomUnit() -> Double { Double(random() >> 11) * 0x1p-53 }
}

/// What stands at the standard streams.
public struct TerminalState: Sendable, Equatable {
  /// Whether standard input is a terminal.
  public var input = false
  /// Whether standard output is a terminal.
  public var output = false
  /// Whether standard error is a terminal.
  public var error = false
  /// The terminal's width in columns, where one of the streams is a terminal that tells it.
  public var columns: Int?

  /// No terminal anywhere.
  public init() {}

  /// The given streams.
  public init(input: Bool, output: Bool, error: Bool, columns: Int?) {
    self.input = input
    self.output = output
    self.error = error
    self.columns = columns
  }
}

/// The time of day, and waiting, as values that a test can replace.
public struct WallClock: Sendable {
  /// The time now, UTC.
  public var now: @Sendable () -> Date
  /// Waits; ends early with `CancellationError` when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void

  /// A clock of the two given parts.
  public init(now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void) {
    self.now = now
    self.sleep = sleep
  }

  /// The system's clock.
  public static let system = WallClock(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
