import Dispatch
import Synchronization

/// Runs the program's tasks on the thread that calls `run()`, one at a time.
///
/// The network has its own thread, and little work is left. Swift's pool would start four threads, which cost a short
/// run more than they save, and each piece of a streamed answer two thread switches. Work that needs a second core
/// requests `globalConcurrentExecutor`.
final class MainThread: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    arrivals.signal()
  }

  /// Runs enqueued jobs forever; the process ends by `_exit`.
  func run() -> Never {
    while true {
      arrivals.wait()
      let job = jobs.withLock { $0.removeFirst() }
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
