import HTTP
import Synchronization

/// What the metadata service of an instance has told this process: the session token and the name of the role. When the
/// role's credentials are fetched again, one request is enough.
final class InstanceMetadataMemory: Sendable {
  struct Session: Sendable, Equatable {
    /// The address of the service.
    var base: WebURL
    /// The header with the session token; empty for IMDSv1.
    var headers: Headers
    /// The name of the instance's role.
    var role: String
  }

  private let known = Mutex<Session?>(nil)

  /// The session with the service at `base`; nil if there was none yet.
  func session(with base: WebURL) -> Session? {
    known.withLock { $0.flatMap { $0.base == base ? $0 : nil } }
  }

  /// Remembers a session whose answers were good; nil forgets it.
  func remember(_ session: Session?) { known.withLock { $0 = session } }
}
