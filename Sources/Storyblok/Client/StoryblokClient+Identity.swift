public import Core
import HTTP

extension StoryblokClient {
  /// The space: the configured one, or the one a delivery token names. Read once in a process.
  ///
  /// - Throws: `Failure`.
  public func space() async throws(Failure) -> Space {
    if let knownSpace { return knownSpace }
    let space = try await ask(
      { (access) throws(Failure) in
        let path = try access.isManagement ? self.spacePath() : "/spaces/me"
        return StoryblokCall(.space, path, holdsSecrets: true)
      },
      read: { (response, _) throws(Failure) in
        guard let space = try? Space(response.body) else { throw self.unreadable(response) }
        return space
      })
    remember(space)
    if let configured = configuration.space, configured.value != space.id {
      log.warn(
        "the token belongs to space \(space.id), not to \(configured.value) (\(configured.origin.place))")
    }
    return space
  }

  /// The person a management token acts for; nil for a delivery token, which acts for nobody.
  ///
  /// - Throws: `Failure`; a scoped token may be refused here and work everywhere else.
  public func user() async throws(Failure) -> StoryblokUser? {
    if access == .delivery { return nil }
    // A user needs no space, so this family can be asked without one.
    return try await ask(among: access.map { [$0] } ?? [.personal, .oauth]) {
      (access) throws(Failure) in
      StoryblokCall(.user, access == .oauth ? "/oauth/user_info" : "/users/me")
    } read: { (response, _) throws(Failure) in
      guard let user = try? StoryblokUser(response.body) else { throw self.unreadable(response) }
      return user
    }
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
    case .delivery, nil:
      var filter = StoryFilter(version: .draft)
      filter.ids = []
      let call = try list(filter, page: 1, size: 1, as: .delivery)
      let response = try await send(call, as: .delivery, retry: retry)
      switch response.status {
      case 200..<300: return .preview
      case 401, 403: return .public
      default: throw failure(response, of: call, as: .delivery)
      }
    }
  }

  /// The base URL in use, without a token.
  public var apiBase: String {
    ((access ?? candidates[0]).isManagement ? configuration.management : configuration.delivery).text
  }
}

extension StoryblokClient {
  /// Whether lists come without content, as the management API's do; nil before an answer has shown which it is.
  public var listsAreBare: Bool? { access?.isManagement }
}
