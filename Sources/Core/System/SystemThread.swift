/// A system thread for work that blocks. Threads that run Swift tasks must not block.
package enum SystemThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on a new thread. Returns false, without running it, if the system cannot start one.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let work = Unmanaged.passRetained(Work(body))
    let isStarted = Platform.startThread(work.toOpaque()) { work in
      if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
      return nil
    }
    if !isStarted { work.release() }
    return isStarted
  }

  /// The value of `body`, which runs on a new thread, or on the caller's if the system cannot start one.
  package static func value<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      let run = { @Sendable in continuation.resume(returning: body()) }
      if !start(run) { run() }
    }
  }
}
