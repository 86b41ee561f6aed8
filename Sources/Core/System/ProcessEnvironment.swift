#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The environment of this process.
package enum ProcessEnvironment {
  /// Ends the process without running exit handlers.
  package static func exit(_ status: Int32) -> Never { _exit(status) }

  /// A snapshot of variables, home folder, working directory and terminals.
  package static func snapshot() -> Environment {
    let variables = variables()
    return Environment(
      variables: variables, home: home(variables), workingDirectory: workingDirectory(),
      terminal: TerminalState(
        input: isatty(0) == 1, output: isatty(1) == 1, error: isatty(2) == 1, isShared: isSameFile(1, 2),
        columns: columns(variables)),
      currentColumns: { columns(variables) })
  }

  /// Opens a placeholder for each closed standard stream; reading and writing it fail. Otherwise the first file or
  /// socket opened would get that number, and output could be written into it.
  package static func occupyStandardStreams() {
    for stream in Int32(0)...2 where fcntl(stream, F_GETFD) == -1 {
      _ = open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  private static func isSameFile(_ a: Int32, _ b: Int32) -> Bool {
    var (first, second) = (stat(), stat())
    return fstat(a, &first) == 0 && fstat(b, &second) == 0 && first.st_dev == second.st_dev
      && first.st_ino == second.st_ino
  }

  private static func variables() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let line = entry.pointee {
      let text = String(cString: line)
      // By bytes: `Character`s would make this the most expensive step of a short run.
      if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
        // Of two equal names getenv(3) returns the first.
        let name = String(text[..<equals])
        if variables[name] == nil { variables[name] = String(text[text.utf8.index(after: equals)...]) }
      }
      entry += 1
    }
    return variables
  }

  private static func home(_ variables: [String: String]) -> String? {
    if let home = variables[Variable.home.name], home.hasPrefix("/") { return home }
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
    let home = String(cString: folder)
    return home.hasPrefix("/") ? home : nil
  }

  private static func workingDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// `COLUMNS` if it is set, else the width of a terminal among the streams.
  private static func columns(_ variables: [String: String]) -> Int? {
    if let text = variables[Variable.columns.name], let number = Int(text), (1...10_000).contains(number) {
      return number
    }
    for stream in [Int32(1), 2, 0] {
      var size = winsize()
      if ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    }
    return nil
  }
}

extension Variable {
  /// The home folder.
  package static let home = Variable("HOME", "the home folder")
  /// The width of text.
  package static let columns = Variable("COLUMNS", "the width to lay text out for")
}
