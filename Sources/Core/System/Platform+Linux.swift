#if canImport(Glibc) || canImport(Musl)
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// The differences between Linux and Darwin.
  enum Platform {
    typealias SpawnActions = posix_spawn_file_actions_t
    typealias SpawnAttributes = posix_spawnattr_t
    static func spawnActions() -> SpawnActions { SpawnActions() }
    static func spawnAttributes() -> SpawnAttributes { SpawnAttributes() }
    static let spawnFlags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)

    /// Makes a child close every descriptor above the standard three.
    static func closeInherited(_ actions: inout SpawnActions, inheritsInput: Bool) {
      if !closeDescriptors(from: 3, by: &actions) { keepDescriptorsFromChildren() }
    }

    /// Closes the descriptors in the child, so that one opened by another thread in between is closed too. Returns
    /// false if the C library lacks the function (glibc before 2.34); therefore it is looked up by name.
    private static func closeDescriptors(from first: Int32, by actions: inout SpawnActions) -> Bool {
      typealias Add = @convention(c) (UnsafeMutablePointer<SpawnActions>, Int32) -> Int32
      guard let found = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return false }
      return unsafeBitCast(found, to: Add.self)(&actions, first) == 0
    }

    /// Sets close-on-exec on every descriptor above 2. Misses one that another thread opens in the meantime.
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

    /// The time of a file's last write.
    static func modified(_ status: stat) -> timespec { status.st_mtim }

    /// The handler of a signal action as a number, for comparison with `SIG_IGN`.
    static func handler(_ action: sigaction) -> Int {
      unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    }

    /// Starts a detached thread that calls `body` with `argument`; false if the system cannot start one.
    static func startThread(
      _ argument: UnsafeMutableRawPointer, _ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
    ) -> Bool {
      var thread = pthread_t()
      guard pthread_create(&thread, nil, body, argument) == 0 else { return false }
      pthread_detach(thread)
      return true
    }
  }
#endif
