import Core
import HTTP
import Synchronization

/// The sending side of one transcription, over all its attempts.
final class TranscriptionRun: Sendable {
  private struct State {
    var isReleased = false
    var upload: Upload?
    var seconds = 0.0
  }

  private let source: any SoundSource
  private let state = Mutex(State())

  init(_ source: any SoundSource) { self.source = source }

  /// Whether another attempt can begin: nothing was recognised, and all sound is still held.
  var mayRepeat: Bool { !state.withLock { $0.isReleased } && source.canRestart }
  /// Whether the service read the sound to its end in the last attempt, as far as the network tells.
  var hasSentAll: Bool { state.withLock { $0.upload }?.isWhole == true }
  /// The length of the sound that was sent in the last attempt, in seconds.
  var seconds: Double { state.withLock { $0.seconds } }

  /// Says that something was recognised.
  func release() {
    let isFirst = state.withLock { state in
      defer { state.isReleased = true }
      return !state.isReleased
    }
    if isFirst { source.release() }
  }

  /// Sends the sound of one attempt: each message is signed when the network has taken the one before, and the message
  /// that ends the stream is empty.
  func send(_ signer: EventStreamSigner, _ upload: Upload, _ clock: WallClock, _ log: Log) async {
    var signer = signer
    var messages = 0
    var bytes = 0
    state.withLock { $0.upload = upload }
    await source.restart()
    while let sound = await source.next() {
      let message = EventStreamEncoder.event("AudioEvent", contentType: "application/octet-stream", payload: sound)
      guard await upload.send(signer.sign(message, at: clock.now())) else { break }
      messages += 1
      bytes += sound.count
      let seconds = source.seconds
      state.withLock { $0.seconds = seconds }
    }
    log.trace("> (audio, \(bytes) bytes in \(messages) messages)")
    if Task.isCancelled { return upload.end() }
    _ = await upload.send(signer.sign([], at: clock.now()), isLast: true)
  }
}
