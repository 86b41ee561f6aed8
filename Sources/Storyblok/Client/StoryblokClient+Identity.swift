public import Core
import HTTP

/// Who a token belongs to, and what it opens.
extension StoryblokClient {
  /// The person a management token acts for; nil for a delivery token, which acts for nobody.
  ///
  /// - Throws: `Failure`; a scoped token may be refused here and work everywhere else.
  public func user() async throws(Failure) -> StoryblokUser? {
    // A user needs no space, so the management API can be asked without one.
    try await ask(among: [.personal, .oauth]) { (source) throws(Failure) in try await source.user() }
  }

  /// Whether the token is a management token and no space is set, so that all that can be asked about is its user.
  ///
  /// - Throws: `Failure` where Storyblok could not be asked.
  public func isWithoutSpace() async throws(Failure) -> Bool {
    guard configuration.space == nil else { return false }
    do throws(Failure) {
      _ = try await space()
      return false
    } catch {
      guard error.code == .noToken else { throw error }
      let refusal = error
      do throws(Failure) { _ = try await user() } catch {
        // Neither family takes it: that no space is set is then the lesser trouble.
        if error.httpStatus == 401 { throw refusal }
        if error.httpStatus != 403 { throw error }
      }
      return true
    }
  }

  /// What kind of token it is. To tell preview from public, one draft is asked for.
  ///
  /// - Throws: `Failure` where Storyblok does not take the token at all.
  public func tokenKind() async throws(Failure) -> TokenKind {
    if access == nil, try await !isWithoutSpace() { _ = try await space() }
    switch access {
    case .personal: return .personal
    case .oauth: return .oauth
    case .delivery, nil: return try await delivery.readsDrafts() ? .preview : .public
    }
  }

  /// The base URL in use, without a token.
  public var apiBase: String { (access ?? candidates[0]).base(configuration).text }
}
