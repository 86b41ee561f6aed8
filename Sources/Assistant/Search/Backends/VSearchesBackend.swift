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

  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary {
    let query = run.query
    if query.scope.version == .draft {
      run.log.warn("vsearches cannot be asked for drafts: it searches what it searches", changesResult: true)
    }
    var passages: [Passage] = []
    var offset = query.offset
    let size = query.all ? 100 : query.limit
    var isWhole = false
    repeat {
      let list = try await run.client.vsearches(query.filter.term ?? "", limit: size, offset: offset)
      isWhole = list.passages.count + list.skipped < size
      // A server that ignores the offset returns the same page for ever.
      let known = Set(passages.map(\.storyID))
      let fresh = list.passages.filter { !known.contains($0.storyID) }
      passages += fresh
      offset += size
      if fresh.isEmpty { break }
    } while query.all && !isWhole
    // The API has no selectors, so they are applied here.
    let type = query.filter.contentType
    var groups = PassageGroup.groups(of: passages)
    if let prefix = query.filter.startsWith { groups.removeAll { !$0.best.slug.hasPrefix(prefix) } }
    let count = try await run.deliver(groups, only: type)
    return run.summary(self, count: count, total: query.offset + groups.count, isExact: isWhole && type == nil)
  }
}
