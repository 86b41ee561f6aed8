import AWS
import Core
import Synchronization

/// Gives the pieces of a queue when they are due, and silence while a live recording is silent.
final class PacedSound: SoundSource {
  private struct State {
    var pacing: Pacing
    var position = Duration.zero
    /// When sound came last, and when silence was sent since then.
    var lastSound: Duration
    var lastSilence: Duration?
  }

  private let queue: SoundQueue
  private let clock: WallClock
  private let start: Duration
  private let isStopped: @Sendable () -> Bool
  private let silence: Silence?
  private let pieceSize: Int
  private let onStall: @Sendable () -> Void
  private let state: Mutex<State>

  /// - Parameters:
  ///   - start: when the recording began, by `clock.uptime`.
  ///   - format: the form of the recording.
  ///   - isLive: whether the recording comes from a pipe, which may be silent while it is open.
  ///   - isStopped: whether the user has ended the recording. What was read ahead of real time is then left out: it was
  ///     not recorded yet when the user did so.
  ///   - onStall: called when nothing came for so long that the recording counts as ended.
  init(
    _ queue: SoundQueue, start: Duration, format: SoundFormat, isLive: Bool,
    isStopped: @escaping @Sendable () -> Bool = { false }, clock: WallClock, onStall: @escaping @Sendable () -> Void
  ) {
    self.queue = queue
    self.clock = clock
    self.start = start
    self.isStopped = isStopped
    self.onStall = onStall
    silence = isLive ? Silence(canSend: format.encoding == .pcm) : nil
    pieceSize = Int(Double(format.rate) * SoundReader.pieceLength) * 2
    state = Mutex(State(pacing: Pacing(start: start), lastSound: clock.uptime()))
  }

  var canRestart: Bool { queue.canRestart }
  var seconds: Double { state.withLock { $0.position / .seconds(1) } }

  func release() { queue.release() }

  func restart() async {
    queue.restart()
    state.withLock { state in
      state.position = .zero
      state.lastSound = clock.uptime()
      state.lastSilence = nil
    }
  }

  func next() async -> [UInt8]? {
    while !Task.isCancelled {
      if isStopped() { queue.end(at: (clock.uptime() - start) / .seconds(1)) }
      switch queue.head() {
      case .end: return nil
      case .piece(let piece):
        let wait = state.withLock { $0.pacing.wait(for: $0.position, now: clock.uptime()) }
        // A sleep that is cut short ends the task.
        if wait > .zero { guard (try? await clock.sleep(wait)) != nil else { return nil } }
        queue.advance()
        state.withLock { state in
          state.position += .seconds(piece.seconds)
          state.lastSound = clock.uptime()
          state.lastSilence = nil
        }
        return piece.bytes
      case .nothing:
        guard let silence else {
          await queue.wait()
          continue
        }
        let now = clock.uptime()
        switch state.withLock({ silence.step(now: now, last: $0.lastSound, sent: $0.lastSilence) }) {
        case .wait(let wait): await waitForSound(wait)
        case .send:
          state.withLock { state in
            state.position += .seconds(SoundReader.pieceLength)
            state.lastSilence = now
          }
          return [UInt8](repeating: 0, count: pieceSize)
        case .end:
          onStall()
          queue.end()
        }
      }
    }
    return nil
  }

  /// Waits for sound, at most so long.
  private func waitForSound(_ longest: Duration) async {
    await withTaskGroup(of: Void.self) { [queue, clock] group in
      group.addTask { await queue.wait() }
      group.addTask { _ = try? await clock.sleep(longest) }
      await group.next()
      group.cancelAll()
    }
  }
}
