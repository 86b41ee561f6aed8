/// Where the rooms say what they are doing. They never print: the CLI decides what reaches standard error.
public struct Log: Sendable {
  /// How much is wanted.
  public enum Level: Int, Sendable, Comparable {
    /// `--quiet`: nothing.
    case quiet
    /// Warnings and one-line notices (the default).
    case normal
    /// `--verbose`: what is being done, and every fallback taken.
    case verbose
    /// `--debug`: each request and response too, secrets redacted.
    case debug

    /// By how much each says.
    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// One thing said.
  public enum Event: Sendable, Equatable {
    /// Something the user should know though the run goes on.
    case warning(Remedy)
    /// A decision taken for the user, in one line (`using us.… for …`).
    case notice(Remedy)
    /// A step, for `--verbose`.
    case note(Remedy)
    /// A request or response, for `--debug`.
    case trace(String)
    /// What is being waited for, for the progress line; nil when the wait is over.
    case progress(String?)
  }

  /// How much is wanted; text that nobody wants is not even made.
  public let level: Level
  private let sink: @Sendable (Event) -> Void

  /// A log that hands what passes `level` to `sink`, which may be called from any thread.
  public init(level: Level, sink: @escaping @Sendable (Event) -> Void) {
    self.level = level
    self.sink = sink
  }

  /// Says nothing.
  public static let silent = Log(level: .quiet) { _ in }

  /// Says something the user should know though the run goes on.
  public func warn(_ text: @autoclosure () -> Remedy) {
    if level >= .normal { sink(.warning(text())) }
  }

  /// Says a decision taken for the user.
  public func notice(_ text: @autoclosure () -> Remedy) {
    if level >= .normal { sink(.notice(text())) }
  }

  /// Says a step, or a fallback taken.
  public func note(_ text: @autoclosure () -> Remedy) {
    if level >= .verbose { sink(.note(text())) }
  }

  /// Shows a request or response; the caller has redacted it.
  public func trace(_ text: @autoclosure () -> String) {
    if level >= .debug { sink(.trace(text())) }
  }

  /// Names what is being waited for; nil ends the wait.
  public func progress(_ text: @autoclosure () -> String?) {
    if level >= .normal { sink(.progress(text())) }
  }
}
