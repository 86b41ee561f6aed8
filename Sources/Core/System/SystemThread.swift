/// A thread of the system, for work that blocks: threads that run Swift tasks must not.
package enum SystemThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on a thread of its own; false, and nothing was run, when the system has none.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let work = Unmanaged.passRetained(Work(body))
    let isStarted = Platform.startThread(work.toOpaque()) { work in
      if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
      return nil
    }
    if !isStarted { work.release() }
    return isStarted
  }

  /// The value of `body`, which runs on a thread of its own; on the caller's where the system has none.
  package static func value<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      let run = { @Sendable in continuation.resume(returning: body()) }
      if !start(run) { run() }
    }
  }
}
