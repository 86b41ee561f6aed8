import Core
import Synchronization

/// The inference profiles of one run. Each is read at most once, whether it could be read or not.
final class InferenceProfileStore: Sendable {
  private let known = Mutex<[String: Once<InferenceProfile?>]>([:])

  /// The profile with an id or ARN; nil if it cannot be read, which is said on `--verbose`.
  func profile(_ id: String, log: Log, control: () throws(Failure) -> BedrockControl) async -> InferenceProfile? {
    let once = known.withLock { known in
      let once = known[id] ?? Once()
      known[id] = once
      return once
    }
    return await once.value {
      do throws(Failure) { return try await control().inferenceProfile(id) } catch {
        log.note("the model of \(id) is not known, and neither its price nor its caching: \(error.sentence)")
        return nil
      }
    }
  }
}
