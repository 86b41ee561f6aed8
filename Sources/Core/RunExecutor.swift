/// The executor of the run's tasks.
///
/// Child tasks inherit it from their parent, tasks that are not structured do not (SE-0417): they would start Swift's
/// pool of threads. Task-local values are inherited by both, so `Task(executorPreference: RunExecutor.current)` stays.
public enum RunExecutor {
  /// The executor; nil for Swift's pool.
  @TaskLocal public static var current: (any TaskExecutor)?
}
