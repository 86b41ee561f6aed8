/// A snapshot of the process environment, taken once in `main`. No other code reads the environment variables, the
/// clock, the home folder, a terminal or a random source, so tests pass their own values and run in parallel.
public struct Environment: Sendable {
  /// The process environment, verbatim.
  public var variables: [String: String]
  /// The home folder, absolute; nil if the system does not report one.
  public var home: String?
  /// The working directory, absolute.
  public var workingDirectory: String
  /// Which of the three standard streams are terminals.
  public var terminal: TerminalState
  /// The terminal's width at the time of the call, because its window may be resized; nil if it is not known.
  public var currentColumns: @Sendable () -> Int?
  /// The time of day, and a way to wait.
  public var clock: WallClock
  /// Uniform random bits for retry jitter, request ids and temporary names. They are not used for keys.
  public var random: @Sendable () -> UInt64
  /// The secrets of the run, to be removed from text that leaves it.
  public let secrets: KnownSecrets

  /// Makes an environment of the given parts. Parts left out are empty; clock and random source default to the
  /// system's.
  public init(
    variables: [String: String] = [:], home: String? = nil, workingDirectory: String = "/",
    terminal: TerminalState = TerminalState(), currentColumns: @escaping @Sendable () -> Int? = { nil },
    clock: WallClock = .system, random: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) },
    secrets: KnownSecrets = KnownSecrets()
  ) {
    self.variables = variables
    self.home = home
    self.workingDirectory = workingDirectory
    self.terminal = terminal
    self.currentColumns = currentColumns
    self.clock = clock
    self.random = random
    self.secrets = secrets
  }

  /// Makes `path` absolute: `~` and `~/…` expand to the home folder, a relative path is taken from the working
  /// directory.
  public func absolutePath(_ path: String) -> String {
    if path == "~" || path.hasPrefix("~/"), let home { return home + String(path.dropFirst()) }
    return path.hasPrefix("/") ? path : workingDirectory + "/" + path
  }

  /// The folder for temporary files: `TMPDIR`, or `/tmp`.
  public var temporaryFolder: String {
    variables["TMPDIR"].flatMap { $0.isEmpty ? nil : absolutePath($0) } ?? "/tmp"
  }

  /// A random number in 0 ..< 1.
  public func randomUnit() -> Double { Double(random() >> 11) * 0x1p-53 }
}
