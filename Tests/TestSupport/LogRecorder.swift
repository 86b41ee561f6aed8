package import Core
import Synchronization

/// Keeps what is logged.
package final class LogRecorder: Sendable {
  private let level: Log.Level
  private let recorded = Mutex<[Log.Event]>([])

  /// A recorder of events up to `level`.
  package init(level: Log.Level = .verbose) { self.level = level }

  /// The log for the code under test.
  package var log: Log { Log(level: level) { [self] event in receive(event) } }

  /// Keeps an event.
  package func receive(_ event: Log.Event) { recorded.withLock { $0.append(event) } }

  /// Everything logged, in order.
  package var events: [Log.Event] { recorded.withLock { $0 } }

  /// The warnings.
  package var warnings: [String] {
    events.compactMap { if case .warning(let text) = $0 { text.description } else { nil } }
  }

  /// The notices.
  package var notices: [String] {
    events.compactMap { if case .notice(let text) = $0 { text.description } else { nil } }
  }

  /// The notes.
  package var notes: [String] { events.compactMap { if case .note(let text) = $0 { text.description } else { nil } } }
}
