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
