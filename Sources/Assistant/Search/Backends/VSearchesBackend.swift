import Core
import Storyblok

/// The legacy search, which Storyblok no longer documents.
struct VSearchesBackend: SearchBackend {
  let name = "vsearches"
  let title = "vsearches"
  let asFallback = "using vsearches"
  let manner: String? = "by vsearches"
  let manual = "vsearches is the older search by meaning"
  let term = TermUse.required
  let isByNearness = true
  /// The most passages that are asked for: the service's own limit is not documented.
  private static let most = 1000

  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary {
    var run = run
    if run.query.scope.version == .draft {
      run.log.warn("vsearches cannot be asked for drafts: it searches what it searches", changesResult: true)
    }
    run.noteLanguage(self)
    var join = PassageJoin(run)
    var (groups, isWhole) = try await self.groups(run, &join)
    if groups.isEmpty, !run.query.filter.contentTypes.isEmpty, let types = try await nearContentTypes(run) {
      run.query.filter.contentTypes = types
      join = PassageJoin(run)
      (groups, isWhole) = try await self.groups(run, &join)
    }
    let query = run.query
    if !isWhole, query.filter.hasSelectors || query.scope.release != nil {
      run.log.notice(
        "vsearches was asked for its nearest \(Self.most) passages only; \(switch: .backend) fulltext lists every match"
      )
    }
    if query.filter.sort != nil, groups.count > PassageJoin.mostSorted {
      groups = Array(groups.prefix(PassageJoin.mostSorted))
      isWhole = false
    }
    let rest = try await join.sorted(groups).dropFirst(query.offset)
    let count = try await run.deliver(query.all ? rest : rest.prefix(query.limit), join)
    return run.summary(self, count: count, total: groups.count, isExact: isWhole)
  }

  /// The selected stories that the search finds, and whether there are no others. The API has no selectors, so all that
  /// it finds is joined with the list.
  private func groups(
    _ run: SearchRun, _ join: inout PassageJoin
  ) async throws(Failure) -> ([PassageGroup], isWhole: Bool) {
    let query = run.query
    let readsAll = query.all || query.filter.hasSelectors || query.filter.sort != nil
    let size = readsAll ? 100 : max(query.offset + query.limit, 1)
    var passages: [Passage] = []
    var offset = 0
    while true {
      let list = try await run.client.vsearches(query.filter.term ?? "", limit: size, offset: offset)
      let isWhole = list.passages.count + list.skipped < size
      // A server that ignores the offset returns the same page for ever.
      let fresh = list.passages.filter { !passages.contains($0) }
      passages += fresh
      offset += size
      if isWhole || fresh.isEmpty || !readsAll || offset >= Self.most {
        return (try await join.selected(PassageGroup.groups(of: passages)), isWhole)
      }
    }
  }

  /// The nearest existing content types, from a search without that condition; nil if none is near.
  private func nearContentTypes(_ run: SearchRun) async throws(Failure) -> [String]? {
    var others = run
    others.query.filter.contentTypes = []
    var join = PassageJoin(others)
    _ = try await groups(others, &join)
    return try await run.contentTypes(run.query.filter.contentTypes, among: Array(join.stories.values))
  }
}
