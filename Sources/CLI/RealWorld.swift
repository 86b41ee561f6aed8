#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
package import Core

/// The world as this process finds it, taken once.
package enum RealWorld {
  /// Takes the signals over, makes the three standard streams safe, and takes the snapshot.
  package static func enter() -> Environment {
    Interrupt.install()
    occupyStandardStreams()
    let variables = environmentVariables()
    return Environment(
      variables: variables, home: home(variables), workingDirectory: workingDirectory(),
      terminal: TerminalState(
        input: isatty(0) == 1, output: isatty(1) == 1, error: isatty(2) == 1, columns: columns(variables)))
  }

  /// A standard stream that was closed before we began would be given to the first file or socket we open, and a
  /// result written into it. A placeholder that refuses to be written keeps the number.
  private static func occupyStandardStreams() {
    for stream in Int32(0)...2 where fcntl(stream, F_GETFD) == -1 {
      _ = open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  private static func environmentVariables() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let line = entry.pointee {
      let text = String(cString: line)
      if let equals = text.firstIndex(of: "=") {
        // The first of two equal names is the one getenv(3) finds.
        let name = String(text[..<equals])
        if variables[name] == nil { variables[name] = String(text[text.index(after: equals)...]) }
      }
      entry += 1
    }
    return variables
  }

  private static func home(_ variables: [String: String]) -> String? {
    if let home = variables["HOME"], home.hasPrefix("/") { return home }
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
    let home = String(cString: folder)
    return home.hasPrefix("/") ? home : nil
  }

  private static func workingDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// `COLUMNS` where someone set it for us, else what a terminal among the streams says.
  private static func columns(_ variables: [String: String]) -> Int? {
    if let text = variables["COLUMNS"], let number = Int(text), (1...10_000).contains(number) {
      return number
    }
    for stream in [Int32(1), 2, 0] {
      var size = winsize()
      if ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    }
    return nil
  }
}
