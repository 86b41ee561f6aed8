import Storyblok
import Synchronization

/// Stories between the task that reads them and the one that writes them, so that both work at once. The reader waits
/// while too many bytes are ahead. One task adds, and one takes.
final class StoryQueue: Sendable {
  /// The bytes of stories that may be ahead.
  private let limit: Int

  private struct State {
    var stories: [Story] = []
    var bytes = 0
    var hasEnded = false
    var adder: CheckedContinuation<Void, Never>?
    var taker: CheckedContinuation<Void, Never>?
    /// The number of stories that the taker waits for.
    var wanted = 0

    func isReady(_ limit: Int) -> Bool { hasEnded || stories.count >= wanted || bytes > limit }
  }

  private let state = Mutex(State())

  /// A queue that lets `limit` bytes be ahead.
  init(limit: Int = 8 << 20) { self.limit = limit }

  /// Adds a story, then waits while too much is ahead. After `end` it is left aside.
  func add(_ story: Story) async {
    let (taker, isFull) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Bool) in
      guard !state.hasEnded else { return (nil, false) }
      state.stories.append(story)
      state.bytes += story.bytes.count
      return (state.isReady(limit) ? state.taker.take() : nil, state.bytes > limit)
    }
    taker?.resume()
    guard isFull else { return }
    await withCheckedContinuation { continuation in
      let goesOn = state.withLock { state in
        guard state.bytes > limit, !state.hasEnded else { return true }
        state.adder = continuation
        return false
      }
      if goesOn { continuation.resume() }
    }
  }

  /// The stories that are ahead: at least `least`, unless the queue has ended or is full. None at the end.
  func take(atLeast least: Int = 1) async -> [Story] {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        state.wanted = least
        guard !state.isReady(limit) else { return true }
        state.taker = continuation
        return false
      }
      if isReady { continuation.resume() }
    }
    let (stories, adder) = state.withLock { state -> ([Story], CheckedContinuation<Void, Never>?) in
      let stories = state.stories
      (state.stories, state.bytes) = ([], 0)
      return (stories, state.adder.take())
    }
    adder?.resume()
    return stories
  }

  /// Ends it: what was added before can still be taken.
  func end() {
    let (adder, taker) = state.withLock { state in
      state.hasEnded = true
      return (state.adder.take(), state.taker.take())
    }
    adder?.resume()
    taker?.resume()
  }
}
