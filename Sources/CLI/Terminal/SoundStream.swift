import Assistant
import Core

/// Sound on standard output, or in a pipe or device. A player that takes its time holds up a thread of its own alone, and
/// a run that is over not at all: a write ends with its task.
struct SoundStream: SoundDestination {
  private let put: @Sendable ([UInt8]) -> Sink.Outcome
  private let stop: @Sendable () -> Void
  /// The name for errors.
  private let name: String

  init(sink: Sink, name: String) {
    self.name = name
    guard let writer = sink.descriptor.flatMap(StoppableWriter.init) else {
      put = sink.write
      stop = {}
      return
    }
    put = { bytes in
      do throws(FileProblem) {
        return try writer.write(bytes) ? .written : .closed
      } catch { return Sink.Outcome(error) }
    }
    stop = { writer.stop() }
  }

  func write(_ bytes: [UInt8]) async throws(Failure) {
    let put = put
    let outcome = await withTaskCancellationHandler {
      await SystemThread.value { put(bytes) }
    } onCancel: {
      stop()
    }
    switch outcome {
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
