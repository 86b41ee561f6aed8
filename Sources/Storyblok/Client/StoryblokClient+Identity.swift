public import Core
import HTTP

/// The user, the space and the kind of a token.
extension StoryblokClient {
  /// The user of a management token; nil for a delivery token.
  ///
  /// - Throws: `Failure`; a scoped token may be refused here although it works elsewhere.
  public func user() async throws(Failure) -> StoryblokUser? {
    // Reading the user needs no space.
    try await ask(among: [.personal, .oauth]) { (source) throws(Failure) in try await source.user() }
  }

  /// The spaces that a management token reaches in the region; nil for a delivery token.
  ///
  /// - Throws: `Failure`.
  public func spaces() async throws(Failure) -> [Space]? {
    try await ask(among: [.personal, .oauth]) { (source) throws(Failure) in
      try await (source as? ManagementClient)?.spaces()
    }
  }

  /// Whether the token is a management token without a configured space. Then only its user can be read.
  ///
  /// - Throws: `Failure` if Storyblok could not be asked.
  public func isWithoutSpace() async throws(Failure) -> Bool {
    guard configuration.space == nil else { return false }
    do throws(Failure) {
      _ = try await space()
      return false
    } catch {
      guard error.code == .noToken else { throw error }
      return true
    }
  }

  /// The kind of the token. A request for one draft tells preview from public.
  ///
  /// - Throws: `Failure` if Storyblok does not accept the token.
  public func tokenKind() async throws(Failure) -> TokenKind {
    if access == nil, try await !isWithoutSpace() { _ = try await space() }
    switch access {
    case .personal: return .personal
    case .oauth: return .oauth
    case .delivery: return try await delivery.readsDrafts() ? .preview : .public
    case nil: throw connection.noSpace
    }
  }

  /// The base URL in use, without a token.
  public var apiBase: String { (access ?? candidates[0]).base(configuration).text }
}
