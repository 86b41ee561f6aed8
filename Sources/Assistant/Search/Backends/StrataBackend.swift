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

  /// Whether the API is missing, or not allowed for the token or the plan.
  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool {
    failure.httpStatus.map { [402, 403, 404, 405, 501].contains($0) } ?? false
  }

  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary {
    var run = run
    let term = run.query.filter.term ?? ""
    var (groups, isWhole) = try await self.groups(term, run)
    var isEmpty = groups.isEmpty
    if groups.isEmpty, let asked = run.query.filter.contentType {
      guard let type = try await nearContentType(asked, term, run, &isEmpty) else {
        var summary = run.summary(self, count: 0, total: 0, isExact: isWhole)
        summary.indexIsEmpty = isEmpty
        return summary
      }
      run.query.filter.contentType = type
      (groups, isWhole) = try await self.groups(term, run)
    }
    let query = run.query
    if query.all || query.offset > 0, !isWhole {
      run.log.notice(
        "Strata returns its nearest passages and no further pages; \(switch: .backend) fulltext lists every match")
    }
    let rest = groups.dropFirst(query.offset)
    let count = try await run.deliver(Array(query.all ? rest : rest.prefix(query.limit)))
    var summary = run.summary(self, count: count, total: groups.count, isExact: isWhole)
    summary.indexIsEmpty = isEmpty
    return summary
  }

  /// The stories nearest to `term`, and whether there are no others. The service's limit counts passages, and a story
  /// may have several, so the request asks for more.
  private func groups(_ term: String, _ run: SearchRun) async throws(Failure) -> ([PassageGroup], isWhole: Bool) {
    let query = run.query
    var request = query.wanted.map { min($0, 1000) * 3 } ?? 1000
    while true {
      let list = try await run.client.strata(term, query.filter, in: query.scope, limit: request)
      let groups = PassageGroup.groups(of: list.passages)
      let isWhole = list.passages.count + list.skipped < min(request, list.limit)
      if isWhole || request >= list.limit || groups.count >= query.wanted ?? .max { return (groups, isWhole) }
      request = list.limit
    }
  }

  /// The nearest existing content type, from a search without that condition; nil if none is near. Sets `isEmpty` to
  /// whether this finds nothing either.
  private func nearContentType(
    _ asked: String, _ term: String, _ run: SearchRun, _ isEmpty: inout Bool
  ) async throws(Failure) -> String? {
    var filter = run.query.filter
    filter.contentType = nil
    let list = try await run.client.strata(term, filter, in: run.query.scope, limit: 100)
    isEmpty = list.passages.isEmpty
    var known: Set<Int64> = []
    let ids = list.passages.map(\.storyID).filter { known.insert($0).inserted }
    let stories = try await run.client.summaries(ids: Array(ids.prefix(100)), in: run.query.scope)
    return run.contentType(asked, among: stories)
  }
}
