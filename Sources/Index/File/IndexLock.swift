public import Core

/// The right to build an index: held by one process, also where that has not opened the file yet.
public final class IndexLock: Sendable {
  /// What the lock is for.
  public let subject: IndexSubject
  private let lock: AdvisoryLock
  /// How long the process that holds it may go without a report before others give up: longer than the longest time
  /// for which a service may ask it to wait, five minutes.
  public static let patience = Duration.seconds(600)

  private init(_ subject: IndexSubject, _ lock: AdvisoryLock) {
    self.subject = subject
    self.lock = lock
  }

  /// The path of the lock file.
  private static func path(_ subject: IndexSubject, _ folder: IndexFolder) -> String {
    folder.path(of: subject) + "-lock"
  }

  /// Takes the lock; nil if another process holds it.
  ///
  /// - Throws: `Failure` with code `io`; also where the file system has no locks.
  public static func take(_ subject: IndexSubject, in folder: IndexFolder) throws(Failure) -> IndexLock? {
    do throws(FileProblem) {
      try Folder.make(folder.path)
      return try AdvisoryLock.take(path(subject, folder)).map { IndexLock(subject, $0) }
    } catch { throw .indexFolder(folder.path, error) }
  }

  /// Who holds a lock.
  public struct Holder: Sendable, Equatable {
    /// The process id; nil if it is not known.
    public var process: Int?
    /// How far it has come, in its own words; empty if it has not said.
    public var progress: String

    /// `process 4711, 1,250 of 5,017 stories`.
    public var description: String {
      let process = process.map { "process \($0)" } ?? "another process"
      return progress.isEmpty ? process : "\(process), \(progress)"
    }
  }

  /// Takes the lock, and waits for it while the process that holds it makes progress.
  ///
  /// - Parameter onWait: told who holds it, at first and when that has come further.
  /// - Throws: `Failure`: `io` if it makes none for ten minutes; `interrupted`.
  public static func wait(
    _ subject: IndexSubject, in folder: IndexFolder, clock: WallClock, patience: Duration = patience,
    onWait: (Holder) -> Void
  ) async throws(Failure) -> IndexLock {
    var last: AdvisoryLock.Holder?
    var since = clock.uptime()
    while true {
      if let lock = try take(subject, in: folder) { return lock }
      let holder = AdvisoryLock.holder(path(subject, folder))
      if last == nil || holder != last {
        if let holder, holder.report != last?.report || holder.process != last?.process {
          onWait(Holder(process: holder.process, progress: holder.report))
        }
        (last, since) = (holder, clock.uptime())
      }
      guard clock.uptime() - since < patience else { throw busy(subject, in: folder) }
      do { try await clock.sleep(.milliseconds(250)) } catch {
        throw Failure(.interrupted, "interrupted", hint: "run it again")
      }
    }
  }

  /// The failure of a lock that another process keeps.
  static func busy(_ subject: IndexSubject, in folder: IndexFolder) -> Failure {
    let held = AdvisoryLock.holder(path(subject, folder))
    let holder = Holder(process: held?.process, progress: held?.report ?? "")
    var failure = Failure(
      .io, "another run builds the index of the \(subject.description) (\(holder.description))",
      hint: "wait until it has finished, or end it: what it has done is kept")
    failure.reason = .indexUnusable
    return failure
  }

  /// Tells processes that wait how far the work has come. Reporting is progress, also with the same words.
  public func report(_ progress: String, log: Log = .silent) {
    do throws(FileProblem) { try lock.report(progress) } catch {
      log.note("index: \(lock.path): \(error.sentence)")
    }
  }

  /// Removes the lock file with the index.
  func remove() throws(FileProblem) { try lock.remove() }
}
