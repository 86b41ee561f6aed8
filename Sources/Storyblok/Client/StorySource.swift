import Core
import HTTP

/// One API that holds the stories of a space, with the access it is asked by.
protocol StorySource: Sendable {
  var connection: StoryblokConnection { get }
  var access: Access { get }
  /// Whether lists come without content.
  var listsAreBare: Bool { get }
  /// The most passages one Strata request gives, without narrowing.
  var mostPassages: Int { get }
  /// Stories a page where more than one page is read: what the rate limits make fastest.
  var pageSize: Int { get }
  /// How many requests are begun at once.
  var allowance: Int { get }

  /// The path of something in the space, below the API's base.
  ///
  /// - Throws: `Failure` with code `noToken` where the API needs a space and none is configured.
  func path(_ path: String) throws(Failure) -> String
  /// The call for one page of a list, pages counted from 1.
  func list(_ filter: StoryFilter, in scope: StoryScope, page: Int, size: Int) throws(Failure) -> StoryblokCall
  /// The page of stories in the answer to `list`.
  func page(_ response: Response) throws(Failure) -> StoryPage
  /// The hits of the legacy search.
  func vsearches(_ term: String, limit: Int, offset: Int) async throws(Failure) -> PassageList
  /// Stories by id with their content, in the order given; ids that do not exist are left out.
  func read(
    ids: [Int64], in scope: StoryScope, deliver: (Story) async throws(Failure) -> Void
  ) async throws(Failure)
  /// Adds to `known` where the stories with these uuids stand, as far as that can be found out.
  func locate(_ uuids: Set<String>, in scope: StoryScope, _ known: inout KnownLinks) async throws(Failure)
  /// The space.
  func space() async throws(Failure) -> Space
  /// The person the token acts for; nil where it acts for nobody.
  func user() async throws(Failure) -> StoryblokUser?
}

extension StorySource {
  /// The passages nearest in meaning to `term`, narrowed by what Strata knows of `filter`
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

  /// One page of the stories that `filter` selects.
  func stories(
    _ filter: StoryFilter, in scope: StoryScope, page: Int, size: Int
  ) async throws(Failure) -> StoryPage {
    try await connection.ask(try list(filter, in: scope, page: page, size: size), as: access, read: self.page)
  }

  /// Stories by id as lists give them, a hundred a request.
  func summaries(ids: [Int64], in scope: StoryScope) async throws(Failure) -> [Story] {
    var found: [Story] = []
    var filter = StoryFilter()
    for start in stride(from: 0, to: ids.count, by: 100) {
      filter.ids = Array(ids[start..<min(start + 100, ids.count)])
      found += try await stories(filter, in: scope, page: 1, size: 100).stories
    }
    return found
  }
}
