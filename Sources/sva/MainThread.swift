import Dispatch
import Synchronization

/// Runs the program's tasks on the thread that calls `run()`, one at a time.
///
/// The network has a thread of its own, and what is left beside it is little: Swift's pool would start four threads for
/// that, which cost a short run more than they do for it, and each piece of a streamed answer two changes of thread.
/// Work that is worth a second core asks for `globalConcurrentExecutor` by name.
final class MainThread: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    arrivals.signal()
  }

  /// Runs what is enqueued, as it comes; the process ends by `_exit`.
  func run() -> Never {
    while true {
      arrivals.wait()
      let job = jobs.withLock { $0.removeFirst() }
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
