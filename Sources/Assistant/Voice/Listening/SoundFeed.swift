import AWS
import Core
import Synchronization

/// Reads a recording into a queue.
final class SoundFeed: Sendable {
  private struct State {
    var reader: SoundReader
    var began: Duration?
    var failure: Failure?
    var isDone = false
  }

  /// What was read and is to be sent.
  let queue = SoundQueue()
  private let recording: Recording
  private let clock: WallClock
  private let state: Mutex<State>

  init(_ recording: Recording, clock: WallClock) {
    self.recording = recording
    self.clock = clock
    state = Mutex(State(reader: SoundReader(raw: recording.raw, fileSize: recording.size)))
  }

  /// The form of the recording; nil until it is known.
  var format: SoundFormat? { state.withLock { $0.reader.format } }
  /// When its first bytes came.
  var began: Duration? { state.withLock { $0.began } }
  /// Why it cannot be read further.
  var failure: Failure? { state.withLock { $0.failure } }
  /// Whether its end was read.
  var isDone: Bool { state.withLock { $0.isDone } }
  /// Bytes of a sample that was cut at the end.
  var cutBytes: Int { state.withLock { $0.reader.cutBytes } }

  /// The form of the recording.
  ///
  /// - Throws: `usage` if it is longer than the service takes.
  func checkedFormat() throws(Failure) -> SoundFormat {
    // The end of what has no form was refused as such.
    guard let format else { throw SoundProblem.unknown.failure(recording.name) }
    if let seconds = format.seconds, seconds > TranscriptionParameters.longest {
      throw Failure(
        .usage, "the recording is \(Int(min(seconds, 1e9)) / 60) minutes long; Amazon Transcribe takes 4 hours at most",
        hint: "cut it, for example with ffmpeg -i FILE -t 3600")
    }
    return format
  }

  /// Reads once. Returns false at the end.
  ///
  /// - Throws: `Failure`.
  func readOnce() async throws(Failure) -> Bool {
    guard !isDone else { return false }
    let bytes = try await recording.read()
    let pieces: [SoundPiece]
    do throws(SoundProblem) {
      pieces = try state.withLock { state throws(SoundProblem) in
        if state.began == nil { state.began = clock.uptime() }
        var pieces = bytes.isEmpty ? [] : try state.reader.take(bytes)
        if bytes.isEmpty || state.reader.isDone {
          pieces += try state.reader.finish()
          state.isDone = true
        }
        return pieces
      }
    } catch { throw error.failure(recording.name) }
    if isDone { recording.onEnd() }
    await queue.add(pieces)
    if isDone { queue.end() }
    return !isDone
  }

  /// Reads to the end, or until its task is cancelled. A failure ends the recording and is kept.
  func readAll() async {
    do throws(Failure) {
      while !Task.isCancelled, try await readOnce() {}
    } catch {
      state.withLock { $0.failure = error }
      recording.onEnd()
    }
    queue.end()
  }
}
