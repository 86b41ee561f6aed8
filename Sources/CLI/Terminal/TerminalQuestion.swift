import AWS
import Core

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Asks at the controlling terminal, whatever stands at the standard streams: a code must not be read from a pipe.
enum TerminalQuestion {
  /// The way to ask; nil where there is no controlling terminal.
  static var prompt: TerminalPrompt? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    close(terminal)
    return { (question) async throws(Failure) in
      let answer: Result<String?, Failure> = await withCheckedContinuation { continuation in
        let ask = { @Sendable in
          continuation.resume(returning: Result { () throws(Failure) in try TerminalQuestion.ask(question) })
        }
        // Whoever types takes his time; what else is under way goes on.
        if !DetachedThread.start(ask) { ask() }
      }
      return try answer.get()
    }
  }

  /// One line typed with echo off; nil at end-of-file.
  private static func ask(_ question: String) throws(Failure) -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else {
      throw Failure(.io, "the terminal cannot be opened", hint: "run sva in a terminal")
    }
    defer { close(terminal) }
    var before = termios()
    let knows = tcgetattr(terminal, &before) == 0
    var silent = before
    // Ctrl-C and Ctrl-Z would end or stop us with the echo still off: they arrive as characters, and the first ends
    // the line, so that it can be obeyed once the terminal is as it was.
    silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
    withUnsafeMutableBytes(of: &silent.c_cc) { $0[Int(VEOL)] = interrupt }
    if knows { tcsetattr(terminal, TCSAFLUSH, &silent) }
    say(Sanitizer.clean(question), terminal)
    let line = line(terminal)
    if knows { tcsetattr(terminal, TCSAFLUSH, &before) }
    say("\n", terminal)
    if line?.last == interrupt { raise(SIGINT) }
    return line.flatMap { $0.last == interrupt ? nil : String(decoding: $0, as: UTF8.self) }
  }

  /// Ctrl-C as a character.
  private static let interrupt: UInt8 = 3

  /// What is typed up to the end of the line or an interrupt; nil at end-of-file.
  private static func line(_ terminal: Int32) -> [UInt8]? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 256 {
      let count = read(terminal, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return line.isEmpty ? nil : line }
      if byte == UInt8(ascii: "\n") { break }
      line.append(byte)
      if byte == interrupt { break }
    }
    return line
  }

  private static func say(_ text: String, _ terminal: Int32) {
    let bytes = Array(text.utf8)
    _ = write(terminal, bytes, bytes.count)
  }
}
