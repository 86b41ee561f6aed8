import CTestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that is running: a test sends it signals and looks at what it has written so far.
final class LiveProgram {
  private let child: pid_t
  private var output: Int32
  private var error: Int32?
  private var input: Int32?
  private(set) var out: [UInt8] = []
  private(set) var err: [UInt8] = []

  var stdout: String { String(decoding: out, as: UTF8.self) }
  var stderr: String { String(decoding: err, as: UTF8.self) }

  /// Starts `path` with pipes, or with a terminal of 80 columns at all three streams.
  ///
  /// - Parameter isFed: whether standard input is a pipe that the test writes to, a terminal or not at the others.
  init(
    _ path: String, _ arguments: [String], environment: [String: String], folder: String, onTerminal: Bool = false,
    isFed: Bool = false
  ) throws {
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var inner: [Int32]
    if onTerminal {
      var (primary, secondary): (Int32, Int32) = (-1, -1)
      guard test_terminal(80, &primary, &secondary) == 0 else { throw Program.CannotStart(path: "a terminal") }
      inner = [secondary, secondary, secondary]
      (output, error) = (primary, nil)
    } else {
      var (outputs, errors): ([Int32], [Int32]) = ([0, 0], [0, 0])
      guard test_pipe(&outputs) == 0, test_pipe(&errors) == 0 else { throw Program.CannotStart(path: "a pipe") }
      inner = [open("/dev/null", O_RDONLY | O_CLOEXEC), outputs[1], errors[1]]
      (output, error) = (outputs[0], errors[0])
    }
    if isFed {
      var inputs: [Int32] = [0, 0]
      guard test_pipe(&inputs) == 0 else { throw Program.CannotStart(path: "a pipe") }
      if !onTerminal { close(inner[0]) }
      inner[0] = inputs[0]
      input = inputs[1]
    }
    child = test_spawn(path, words, variables, folder, inner[0], inner[1], inner[2], onTerminal ? 1 : 0)
    for descriptor in Set(inner) { close(descriptor) }
    guard child > 0 else { throw Program.CannotStart(path: path) }
  }

  /// Kills the program if a test ends early.
  deinit {
    if !isOver { kill(child, SIGKILL) }
    _ = wait(seconds: 5)
    close(output)
    if let error { close(error) }
    endInput()
  }

  /// Writes to the pipe at standard input; false if it is closed.
  @discardableResult func feed(_ bytes: [UInt8]) -> Bool {
    guard let input else { return false }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Closes the pipe at standard input.
  func endInput() {
    if let input { close(input) }
    input = nil
  }

  private var status: Int32?
  private var isOver: Bool { status != nil }

  func send(_ signal: Int32) { kill(child, signal) }

  /// Types at the terminal.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(output, bytes, bytes.count)
  }

  /// Reads until `condition` holds; false when the program ended or `seconds` passed before it did.
  func read(seconds: Double = 300, until condition: (LiveProgram) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if condition(self) { return true }
      if !readSome() { return condition(self) }
    }
    return condition(self)
  }

  /// Whether the program is stopped, as by Ctrl-Z.
  func isStopped(seconds: Double = 300) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      var raw: Int32 = 0
      if waitpid(child, &raw, WNOHANG | WUNTRACED) == child { return raw & 0xFF == 0x7F }
      usleep(1000)
    }
    return false
  }

  /// Reads to the end and returns the exit status in a shell's form; nil if the program does not end within `seconds`.
  func wait(seconds: Double = 300) -> Int32? {
    if let status { return status }
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      var raw: Int32 = 0
      let waited = waitpid(child, &raw, WNOHANG)
      if waited == child {
        status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
        while readSome() {}
        return status
      }
      if waited < 0, errno != EINTR { return nil }
      if !readSome() { usleep(1000) }
    }
    return nil
  }

  /// Reads available output, with a short wait; false if all streams have ended.
  private func readSome() -> Bool {
    var polled = [output, error].compactMap { $0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&polled, nfds_t(polled.count), isOver ? 0 : 10) > 0 else { return !isOver }
    var isOpen = false
    for entry in polled where entry.revents != 0 {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = systemRead(entry.fd, &buffer, buffer.count)
      guard count > 0 else { continue }
      isOpen = true
      if entry.fd == output { out += buffer[..<count] } else { err += buffer[..<count] }
    }
    return isOpen
  }
}

/// read(2), whose name a method above takes.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

extension Sandbox {
  /// Starts `sva` and returns it running, with variables as for `sva(_:)`.
  func start(
    _ arguments: [String], with changes: [String: String] = [:], onTerminal: Bool = false, isFed: Bool = false
  ) throws -> LiveProgram {
    try LiveProgram(
      Sandbox.binary, arguments, environment: ready.merging(changes) { $1 }.filter { !$0.value.isEmpty },
      folder: work, onTerminal: onTerminal, isFed: isFed)
  }
}
