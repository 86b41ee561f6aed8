import Core
import HTTP

/// The management API: lists hold stories of every state without content. Whole stories are read one at a time, always
/// the draft.
struct ManagementClient: StorySource {
  let connection: StoryblokConnection
  let access: Access

  let listsAreBare = true
  let mostPassages = 1000
  // The rate limit is the same for pages of any size.
  let pageSize = 100
  // 3 a second on the smallest plan (storyblok.com/docs/api/management/getting-started/rate-limit).
  let allowance = 6

  func path(_ path: String) throws(Failure) -> String {
    guard let space = connection.configuration.space else { throw connection.noSpace }
    return "/spaces/\(space.value)" + path
  }

  func list(_ filter: StoryFilter, in scope: StoryScope, page: Int, size: Int) throws(Failure) -> StoryblokCall {
    var query = try narrowing(filter, in: scope).query
    // Lists contain folders too.
    if !filter.isLookup { query.append(("story_only", "1")) }
    // Stories selected by name, and those of a release, are shown in any state.
    let isLive = scope.version == .published && !filter.isByName && !filter.isLookup && scope.release == nil
    if isLive, !query.contains(where: { $0.name == "is_published" }) { query.append(("is_published", "1")) }
    if let release = scope.release { query.append(("in_release", release)) }
    query += [("page", String(page)), ("per_page", String(size))]
    return StoryblokCall(.stories, try path("/stories"), query: query)
  }

  func page(_ response: Response) throws(Failure) -> StoryPage { try connection.page(response) }

  func vsearches(_ term: String, limit: Int, offset: Int) async throws(Failure) -> PassageList {
    try await connection.ask(
      StoryblokCall(
        .vsearches, try path("/vsearches"),
        query: [("term", term), ("limit", String(limit)), ("offset", String(offset))]),
      as: access, read: connection.passages)
  }

  func read(
    ids: [Int64], in scope: StoryScope, deliver: (Story) async throws(Failure) -> Void
  ) async throws(Failure) {
    let folder = try path("/stories/")
    let stories = fetch(ids.count) { index, sizeLimit in
      let query = scope.release.map { [(name: "release_id", value: $0)] } ?? []
      var call = StoryblokCall(.story, folder + String(ids[index]), query: query)
      call.sizeLimit = sizeLimit
      return await connection.outcome(call, as: access) { (response) throws(Failure) in try story(response) }
    }
    try await stories.run(RateController(allowance: allowance)) { (story) throws(Failure) in
      if let story { try await deliver(story) }
      return true
    }
  }

  /// The story of a response; nil for status 404.
  private func story(_ response: Response) throws(Failure) -> Story? {
    if response.status == 404 { return nil }
    guard let story = try? Story(answer: response.body) else { throw connection.unreadable(response) }
    return story
  }

  func check(release: String) async throws(Failure) {
    let call = StoryblokCall(.release, try path("/releases/" + PercentEncoding.component(release)))
    do throws(Failure) { try await connection.ask(call, as: access) { _ in } } catch {
      // A token may read stories and not releases.
      guard error.code == .accessDenied else { throw error }
      connection.log.note("storyblok: the release could not be checked: \(error.sentence)")
    }
  }

  /// The spaces that the token reaches in the region.
  func spaces() async throws(Failure) -> [Space] {
    try await connection.ask(StoryblokCall(.space, "/spaces", holdsSecrets: true), as: access) {
      (response) throws(Failure) in
      guard let spaces = try? Space.list(response.body) else { throw connection.unreadable(response) }
      return spaces
    }
  }

  func space() async throws(Failure) -> Space {
    try await connection.ask(
      StoryblokCall(.space, try path(""), holdsSecrets: true), as: access, read: connection.space)
  }

  func user() async throws(Failure) -> StoryblokUser? {
    let call = StoryblokCall(.user, access == .oauth ? "/oauth/user_info" : "/users/me")
    return try await connection.ask(call, as: access) { (response) throws(Failure) in
      guard let user = try? StoryblokUser(response.body) else { throw connection.unreadable(response) }
      return user
    }
  }
}
