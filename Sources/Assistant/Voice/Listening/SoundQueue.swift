import Core
import Synchronization

/// The pieces of a recording between the task that reads it and the one that sends it. What was sent is held until
/// something was recognised, so that it can be sent again.
final class SoundQueue: Sendable {
  /// The most bytes of sent sound that are held.
  static let heldLimit = 16 << 20
  /// The bytes that may be read ahead: then the reader waits.
  static let aheadLimit = 1 << 20

  fileprivate struct State {
    /// Pieces from `first` on; those before `next` were sent.
    var pieces: [SoundPiece] = []
    var next = 0
    var heldBytes = 0
    var aheadBytes = 0
    var hasDropped = false
    var isReleased = false
    var hasEnded = false
    var readSeconds = 0.0
    var reader: CheckedContinuation<Void, Never>?
    var sender: CheckedContinuation<Void, Never>?
  }

  /// What the sender finds.
  enum Head: Equatable {
    case piece(SoundPiece)
    case nothing
    case end
  }

  private let state = Mutex(State())

  // MARK: For the reader

  /// Adds pieces, then waits while too much is ahead. Nothing is added once the recording has ended.
  func add(_ pieces: [SoundPiece]) async {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.hasEnded else { return nil }
      for piece in pieces {
        state.pieces.append(piece)
        state.aheadBytes += piece.bytes.count
        state.readSeconds += piece.seconds
      }
      return pieces.isEmpty ? nil : state.takeSender()
    }
    waiter?.resume()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state in
          guard state.aheadBytes > Self.aheadLimit, !state.hasEnded, !Task.isCancelled else { return true }
          state.reader = continuation
          return false
        }
        if goesOn { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.takeReader() }?.resume()
    }
  }

  /// Ends the recording.
  ///
  /// - Parameter limit: the length in seconds at which it ends: what is behind it and was not sent is dropped.
  func end(at limit: Double = .infinity) {
    let (sender, reader) = state.withLock { state in
      state.hasEnded = true
      while state.pieces.count > state.next, let last = state.pieces.last, state.readSeconds - last.seconds >= limit {
        state.pieces.removeLast()
        state.readSeconds -= last.seconds
        state.aheadBytes -= last.bytes.count
      }
      return (state.takeSender(), state.takeReader())
    }
    sender?.resume()
    reader?.resume()
  }

  // MARK: For the sender

  /// The length of what was read, in seconds.
  var readSeconds: Double { state.withLock { $0.readSeconds } }
  /// Whether the recording has ended.
  var hasEnded: Bool { state.withLock { $0.hasEnded } }
  /// The bytes that are held: what was sent and what is ahead.
  var bytes: Int { state.withLock { $0.heldBytes + $0.aheadBytes } }
  /// Whether all that was sent is held.
  var canRestart: Bool { state.withLock { !$0.hasDropped } }

  /// The next piece, which stays in the queue.
  func head() -> Head {
    state.withLock { state in
      if state.next < state.pieces.count { return .piece(state.pieces[state.next]) }
      return state.hasEnded ? .end : .nothing
    }
  }

  /// Counts the next piece as sent.
  func advance() {
    let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.next < state.pieces.count else { return nil }
      let size = state.pieces[state.next].bytes.count
      state.next += 1
      state.aheadBytes -= size
      state.heldBytes += size
      // What cannot be sent again as a whole need not be held.
      if state.isReleased || state.hasDropped || state.heldBytes > Self.heldLimit { state.drop() }
      return state.aheadBytes <= Self.aheadLimit ? state.takeReader() : nil
    }
    reader?.resume()
  }

  /// Goes back to the first piece. Does nothing if it is not held any more.
  func restart() {
    state.withLock { state in
      guard !state.hasDropped else { return }
      state.next = 0
      state.aheadBytes += state.heldBytes
      state.heldBytes = 0
    }
  }

  /// Says that what was sent need not be held.
  func release() {
    state.withLock { state in
      state.isReleased = true
      state.drop()
    }
  }

  /// Waits until there is a next piece or the recording has ended.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          guard state.next == state.pieces.count, !state.hasEnded, !Task.isCancelled else { return true }
          state.sender = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.takeSender() }?.resume()
    }
  }
}

extension SoundQueue.State {
  /// Forgets what was sent. The array is shortened rarely, so that the total time is linear.
  fileprivate mutating func drop() {
    guard next > 0 else { return }
    hasDropped = true
    heldBytes = 0
    for index in 0..<min(next, pieces.count) where !pieces[index].bytes.isEmpty { pieces[index].bytes = [] }
    guard next >= 64 || next == pieces.count else { return }
    pieces.removeSubrange(..<next)
    next = 0
  }

  fileprivate mutating func takeSender() -> CheckedContinuation<Void, Never>? {
    defer { sender = nil }
    return sender
  }

  fileprivate mutating func takeReader() -> CheckedContinuation<Void, Never>? {
    defer { reader = nil }
    return reader
  }
}
