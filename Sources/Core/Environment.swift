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

  /// `path` made absolute: `~` and `~/…` stand for the home folder, a relative path for one in the working directory.
  public func absolutePath(_ path: String) -> String {
    if path == "~" || path.hasPrefix("~/"), let home { return home + path.dropFirst() }
    return path.hasPrefix("/") ? path : workingDirectory + "/" + path
  }

  /// A number in 0 ..< 1.
  public func randomUnit() -> Double { Double(random() >> 11) * 0x1p-53 }
}
