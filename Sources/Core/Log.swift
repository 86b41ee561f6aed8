/// Messages of the modules. The modules do not print; the CLI decides what is written to standard error.
public struct Log: Sendable {
  /// How many messages are wanted.
  public enum Level: Int, Sendable, Comparable {
    /// `--quiet`: only warnings that change what the result means.
    case quiet
    /// Warnings and one-line notices (the default).
    case normal
    /// `--verbose`: each step and each fallback.
    case verbose
    /// `--debug`: each request and response too, without secrets.
    case debug

    /// Orders the levels from fewest to most messages.
    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// One message.
  public enum Event: Sendable, Equatable {
    /// A problem that does not stop the run.
    case warning(Remedy)
    /// A decision made for the user, in one line (`using us.… for …`).
    case notice(Remedy)
    /// A step, for `--verbose`.
    case note(Remedy)
    /// A request or response, for `--debug`.
    case trace(String)
    /// The operation that is waited for, for the progress line; nil when it ends.
    case progress(String?)
  }

  /// The level. A message that it excludes is not composed.
  public let level: Level
  private let sink: @Sendable (Event) -> Void

  /// A log that passes events up to `level` to `sink`, which may be called on any thread.
  public init(level: Level, sink: @escaping @Sendable (Event) -> Void) {
    self.level = level
    self.sink = sink
  }

  /// A log without output.
  public static let silent = Log(level: .quiet) { _ in }

  /// Logs a problem that does not stop the run.
  ///
  /// - Parameter changesResult: whether it changes what the result means. Then it is logged at every level.
  public func warn(_ text: @autoclosure () -> Remedy, changesResult: Bool = false) {
    if level >= .normal || changesResult { sink(.warning(text())) }
  }

  /// Logs a decision made for the user.
  public func notice(_ text: @autoclosure () -> Remedy) {
    if level >= .normal { sink(.notice(text())) }
  }

  /// Logs a step or a fallback.
  public func note(_ text: @autoclosure () -> Remedy) {
    if level >= .verbose { sink(.note(text())) }
  }

  /// Logs a request or response, which the caller has redacted.
  public func trace(_ text: @autoclosure () -> String) {
    if level >= .debug { sink(.trace(text())) }
  }

  /// Sets the operation that is waited for; nil ends it.
  public func progress(_ text: @autoclosure () -> String?) {
    if level >= .normal { sink(.progress(text())) }
  }
}
