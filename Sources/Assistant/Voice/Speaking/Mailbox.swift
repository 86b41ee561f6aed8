import Synchronization

/// Values that some tasks send and others take, each value once, in order.
final class Mailbox<Value: Sendable>: Sendable {
  private struct State {
    var values: [Value] = []
    var takers: [CheckedContinuation<Value?, Never>] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Adds a value. Does nothing after `close`.
  func send(_ value: Value) {
    let taker: CheckedContinuation<Value?, Never>? = state.withLock { state in
      guard !state.isClosed else { return nil }
      guard state.takers.isEmpty else { return state.takers.removeFirst() }
      state.values.append(value)
      return nil
    }
    taker?.resume(returning: value)
  }

  /// The next value; nil when it is closed and empty. Waits for `send` or `close`, which must come.
  func next() async -> Value? {
    await withCheckedContinuation { continuation in
      let now: Value?? = state.withLock { state in
        if !state.values.isEmpty { return .some(state.values.removeFirst()) }
        if state.isClosed { return .some(nil) }
        state.takers.append(continuation)
        return nil
      }
      if let now { continuation.resume(returning: now) }
    }
  }

  /// Ends it: what was sent before can still be taken, unless it is to be dropped.
  func close(dropping: Bool = false) {
    let takers = state.withLock { state in
      state.isClosed = true
      if dropping { state.values = [] }
      defer { state.takers = [] }
      return state.takers
    }
    for taker in takers { taker.resume(returning: nil) }
  }
}
