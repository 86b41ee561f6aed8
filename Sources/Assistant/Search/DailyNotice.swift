import Core
import Synchronization

/// A notice that is shown once a run, and of several runs once a day a space; with `--verbose` by every run.
final class DailyNotice: Sendable {
  private let name: String
  private let environment: Environment
  private let log: Log
  private let isSaid = Mutex(false)

  /// A notice; `name` is part of the name of the file that holds the day it was last shown.
  init(_ name: String, environment: Environment, log: Log) {
    self.name = name
    self.environment = environment
    self.log = log
  }

  /// Shows the notice, unless it was shown.
  ///
  /// - Parameter space: the id of the space; nil if it is not known: then every run shows it.
  func say(_ text: @autoclosure () -> Remedy, space: Int64?) {
    // A notice that nobody sees counts as not shown.
    guard log.level >= .normal, isSaid.withLock({ said in !exchange(&said, with: true) }) else { return }
    let today = Timestamp.text(environment.clock.now()).prefix(10)
    var file: String?
    if let space, let folder = StateFolder.path(environment) { file = "\(folder)/notices/\(name)-\(space)" }
    if log.level < .verbose, let file, shown(file) == String(today) { return }
    log.notice(text())
    guard let file else { return }
    do throws(FileProblem) {
      try AtomicFile.write(Array(today.utf8), to: file, random: environment.random())
    } catch {
      log.note("the notice will be shown again: \(file): \(error.sentence)")
    }
  }

  /// The day that a file holds; nil if it cannot be read.
  private func shown(_ file: String) -> String? {
    (try? FileReader.beginning(of: file, limit: 10)).map { String(decoding: $0, as: UTF8.self) }
  }
}
