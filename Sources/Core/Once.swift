import Synchronization

/// Work that is done at most once, by whoever asks first, and shared by all who ask.
///
/// The first caller does the work where it stands, so that what needs no waiting needs no other thread.
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

  /// Work not yet done.
  package init() {}

  /// The value; made by `make` where nobody has. A value that `isFinal` refuses (the work was cancelled) is given to
  /// its maker only, and the next who asks makes it anew.
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
