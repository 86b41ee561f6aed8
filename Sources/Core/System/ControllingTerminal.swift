#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal that the process was started from, independent of the standard streams.
package enum ControllingTerminal {
  /// Whether the process has one.
  package static var exists: Bool {
    guard let terminal = try? Descriptor.open(path, O_RDWR) else { return false }
    terminal.close()
    return true
  }

  /// Shows `question` and reads one line with echo off; nil at end-of-file or Ctrl-C. Blocks.
  ///
  /// - Throws: `FileProblem` if the terminal cannot be opened.
  package static func readLine(prompt question: String) throws(FileProblem) -> String? {
    let terminal = try Descriptor.open(path, O_RDWR)
    defer { terminal.close() }
    var before = termios()
    let isKnown = tcgetattr(terminal.number, &before) == 0
    var silent = before
    // Without ISIG, Ctrl-C and Ctrl-Z arrive as characters. With it they would end or stop the process while echo is
    // off. Ctrl-C ends the line and is raised as a signal after the terminal is restored.
    silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
    withUnsafeMutableBytes(of: &silent.c_cc) { $0[Int(VEOL)] = interrupt }
    if isKnown { tcsetattr(terminal.number, TCSAFLUSH, &silent) }
    // If the write fails, the read fails too.
    try? terminal.write(Array(question.utf8))
    let line = line(terminal)
    if isKnown { tcsetattr(terminal.number, TCSAFLUSH, &before) }
    try? terminal.write(Array("\n".utf8))
    if line?.last == interrupt { raise(SIGINT) }
    return line.flatMap { $0.last == interrupt ? nil : String(decoding: $0, as: UTF8.self) }
  }

  private static let path = "/dev/tty"
  /// Ctrl-C as a character.
  private static let interrupt: UInt8 = 3

  /// Reads up to the end of the line or an interrupt; nil at end-of-file.
  private static func line(_ terminal: Descriptor) -> [UInt8]? {
    var line: [UInt8] = []
    while line.count < 256 {
      guard let byte = (try? terminal.read(1))?.first else { return line.isEmpty ? nil : line }
      if byte == UInt8(ascii: "\n") { break }
      line.append(byte)
      if byte == interrupt { break }
    }
    return line
  }
}
