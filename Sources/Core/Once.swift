import Synchronization

/// A value that is computed at most once, by the first caller, and shared with all others.
///
/// The first caller computes it in its own task, so work that does not wait needs no other thread.
package final class Once<Value: Sendable>: Sendable {
  private enum State {
    case idle
    case running([CheckedContinuation<Value?, Never>])
    case done(Value)
  }

  private enum Turn {
    case mine, wait
    case done(Value)
  }

  private let state = Mutex(State.idle)

  /// Makes a value that is not computed yet.
  package init() {}

  /// The value, computed by `make` if there is none. If `isFinal` returns false (the work was cancelled), the value is
  /// returned to that caller only, and the next caller computes it again.
  package func value(isFinal: (Value) -> Bool = { _ in true }, _ make: () async -> Value) async -> Value {
    while true {
      switch turn() {
      case .done(let value): return value
      case .mine:
        let value = await make()
        finish(isFinal(value) ? value : nil)
        return value
      case .wait:
        if let value = await waited() { return value }
      }
    }
  }

  private func turn() -> Turn {
    state.withLock { state in
      switch state {
      case .done(let value): return .done(value)
      case .running: return .wait
      case .idle:
        state = .running([])
        return .mine
      }
    }
  }

  private func waited() async -> Value? {
    await withCheckedContinuation { continuation in
      let now: Value?? = state.withLock { state in
        switch state {
        case .done(let value): return .some(value)
        case .idle: return .some(nil)
        case .running(let waiting):
          state = .running(waiting + [continuation])
          return nil
        }
      }
      if let now { continuation.resume(returning: now) }
    }
  }

  private func finish(_ value: Value?) {
    let waiting = state.withLock { state in
      let waiting =
        if case .running(let list) = state { list } else { [CheckedContinuation<Value?, Never>]() }
      state = value.map { .done($0) } ?? .idle
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }
}
