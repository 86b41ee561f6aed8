import CTestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of a program to its end: what it wrote, and how it ended.
struct Run: Sendable {
  /// The exit status; 128 + the signal's number if a signal ended the program, as in a shell.
  var status: Int32
  var out: [UInt8]
  var err: [UInt8]

  var stdout: String { String(decoding: out, as: UTF8.self) }
  var stderr: String { String(decoding: err, as: UTF8.self) }
}

/// Starts programs with an environment of their own, pipes or a terminal at their streams, and a time limit.
enum Program {
  /// The streams of a program.
  enum Streams: Sendable {
    /// Pipes; standard input holds these bytes.
    case pipes(input: [UInt8])
    /// A terminal of that many columns for all three.
    case terminal(columns: UInt16)
    /// Pipes; standard output is closed after that many bytes were read.
    case closing(after: Int)
    /// Standard output goes to this file.
    case file(String)
  }

  struct CannotStart: Error { var path: String }

  /// Runs `path`; a run that takes longer than `seconds` is killed, and its status says so (137).
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String], folder: String,
    streams: Streams = .pipes(input: []), seconds: Int32 = 300
  ) throws -> Run {
    var ends = try Ends(streams)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var isTerminal: Int32 = 0
    if case .terminal = streams { isTerminal = 1 }
    let child = test_spawn(
      path, words, variables, folder, ends.childInput, ends.childOutput, ends.childError, isTerminal)
    guard child > 0 else {
      ends.closeAll()
      throw CannotStart(path: path)
    }
    ends.closeChildSide()
    return ends.follow(child, seconds: seconds)
  }
}

/// The two sides of a program's streams.
private struct Ends {
  var childInput: Int32
  var childOutput: Int32
  var childError: Int32
  private var input: Int32?
  private var output: Int32?
  private var error: Int32?
  private var pending: [UInt8] = []
  private var outputLimit = Int.max

  init(_ streams: Program.Streams) throws {
    switch streams {
    case .pipes(let bytes):
      let (inner, outer) = Self.pipe()
      childInput = inner
      input = outer
      pending = bytes
      (output, childOutput) = Self.pipe()
      (error, childError) = Self.pipe()
    case .closing(let limit):
      childInput = open("/dev/null", O_RDONLY | O_CLOEXEC)
      (output, childOutput) = Self.pipe()
      (error, childError) = Self.pipe()
      outputLimit = limit
      if limit == 0 {
        if let output { close(output) }
        output = nil
      }
    case .file(let path):
      childInput = open("/dev/null", O_RDONLY | O_CLOEXEC)
      childOutput = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      (error, childError) = Self.pipe()
    case .terminal(let columns):
      var (primary, secondary): (Int32, Int32) = (-1, -1)
      guard test_terminal(columns, &primary, &secondary) == 0 else {
        throw Program.CannotStart(path: "a terminal")
      }
      (childInput, childOutput, childError) = (secondary, secondary, secondary)
      output = primary
    }
  }

  private static func pipe() -> (read: Int32, write: Int32) {
    var pair: [Int32] = [0, 0]
    _ = pair.withUnsafeMutableBufferPointer { test_pipe($0.baseAddress) }
    return (pair[0], pair[1])
  }

  mutating func closeChildSide() {
    for descriptor in Set([childInput, childOutput, childError]) { close(descriptor) }
  }

  mutating func closeAll() {
    closeChildSide()
    for descriptor in [input, output, error].compactMap({ $0 }) { close(descriptor) }
  }

  /// Reads and writes until the program has ended and nothing is left to read.
  mutating func follow(_ child: pid_t, seconds: Int32) -> Run {
    var run = Run(status: 0, out: [], err: [])
    let start = ContinuousClock.now
    var isKilled = false
    while output != nil || error != nil || input != nil {
      let elapsed = Int32((ContinuousClock.now - start) / .milliseconds(1))
      if elapsed > seconds * 1000, !isKilled {
        kill(child, SIGKILL)
        isKilled = true
      }
      // With a closed output, only the program's end is awaited.
      if output == nil, error == nil { break }
      var polled: [pollfd] = []
      if let output { polled.append(pollfd(fd: output, events: Int16(POLLIN), revents: 0)) }
      if let error { polled.append(pollfd(fd: error, events: Int16(POLLIN), revents: 0)) }
      if let input { polled.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
      poll(&polled, nfds_t(polled.count), 10)
      for entry in polled where entry.revents != 0 {
        if entry.fd == input { feed(entry) } else { drain(entry.fd, into: &run) }
      }
    }
    if let input { close(input) }
    var status: Int32 = 0
    while true {
      let waited = waitpid(child, &status, WNOHANG)
      if waited == child || (waited < 0 && errno != EINTR) { break }
      let elapsed = Int32((ContinuousClock.now - start) / .milliseconds(1))
      if elapsed > seconds * 1000 { kill(child, SIGKILL) }
      usleep(1000)
    }
    run.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return run
  }

  private mutating func feed(_ entry: pollfd) {
    guard !pending.isEmpty, entry.revents & Int16(POLLERR) == 0 else {
      close(entry.fd)
      input = nil
      return
    }
    let count = pending.withUnsafeBytes { write(entry.fd, $0.baseAddress, min($0.count, 65_536)) }
    if count > 0 { pending.removeFirst(count) } else { pending = [] }
  }

  private mutating func drain(_ descriptor: Int32, into run: inout Run) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let wanted = descriptor == output ? min(buffer.count, outputLimit - run.out.count) : buffer.count
    let count = read(descriptor, &buffer, wanted)
    if count > 0 {
      if descriptor == output { run.out += buffer[..<count] } else { run.err += buffer[..<count] }
    }
    let isFull = descriptor == output && run.out.count >= outputLimit
    guard count <= 0 || isFull else { return }
    close(descriptor)
    if descriptor == output { output = nil } else { error = nil }
  }
}
