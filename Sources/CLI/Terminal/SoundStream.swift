import Assistant
import Core

/// Sound on standard output, or in a pipe or device. A player that takes its time holds up a thread of its own alone.
struct SoundStream: SoundDestination {
  let sink: Sink
  /// The name for errors.
  let name: String

  func write(_ bytes: [UInt8]) async throws(Failure) {
    let sink = sink
    switch await SystemThread.value({ sink.write(bytes) }) {
    case .written: return
    case .closed:
      throw Failure(.closedOutput, "the reader of the sound closed \(name)", hint: "run it again")
    case .failed(let reason):
      throw Failure(
        .io, "cannot write the sound to \(name): \(reason)", hint: "send the sound elsewhere, then run it again")
    }
  }

  func finish(beginning: [UInt8]) async throws(Failure) {}
}
