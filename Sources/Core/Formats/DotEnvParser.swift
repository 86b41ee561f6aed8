/// The grammar of a `.env` file, which is that of python-dotenv 1.2.
///
/// There is one difference: an unquoted value that is only a comment (white space, then `#`) is empty, where
/// python-dotenv uses the comment as the value. A byte order mark at the start is skipped.
///
/// `${NAME}` and `${NAME:-default}` are expanded in every value, single-quoted values too. As in python-dotenv's
/// `load_dotenv()` (`override=False`), a name is looked up in the process environment first, then in the lines above.
/// The default is used only if both lack the name, so an empty variable expands to nothing.
public enum DotEnvParser {
  /// Parses the bytes of a file in linear time. It accepts any bytes and returns the valid statements and the skipped
  /// ones.
  ///
  /// - Parameters:
  ///   - bytes: the file's content; line ends may be LF, CRLF or CR.
  ///   - path: the file's name, as shown to the user.
  ///   - environment: the process environment, for expansion only.
  /// - Returns: the assignments in order, and the statements that were skipped, in order.
  public static func parse(
    _ bytes: [UInt8], path: String, environment: [String: String]
  ) -> (file: DotEnvFile, problems: [DotEnvProblem]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var reader = DotEnvReader(bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes)
    var expansion = DotEnvExpansion(environment: environment)
    var file = DotEnvFile(path: path, entries: [])
    var problems: [DotEnvProblem] = []
    while let statement = reader.next() {
      switch statement.content {
      case .nothing: break
      case .malformed: problems.append(DotEnvProblem(line: statement.line, reason: .malformed))
      case .assignment(let name, let value):
        do throws(DotEnvProblem.Reason) {
          let name = try text(name)
          let value = try value.map { bytes throws(DotEnvProblem.Reason) in
            try expansion.expand(try text(bytes))
          }
          expansion.define(name, value)
          file.entries.append(DotEnvFile.Entry(name: name, value: value, line: statement.line))
        } catch {
          problems.append(DotEnvProblem(line: statement.line, reason: error))
        }
      }
    }
    return (file, problems)
  }

  private static func text(_ bytes: some Sequence<UInt8>) throws(DotEnvProblem.Reason) -> String {
    if bytes.contains(0) { throw .nul }
    guard let text = TextBytes.string(bytes) else { throw .notUTF8 }
    return text
  }
}

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
