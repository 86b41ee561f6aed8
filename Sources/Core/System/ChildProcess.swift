#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs a program and collects its output, limited in size and time.
///
/// The child has the default SIGPIPE action, no blocked signals and only the three standard descriptors. It stays in
/// the process group of its parent, so it can read from the terminal and receives Ctrl-C. The run is over when the
/// program has ended: a process that it left behind may hold its streams open for ever.
///
/// swift-subprocess 1.0.2 was tried: it adds 700 KiB to the binary and 65 % to the instructions of a run with a child,
/// and starts 6 threads where this starts 1.
package struct ChildProcess: Sendable {
  /// How a program ended, and its output.
  package struct Result: Sendable, Equatable {
    /// How it ended, or why it was killed.
    package enum End: Sendable, Equatable {
      case exited(Int32)
      case signaled(Int32)
      case timedOut
      case tooMuchOutput
    }
    /// How it ended.
    package var end: End
    /// Its standard output.
    package var output: [UInt8]
    /// The beginning of its standard error.
    package var errors: [UInt8]
  }

  /// Why a program could not be started.
  package struct StartError: Error, Equatable {
    /// The system's error number.
    package var code: Int32
    /// The system's message for it.
    package var reason: String { SystemError.message(code) }
  }

  /// The largest standard output accepted, in bytes.
  static let outputLimit = 1 << 20
  /// How much of standard error is kept, in bytes.
  static let errorLimit = 16 << 10

  /// The program's path.
  package var path: String
  /// Its arguments, the program's name first.
  package var arguments: [String]
  /// Its environment variables.
  package var environment: [String: String]
  /// How long it may run before it is killed.
  package var timeout: Duration
  /// Whether it inherits standard input. Otherwise its input is empty, so that it does not read a piped question.
  package var inheritsInput: Bool

  /// A program to run.
  package init(
    path: String, arguments: [String], environment: [String: String], timeout: Duration, inheritsInput: Bool
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.timeout = timeout
    self.inheritsInput = inheritsInput
  }

  /// Runs it on a thread of its own, because waiting for a child blocks.
  ///
  /// - Throws: `StartError` with the system's error number.
  package func run() async throws(StartError) -> Result {
    try await SystemThread.value { self.runBlocking() }.get()
  }

  private func runBlocking() -> Swift.Result<Result, StartError> {
    guard let output = Pipe(), let errors = Pipe() else { return .failure(StartError(code: errno)) }
    let spawned = spawn(output: output.write, errors: errors.write)
    output.closeWrite()
    errors.closeWrite()
    defer {
      output.closeRead()
      errors.closeRead()
    }
    return spawned.map { pid in
      var collector = PipeCollector(output: output.read, errors: errors.read)
      let deadline = ContinuousClock.now + timeout
      var ended: Result.End?
      let cut = collector.collect(until: deadline) {
        ended = ended ?? Self.ended(pid)
        return ended != nil
      }
      let end = ended ?? wait(pid, cut: cut, until: deadline)
      return Result(
        end: cut == .tooMuchOutput ? .tooMuchOutput : end, output: collector.outputBytes, errors: collector.errorBytes)
    }
  }

  private func spawn(output: Int32, errors: Int32) -> Swift.Result<pid_t, StartError> {
    var actions = Platform.spawnActions()
    var attributes = Platform.spawnAttributes()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if !inheritsInput { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    Platform.closeInherited(&actions, inheritsInput: inheritsInput)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    posix_spawnattr_setsigmask(&attributes, &unblocked)
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: Platform.spawnFlags))

    var arguments: [UnsafeMutablePointer<CChar>?] = self.arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in arguments { free(pointer) }
      for pointer in variables { free(pointer) }
    }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, path, &actions, &attributes, &arguments, &variables)
    return code == 0 ? .success(pid) : .failure(StartError(code: code))
  }

  /// Waits for the child. A child that still runs after its output or time limit is killed.
  private func wait(_ pid: pid_t, cut: Result.End?, until deadline: ContinuousClock.Instant) -> Result.End {
    if cut != nil { kill(pid, SIGKILL) }
    // In microseconds. A child usually ends right after it closes its output.
    var pause: UInt32 = 50
    while cut == nil {
      if let end = Self.ended(pid) { return end }
      if ContinuousClock.now >= deadline {
        kill(pid, SIGKILL)
        break
      }
      usleep(pause)
      pause = min(pause * 2, 1000)
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return cut ?? .timedOut
  }

  /// How the child ended; nil if it still runs.
  private static func ended(_ pid: pid_t) -> Result.End? {
    var status: Int32 = 0
    let ended = waitpid(pid, &status, WNOHANG)
    if ended == pid { return end(status) }
    return ended < 0 && errno != EINTR ? .exited(0) : nil
  }

  private static func end(_ status: Int32) -> Result.End {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal)
  }
}
