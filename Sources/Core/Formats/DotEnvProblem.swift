/// A statement of a `.env` file that was skipped. It contains no text of the file.
public struct DotEnvProblem: Sendable, Equatable {
  /// Why a statement was skipped.
  public enum Reason: Error, Sendable, Equatable {
    /// It is not an assignment: it has no name, an unclosed quote, or text after the closing quote.
    case malformed
    /// Its name or value is not valid UTF-8.
    case notUTF8
    /// Its name or value contains a NUL byte, which no environment variable can.
    case nul
    /// Its references expand to more than the limit.
    case tooLarge
  }

  /// The line the statement begins on, from 1.
  public var line: Int
  /// Why it was skipped.
  public var reason: Reason

  /// A skipped statement.
  public init(line: Int, reason: Reason) {
    self.line = line
    self.reason = reason
  }

  /// The problem, as text that follows "PATH line N: ".
  public var sentence: String {
    switch reason {
    case .malformed: "not of the form NAME=value, or a quote is not closed; skipped"
    case .notUTF8: "not valid UTF-8; skipped"
    case .nul: "holds a NUL byte; skipped"
    case .tooLarge: "expands to more than the 4 MiB allowed for the whole file; skipped"
    }
  }
}
