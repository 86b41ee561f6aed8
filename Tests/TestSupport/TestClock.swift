package import Core
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A clock that moves only by sleeping. Sleeping takes no time and is recorded.
package final class TestClock: Sendable {
  private struct State {
    var seconds: Double
    var waits: [Duration] = []
  }

  private let state: Mutex<State>
  private let step: Double

  /// A clock at `seconds` since 1970 that moves by `step` seconds each time it is read.
  package init(_ seconds: Double = 1_800_000_000, step: Double = 0) {
    state = Mutex(State(seconds: seconds))
    self.step = step
  }

  /// Every sleep, in order.
  package var waits: [Duration] { state.withLock { $0.waits } }

  /// The clock for the code under test.
  package var wallClock: WallClock {
    WallClock(
      now: { [self] in
        state.withLock { state in
          state.seconds += step
          return Date(timeIntervalSince1970: state.seconds)
        }
      },
      sleep: { [self] wait in
        let (seconds, attoseconds) = wait.components
        state.withLock { state in
          state.waits.append(wait)
          state.seconds += Double(seconds) + Double(attoseconds) * 1e-18
        }
      },
      uptime: { [self] in .seconds(state.withLock { $0.seconds }) })
  }
}

extension Environment {
  /// An environment with a fixed clock and a random source that returns the middle of its range. By default it has no
  /// variable, no home and no terminal.
  package static func still(
    variables: [String: String] = [:], home: String? = nil, workingDirectory: String = "/",
    clock: TestClock = TestClock(), random: UInt64 = 1 << 63
  ) -> Environment {
    Environment(
      variables: variables, home: home, workingDirectory: workingDirectory, clock: clock.wallClock,
      random: { random })
  }
}
