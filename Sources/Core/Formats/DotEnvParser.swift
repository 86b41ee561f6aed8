/// The grammar of a `.env` file: python-dotenv 1.2's, because the files users have were written for it.
///
/// One departure: an unquoted value that is only a comment (white space, then `#`) is empty, where python-dotenv
/// takes the comment for the value. A byte order mark at the start belongs to the encoding, not to the first name.
///
/// `${NAME}` and `${NAME:-default}` are expanded in every value, single-quoted ones too. As with python-dotenv's
/// `load_dotenv()` (`override=False`) the process environment is asked first, then the lines above; the default
/// stands only for a name that neither has, so an empty variable expands to nothing.
public enum DotEnvParser {
  /// Reads the bytes of a file. Pure, total and linear: whatever the bytes are, it ends with what could be used and
  /// with what could not.
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

/// A statement of a `.env` file that was skipped. It never holds anything of the text.
public struct DotEnvProblem: Sendable, Equatable {
  /// Why a statement was skipped.
  public enum Reason: Error, Sendable, Equatable {
    /// It is no assignment: no name, an open quote, or text after the closing one.
    case malformed
    /// Its name or value is not valid UTF-8.
    case notUTF8
    /// Its name or value holds a NUL byte, which no variable can.
    case nul
    /// Its `${…}` expand to more than this program is willing to hold.
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

  /// What is wrong, in words that follow "PATH line N: ".
  public var sentence: String {
    switch reason {
    case .malformed: "not of the form NAME=value, or a quote is not closed; skipped"
    case .notUTF8: "not valid UTF-8; skipped"
    case .nul: "holds a NUL byte; skipped"
    case .tooLarge: "expands to more than the 4 MiB allowed for the whole file; skipped"
    }
  }
}
