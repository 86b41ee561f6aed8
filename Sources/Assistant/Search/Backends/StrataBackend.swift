import Core
import Storyblok

/// Storyblok's semantic search.
struct StrataBackend: SearchBackend {
  let name = "strata"
  let title = "Strata"
  let asFallback = "using Strata"
  let manner: String? = "by meaning"
  let manual = "strata finds by meaning"
  let term = TermUse.required
  let isByNearness = true

  /// Whether the API is missing, or not allowed for the token or the plan.
  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool {
    failure.httpStatus.map { [402, 403, 404, 405, 501].contains($0) } ?? false
  }

  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary {
    var run = run
    run.noteLanguage(self)
    let term = run.query.filter.term ?? ""
    var join = PassageJoin(run)
    var (groups, isWhole) = try await self.groups(term, run, &join)
    var isEmpty = groups.isEmpty && !run.query.narrowsBeyondStrata
    if groups.isEmpty, !run.query.filter.contentTypes.isEmpty {
      guard let types = try await nearContentTypes(term, run, &isEmpty) else {
        var summary = run.summary(self, count: 0, total: 0, isExact: isWhole)
        summary.indexIsEmpty = isEmpty
        return summary
      }
      run.query.filter.contentTypes = types
      join = PassageJoin(run)
      (groups, isWhole) = try await self.groups(term, run, &join)
    }
    let query = run.query
    if !isWhole, query.all || query.offset > 0 || query.narrowsBeyondStrata {
      run.log.notice(
        "Strata returns its nearest passages and no further pages; \(switch: .backend) fulltext lists every match")
    }
    if query.filter.sort != nil, groups.count > PassageJoin.mostSorted {
      groups = Array(groups.prefix(PassageJoin.mostSorted))
      isWhole = false
    }
    let rest = try await join.sorted(groups).dropFirst(query.offset)
    let count = try await run.deliver(query.all ? rest : rest.prefix(query.limit), join)
    var summary = run.summary(self, count: count, total: groups.count, isExact: isWhole)
    summary.indexIsEmpty = isEmpty
    return summary
  }

  /// The selected stories nearest to `term`, and whether there are no others. The service's limit counts passages, and
  /// a story may have several, so the request asks for more; where lists narrow the result, for all it can give.
  private func groups(
    _ term: String, _ run: SearchRun, _ join: inout PassageJoin
  ) async throws(Failure) -> ([PassageGroup], isWhole: Bool) {
    let query = run.query
    var request = query.wanted.map { min($0, 1000) * 3 } ?? 1000
    if query.narrowsBeyondStrata || query.filter.sort != nil { request = 1000 }
    while true {
      let list = try await run.client.strata(term, query.filter, in: query.scope, limit: request)
      let groups = try await join.selected(PassageGroup.groups(of: list.passages))
      let isWhole = list.passages.count + list.skipped < min(request, list.limit)
      if isWhole || request >= list.limit || groups.count >= query.wanted ?? .max { return (groups, isWhole) }
      request = list.limit
    }
  }

  /// The nearest existing content types, from a search without that condition; nil if none is near. Sets `isEmpty` to
  /// whether this finds nothing either.
  private func nearContentTypes(
    _ term: String, _ run: SearchRun, _ isEmpty: inout Bool
  ) async throws(Failure) -> [String]? {
    var filter = run.query.filter
    filter.contentTypes = []
    let list = try await run.client.strata(term, filter, in: run.query.scope, limit: 100)
    isEmpty = list.passages.isEmpty
    let ids = PassageGroup.groups(of: list.passages).map(\.best.storyID).prefix(100)
    let stories = try await run.client.stories(among: Array(ids), filter, in: run.query.scope)
    return try await run.contentTypes(run.query.filter.contentTypes, among: stories)
  }
}

extension SearchQuery {
  /// Whether there are conditions that Strata does not know, so that its result is joined with a list.
  fileprivate var narrowsBeyondStrata: Bool { filter.exceedsStrata || scope.release != nil }
}
