/// Finds and reads the `.env` file, and keeps only the names that such a file may set (contract §2).
public enum DotEnvLoader {
  /// The largest `.env` file accepted, in bytes: 1 MiB.
  public static let limit = 1 << 20

  /// Reads the `.env` file and keeps only the allowed names.
  ///
  /// Skipped lines are logged as warnings with file and line number. Names that are not allowed are logged with
  /// `--verbose` if they look like variable names. Values, and text that may be part of a value, are never logged.
  ///
  /// - Parameters:
  ///   - explicit: the file given with `--env-file`; if nil, `.env` of the working directory is read if it exists.
  ///   - environment: the process environment.
  ///   - keys: the settings of the program, which say what a `.env` file may set.
  ///   - silent: names that are ignored without a message.
  ///   - log: where warnings go.
  /// - Returns: the file; nil if none was named and there is none, or if `.env` cannot be read, which is logged as a
  ///   warning.
  /// - Throws: `Failure` with code `usage` if the explicit file cannot be read.
  public static func load(
    explicit: String?, environment: Environment, keys: [SettingKey], silent: Set<String> = [], log: Log
  ) throws(Failure) -> DotEnvFile? {
    let path = explicit ?? ".env"
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(environment.absolutePath(path), limit: limit, allowsPipes: explicit != nil)
    } catch {
      if explicit != nil {
        throw Failure(
          .usage, "cannot read the environment file \(path): \(error.sentence)",
          hint: "name an existing file with \(switch: .envFile), or leave it out to read .env of the working directory"
        )
      }
      switch error {
      case .absent: break
      case .directory: log.note(".env is a folder here; not read")
      case .notRegular:
        log.warn(".env \(error.sentence): not read; \(switch: .envFile) .env reads a pipe")
      default: log.warn(".env cannot be read: \(error.sentence)")
      }
      return nil
    }
    let (file, problems) = DotEnvParser.parse(bytes, path: path, environment: environment.variables)
    warn(of: problems, in: path, log)
    let allowed = Set(keys.flatMap(\.dotenvVariables))
    let ignored = file.entries.filter { !isAllowed($0, allowed) && !silent.contains($0.name) }
    if !ignored.isEmpty { log.note("\(path): ignored, not names sva takes from a file: \(list(ignored))") }
    return DotEnvFile(path: path, entries: file.entries.filter { isAllowed($0, allowed) })
  }

  /// Whether a `.env` file may set the name. ASCII only, because Swift compares U+212A (the Kelvin sign) equal to K.
  private static func isAllowed(_ entry: DotEnvFile.Entry, _ allowed: Set<String>) -> Bool {
    entry.name.utf8.allSatisfy { $0 < 0x80 } && allowed.contains(entry.name)
  }

  private static let shown = 20

  private static func warn(of problems: [DotEnvProblem], in path: String, _ log: Log) {
    for problem in problems.prefix(shown) {
      log.warn("\(path) line \(problem.line): \(problem.sentence)")
    }
    if problems.count > shown { log.warn("\(path): \(problems.count - shown) more lines skipped") }
  }

  private static func list(_ entries: [DotEnvFile.Entry]) -> String {
    let named = entries.prefix(shown).map { isPlain($0.name) ? $0.name : "line \($0.line)" }
    return named.joined(separator: ", ") + (entries.count > shown ? " and \(entries.count - shown) more" : "")
  }

  /// Whether `name` has only capitals, digits and underscores. Any other name may be part of a key that lost its
  /// quotes, so the message gives its line number instead.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}

extension Remedy.Switch {
  /// The option that names another `.env` file.
  public static let envFile = Remedy.Switch("env-file")
}
