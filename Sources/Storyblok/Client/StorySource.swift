import Core
import HTTP

/// One API that serves the stories of a space, and the access to it.
protocol StorySource: Sendable {
  var connection: StoryblokConnection { get }
  var access: Access { get }
  /// Whether lists have no content.
  var listsAreBare: Bool { get }
  /// The most passages of one Strata request without further conditions.
  var mostPassages: Int { get }
  /// Stories per page when more than one page is read: the fastest within the rate limits.
  var pageSize: Int { get }
  /// The number of requests at the beginning.
  var allowance: Int { get }

  /// The path of a resource of the space, below the API's base.
  ///
  /// - Throws: `Failure` with code `noToken` if the API needs a space and none is configured.
  func path(_ path: String) throws(Failure) -> String
  /// The call for one page of a list, with the parameters of `narrowing(_:in:)`; pages count from 1.
  ///
  /// - Throws: `Failure` with code `usage` for a condition that the token's lists do not tell.
  func list(_ filter: StoryFilter, in scope: StoryScope, page: Int, size: Int) throws(Failure) -> StoryblokCall
  /// Calls `ask`, which asks for a list, with what makes the list come sooner.
  func list<Value: Sendable>(
    in scope: StoryScope, ask: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value
  /// The page of stories in a response to `list`.
  func page(_ response: Response) throws(Failure) -> StoryPage
  /// The passages of the legacy search.
  func vsearches(_ term: String, limit: Int, offset: Int) async throws(Failure) -> PassageList
  /// Delivers stories by id with their content, in the order of `ids`; missing ids are left out.
  func read(
    ids: [Int64], in scope: StoryScope, deliver: (Story) async throws(Failure) -> Void
  ) async throws(Failure)
  /// The story that the API itself finds by a path: a slug, a folder's slug, a translated slug; nil if it finds none.
  func story(at path: String, language: String?, in scope: StoryScope) async throws(Failure) -> Story?
  /// The stories without content; see `StoryblokClient.manifest`.
  ///
  /// - Parameter client: learns the names of the stories.
  func manifest(
    in scope: StoryScope, known: [Int64: String]?, client: StoryblokClient, progress: @Sendable (Int, Int?) -> Void
  ) async throws(Failure) -> StoryManifest
  /// Checks that the release exists.
  ///
  /// - Throws: `Failure` with code `notFound`, or `usage` if the token's lists do not tell releases.
  func check(release: String) async throws(Failure)
  /// Adds the labels of these options to `known`, as far as the API tells them, with a bounded number of requests.
  func addLabels(for needs: ContentNeeds, to known: inout KnownLabels) async throws(Failure)
  /// The space.
  func space() async throws(Failure) -> Space
  /// The user of the token; nil for a delivery token.
  func user() async throws(Failure) -> StoryblokUser?
}

extension StorySource {
  /// The passages nearest in meaning to `term`, with those conditions of `filter` that Strata supports
  /// (storyblok.com/docs/api/management/strata/search, …/content-delivery/v2/strata/search).
  func strata(
    _ term: String, _ filter: StoryFilter, in scope: StoryScope, limit: Int
  ) async throws(Failure) -> PassageList {
    let narrowing = filter.strataQuery
    let most = narrowing.isEmpty ? mostPassages : min(mostPassages, 50)
    let query: StoryblokCall.Query = [
      ("q", term), ("version", scope.version.rawValue), ("limit", String(max(1, min(limit, most)))),
    ]
    let call = StoryblokCall(
      .strata, try path("/strata/search"), query: query + narrowing, version: scope.version)
    var list = try await connection.ask(call, as: access, read: connection.passages)
    list.limit = most
    return list
  }

  /// The parameters and the test by which this API's lists are narrowed to `filter`.
  func narrowing(_ filter: StoryFilter, in scope: StoryScope) throws(Failure) -> StoryNarrowing {
    try StoryNarrowing(filter, in: scope, management: access.isManagement)
  }

  /// One page of the stories that `filter` selects. Where the API cannot narrow its list exactly, the page holds fewer
  /// stories, and there is no total.
  ///
  /// - Parameter isTested: whether what the parameters cannot select is left out here.
  func stories(
    _ filter: StoryFilter, in scope: StoryScope, page: Int, size: Int, isTested: Bool = true
  ) async throws(Failure) -> StoryPage {
    if filter.isImpossible { return StoryPage() }
    let page = try await list(in: scope) { () async throws(Failure) in
      let call = try list(filter, in: scope, page: page, size: size)
      return try await connection.ask(call, as: access, read: self.page)
    }
    return isTested ? page.keeping(try narrowing(filter, in: scope).test) : page
  }

  /// The stories among `ids` that `filter` selects, as lists return them, a hundred per request.
  func stories(among ids: [Int64], _ filter: StoryFilter, in scope: StoryScope) async throws(Failure) -> [Story] {
    var found: [Story] = []
    var all = filter
    all.term = nil
    all.sort = nil
    all.restrict(to: ids)
    let ids = all.among.map { among in ids.filter(among.contains) } ?? all.ids
    all.among = nil
    for start in stride(from: 0, to: ids.count, by: 100) {
      all.ids = Array(ids[start..<min(start + 100, ids.count)])
      found += try await stories(all, in: scope, page: 1, size: 100).stories
    }
    return found
  }

  /// Stories by id as lists return them, a hundred per request.
  func summaries(ids: [Int64], in scope: StoryScope) async throws(Failure) -> [Story] {
    try await stories(among: ids, StoryFilter(), in: scope)
  }

  func list<Value: Sendable>(
    in scope: StoryScope, ask: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value { try await ask() }

  func story(at path: String, language: String?, in scope: StoryScope) async throws(Failure) -> Story? { nil }
}
