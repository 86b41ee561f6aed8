import Synchronization

/// The body of a request that is sent while its response arrives: a task hands over slices, the transport takes them.
///
/// It holds one slice at a time. `send` returns when the transport has taken the slice, so that a slow connection slows
/// its task down, and what `send` is given next is not older than the connection's readiness for it.
public final class Upload: Sendable {
  fileprivate struct State {
    var slice: ArraySlice<UInt8> = []
    var hasEnded = false
    var isLast = false
    var isWhole = false
    var isCutShort = false
    /// Whether the transfer is over, or takes nothing more.
    var isClosed = false
    /// Whether the transport found nothing to take and waits to be called.
    var isHungry = false
    var waiting: CheckedContinuation<Bool, Never>?
    var onData: (@Sendable () -> Void)?
  }

  /// What the transport gets.
  package enum Piece: Equatable {
    /// This many bytes were copied.
    case bytes(Int)
    /// Nothing yet; `onData` is called when there is.
    case nothing
    case end
  }

  private let state = Mutex(State())

  /// An upload of which nothing was sent.
  public init() {}

  // MARK: For the task that sends

  /// Hands over the next slice and waits until it is taken.
  ///
  /// - Parameter isLast: whether the body ends with it. Then no time passes between it and the end.
  /// - Returns: false if the transfer is over: nothing further is sent.
  public func send(_ slice: [UInt8], isLast: Bool = false) async -> Bool {
    guard !slice.isEmpty else { return !state.withLock { $0.isClosed } }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (isClosed, call) = state.withLock { state -> (Bool, (@Sendable () -> Void)?) in
          guard !state.isClosed, !state.hasEnded else { return (true, nil) }
          state.slice = slice[...]
          state.isLast = isLast
          state.hasEnded = isLast
          state.waiting = continuation
          return (false, state.awakened())
        }
        if isClosed { continuation.resume(returning: false) }
        call?()
      }
    } onCancel: {
      close()
    }
  }

  /// Ends the body. Nothing is sent after it.
  public func end() {
    let call = state.withLock { state in
      state.hasEnded = true
      return state.awakened()
    }
    call?()
  }

  /// Whether the last slice was taken, and the response was not complete before that.
  public var isWhole: Bool { state.withLock { $0.isWhole && !$0.isCutShort } }

  // MARK: For the transport

  /// Sets what is called, on any thread, when there is something to take after `take` had nothing.
  package func onData(_ call: @escaping @Sendable () -> Void) { state.withLock { $0.onData = call } }

  /// Copies the next bytes into `buffer`.
  package func take(into buffer: UnsafeMutableRawBufferPointer) -> Piece {
    let (piece, waiter) = state.withLock { state -> (Piece, CheckedContinuation<Bool, Never>?) in
      guard !state.slice.isEmpty else {
        if state.hasEnded { return (.end, nil) }
        state.isHungry = true
        return (.nothing, nil)
      }
      let count = min(buffer.count, state.slice.count)
      state.slice.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
      state.slice = state.slice.dropFirst(count)
      guard state.slice.isEmpty else { return (.bytes(count), nil) }
      state.isWhole = state.isLast
      defer { state.waiting = nil }
      return (.bytes(count), state.waiting)
    }
    waiter?.resume(returning: true)
    return piece
  }

  /// Says that the response was complete before the last slice was taken.
  package func cutShort() { state.withLock { $0.isCutShort = true } }

  /// Says that nothing more will be taken.
  package func close() {
    let waiter = state.withLock { state in
      state.isClosed = true
      state.slice = []
      defer { state.waiting = nil }
      return state.waiting
    }
    waiter?.resume(returning: false)
  }
}

extension Upload.State {
  /// What is to be called because there is something to take.
  fileprivate mutating func awakened() -> (@Sendable () -> Void)? {
    guard isHungry else { return nil }
    isHungry = false
    return onData
  }
}
