import Assistant
import Core
import Synchronization

/// A file of sound. It is kept in memory (ten minutes at most) until it is whole and then takes the place of the former
/// one, so that a run that ends early leaves nothing behind.
final class SoundFile: SoundDestination {
  /// The absolute path.
  private let path: String
  /// The name that the user gave it.
  private let name: String
  private let random: UInt64
  private let bytes = Mutex<[UInt8]>([])

  init(path: String, name: String, random: UInt64) {
    self.path = path
    self.name = name
    self.random = random
  }

  func write(_ bytes: [UInt8]) async throws(Failure) { self.bytes.withLock { $0 += bytes } }

  func finish(beginning: [UInt8]) async throws(Failure) {
    let sound = bytes.withLock { bytes in
      defer { bytes = [] }
      return beginning + bytes.dropFirst(beginning.count)
    }
    let (path, random) = (path, random)
    let problem = await SystemThread.value { () -> FileProblem? in
      // A file that is private stays private.
      let mode = FileStatus(path)?.permissions
      do throws(FileProblem) {
        try AtomicFile.write(sound, to: path, mode: mode, random: random)
        return nil
      } catch { return error }
    }
    guard let problem else { return }
    throw Failure(
      .io, "cannot write the sound to \(name): \(problem.sentence)",
      hint: "make room, or name another file; the answer's text is complete")
  }
}
