import Synchronization

/// Values that some tasks send and others take, each value once, in order.
final class Mailbox<Value: Sendable>: Sendable {
  private struct State {
    var values: [Value] = []
    var takers: [CheckedContinuation<Value?, Never>] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Adds a value. Returns false after `close`: then nobody takes it.
  @discardableResult
  func send(_ value: Value) -> Bool {
    let (isOpen, taker) = state.withLock { state -> (Bool, CheckedContinuation<Value?, Never>?) in
      guard !state.isClosed else { return (false, nil) }
      guard state.takers.isEmpty else { return (true, state.takers.removeFirst()) }
      state.values.append(value)
      return (true, nil)
    }
    taker?.resume(returning: value)
    return isOpen
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
  ///
  /// - Returns: what was dropped.
  @discardableResult
  func close(dropping: Bool = false) -> [Value] {
    let (takers, dropped) = state.withLock { state -> ([CheckedContinuation<Value?, Never>], [Value]) in
      state.isClosed = true
      let dropped = dropping ? state.values : []
      if dropping { state.values = [] }
      defer { state.takers = [] }
      return (state.takers, dropped)
    }
    for taker in takers { taker.resume(returning: nil) }
    return dropped
  }
}
