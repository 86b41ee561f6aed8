#if canImport(Darwin)
  import Darwin

  /// The differences between Linux and Darwin.
  enum Platform {
    typealias SpawnActions = posix_spawn_file_actions_t?
    typealias SpawnAttributes = posix_spawnattr_t?
    static func spawnActions() -> SpawnActions { nil }
    static func spawnAttributes() -> SpawnAttributes { nil }
    static let spawnFlags =
      Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)

    /// `POSIX_SPAWN_CLOEXEC_DEFAULT` closes every descriptor that is not passed explicitly.
    static func closeInherited(_ actions: inout SpawnActions, inheritsInput: Bool) {
      if inheritsInput { posix_spawn_file_actions_addinherit_np(&actions, 0) }
    }

    /// The time of a file's last write.
    static func modified(_ status: stat) -> timespec { status.st_mtimespec }

    /// The handler of a signal action as a number, for comparison with `SIG_IGN`.
    static func handler(_ action: sigaction) -> Int {
      unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
    }

    /// Starts a detached thread that calls `body` with `argument`; false if the system cannot start one.
    static func startThread(
      _ argument: UnsafeMutableRawPointer, _ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
    ) -> Bool {
      typealias Body = @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?
      var thread: pthread_t?
      guard pthread_create(&thread, nil, unsafeBitCast(body, to: Body.self), argument) == 0 else { return false }
      if let thread { pthread_detach(thread) }
      return true
    }
  }
#endif
