import Core

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs a program and collects what it says, bounded in size and time.
///
/// The child starts clean: default SIGPIPE, nothing blocked, no descriptor of ours but the three standard ones. It
/// stays in our process group so that it may ask something at the terminal and Ctrl-C reaches it.
struct ChildProcess: Sendable {
  /// How a program ended.
  struct Result: Sendable, Equatable {
    /// How it ended, or why it was ended.
    enum End: Sendable, Equatable {
      case exited(Int32)
      case signaled(Int32)
      case timedOut
      case tooMuchOutput
    }
    var end: End
    var output: [UInt8]
    /// The beginning of what it wrote to standard error.
    var errors: [UInt8]
  }

  /// Why a program could not be started.
  struct StartError: Error, Equatable { var code: Int32 }

  /// The most it may write to standard output, in bytes.
  static let outputLimit = 1 << 20
  /// What is kept of standard error, in bytes.
  static let errorLimit = 16 << 10

  var path: String
  var arguments: [String]
  var environment: [String: String]
  var timeout: Duration
  /// Whether standard input is passed on; else it is empty, so that a piped question is not eaten.
  var inheritsInput: Bool

  /// Runs it on a thread of its own, because waiting for a child blocks.
  ///
  /// - Throws: `StartError` with the system's error number.
  func run() async throws(StartError) -> Result {
    let result: Swift.Result<Result, StartError> = await withCheckedContinuation { continuation in
      let run = { @Sendable in continuation.resume(returning: self.runBlocking()) }
      // Without a thread the work is done here: slower for others, but done.
      if !DetachedThread.start(run) { run() }
    }
    return try result.get()
  }

  private func runBlocking() -> Swift.Result<Result, StartError> {
    guard let output = Pipe(), let errors = Pipe() else { return .failure(StartError(code: errno)) }
    let spawned = spawn(output: output.write, errors: errors.write)
    output.closeWrite()
    errors.closeWrite()
    guard case .success(let pid) = spawned else {
      output.closeRead()
      errors.closeRead()
      if case .failure(let error) = spawned { return .failure(error) }
      return .failure(StartError(code: ENOENT))
    }
    var collector = Collector(output: output.read, errors: errors.read)
    let deadline = ContinuousClock.now + timeout
    let cut = collector.collect(until: deadline)
    output.closeRead()
    errors.closeRead()
    let end = wait(pid, cut: cut, until: deadline)
    return .success(Result(end: end, output: collector.outputBytes, errors: collector.errorBytes))
  }

  private func spawn(output: Int32, errors: Int32) -> Swift.Result<pid_t, StartError> {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if !inheritsInput { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    #if canImport(Darwin)
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
      if inheritsInput { posix_spawn_file_actions_addinherit_np(&actions, 0) }
    #else
      if !Self.closeDescriptors(from: 3, by: &actions) { Self.keepDescriptorsFromChildren() }
    #endif
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    posix_spawnattr_setsigmask(&attributes, &unblocked)
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))

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

  #if !canImport(Darwin)
    /// Has the child itself close what it inherited, which no other thread can come before; false where the C library
    /// does not know how (glibc before 2.34), which is why it is asked for by name.
    private static func closeDescriptors(from first: Int32, by actions: inout posix_spawn_file_actions_t) -> Bool {
      typealias Add = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
      guard let found = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return false }
      return unsafeBitCast(found, to: Add.self)(&actions, first) == 0
    }

    /// Every descriptor above the standard three is marked; one that another thread opens meanwhile is not.
    private static func keepDescriptorsFromChildren() {
      guard let folder = opendir("/proc/self/fd") else { return }
      defer { closedir(folder) }
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if let descriptor = Int32(name), descriptor > 2 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      }
    }
  #endif

  /// Takes the child's end; one that outlives its output or its time is killed.
  private func wait(_ pid: pid_t, cut: Result.End?, until deadline: ContinuousClock.Instant) -> Result.End {
    if cut != nil { kill(pid, SIGKILL) }
    var status: Int32 = 0
    while cut == nil {
      let ended = waitpid(pid, &status, WNOHANG)
      if ended == pid { return Self.end(status) }
      if ended < 0 && errno != EINTR { return .exited(0) }
      if ContinuousClock.now >= deadline {
        kill(pid, SIGKILL)
        break
      }
      usleep(1000)
    }
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return cut ?? .timedOut
  }

  private static func end(_ status: Int32) -> Result.End {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal)
  }
}

/// Two descriptors that a child does not inherit by itself.
private final class Pipe {
  let read: Int32
  let write: Int32

  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (read, write) = (ends[0], ends[1])
  }

  func closeRead() { close(read) }
  func closeWrite() { close(write) }
}

/// Reads two pipes to their ends.
private struct Collector {
  let output: Int32
  let errors: Int32
  var outputBytes: [UInt8] = []
  var errorBytes: [UInt8] = []

  init(output: Int32, errors: Int32) {
    self.output = output
    self.errors = errors
  }

  /// Reads until both are closed; else says why it stopped before.
  mutating func collect(until deadline: ContinuousClock.Instant) -> ChildProcess.Result.End? {
    var open = [output, errors]
    while !open.isEmpty {
      let left = deadline - ContinuousClock.now
      guard left > .zero else { return .timedOut }
      let milliseconds =
        min(left.components.seconds, 3600) * 1000 + left.components.attoseconds / 1_000_000_000_000_000
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&polled, nfds_t(polled.count), Int32(milliseconds) + 1)
      if ready < 0 && errno != EINTR { return nil }
      guard ready > 0 else { continue }
      for descriptor in polled where descriptor.revents != 0 {
        guard let bytes = Self.read(descriptor.fd) else {
          open.removeAll { $0 == descriptor.fd }
          continue
        }
        if descriptor.fd == output {
          outputBytes += bytes
          if outputBytes.count > ChildProcess.outputLimit { return .tooMuchOutput }
        } else if errorBytes.count < ChildProcess.errorLimit {
          errorBytes += bytes
        }
      }
    }
    return nil
  }

  /// What is there; nil at the end.
  private static func read(_ descriptor: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = systemRead(descriptor, &buffer)
      if count > 0 { return Array(buffer[..<count]) }
      if count < 0 && errno == EINTR { continue }
      return nil
    }
  }
}

/// `read`, out of the reach of the method of that name.
private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
  read(descriptor, &buffer, buffer.count)
}
