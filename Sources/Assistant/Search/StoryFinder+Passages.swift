import Core
import Storyblok

/// Searches that return passages: Strata and vsearches.
extension StoryFinder {
  /// One story and its passages, best first.
  struct Group: Sendable {
    var best: Passage
    var excerpts: [String]
  }

  mutating func strata(_ term: String) async throws(Failure) -> SearchSummary {
    var (groups, isWhole) = try await strataGroups(term)
    if groups.isEmpty, let asked = query.contentType {
      guard let type = try await nearContentType(asked, term) else {
        return summary(.strata, count: 0, total: 0, isExact: isWhole)
      }
      query.contentType = type
      (groups, isWhole) = try await strataGroups(term)
    }
    if query.all || query.offset > 0, !isWhole {
      log.notice(
        "Strata returns its nearest passages and no further pages; --backend fulltext lists every match")
    }
    let count = try await deliver(groups)
    return summary(.strata, count: count, total: groups.count, isExact: isWhole)
  }

  /// The stories nearest to `term`, and whether these are all there are. The service's limit counts passages, of which
  /// a story may have several, so more are asked for than stories are wanted.
  private func strataGroups(_ term: String) async throws(Failure) -> ([Group], isWhole: Bool) {
    let isFiltered = query.startsWith != nil || query.contentType != nil
    var request = query.wanted.map { min($0, 1000) * 3 } ?? 1000
    while true {
      let list = try await client.strata(
        term, limit: request, version: query.version, startsWith: query.startsWith,
        contentType: query.contentType)
      let cap = client.strataLimit(isFiltered: isFiltered)
      let groups = Self.grouped(list.passages)
      let isWhole = list.passages.count + list.skipped < min(request, cap)
      if isWhole || request >= cap || groups.count >= query.wanted ?? .max { return (groups, isWhole) }
      request = cap
    }
  }

  /// Passages by story, each story where its best passage stands.
  static func grouped(_ passages: [Passage]) -> [Group] {
    var groups: [Group] = []
    var places: [Int64: Int] = [:]
    // The order of the answer decides between equals.
    let ranked = passages.enumerated().sorted { a, b in
      let (x, y) = (a.element.score ?? -.infinity, b.element.score ?? -.infinity)
      return x == y ? a.offset < b.offset : x > y
    }
    for passage in ranked.map(\.element) {
      if let place = places[passage.storyID] {
        if let text = passage.text, !groups[place].excerpts.contains(text) {
          groups[place].excerpts.append(text)
        }
      } else {
        places[passage.storyID] = groups.count
        groups.append(Group(best: passage, excerpts: passage.text.map { [$0] } ?? []))
      }
    }
    return groups
  }

  mutating func vsearches(_ term: String) async throws(Failure) -> SearchSummary {
    if query.version == .draft {
      log.warn("vsearches cannot be asked for drafts: it searches what it searches")
    }
    var passages: [Passage] = []
    var offset = query.offset
    let size = query.all ? 100 : query.limit
    var isWhole = false
    repeat {
      let list = try await client.vsearches(term, limit: size, offset: offset)
      isWhole = list.passages.count + list.skipped < size
      // A server that ignores the offset would be asked for the same page for ever.
      let known = Set(passages.map(\.storyID))
      let fresh = list.passages.filter { !known.contains($0.storyID) }
      passages += fresh
      offset += size
      if fresh.isEmpty { break }
    } while query.all && !isWhole
    var groups = Self.grouped(passages)
    if let prefix = query.startsWith { groups.removeAll { !$0.best.slug.hasPrefix(prefix) } }
    let total = query.offset + groups.count
    query.limit = max(query.limit, groups.count)
    query.offset = 0
    let count = try await deliver(groups, only: query.contentType)
    return summary(.vsearches, count: count, total: total, isExact: isWhole && query.contentType == nil)
  }

  /// Fills in what passages do not tell, by one list call, and hands the wanted part over.
  private func deliver(_ groups: [Group], only type: String? = nil) async throws(Failure) -> Int {
    let rest = groups.dropFirst(query.offset)
    let wanted = Array(query.all ? rest : rest.prefix(query.limit))
    let stories = try await stories(wanted.map(\.best.storyID))
    let links = await links()
    var hits = wanted.map { group in hit(group, stories[group.best.storyID], links) }
    if let type {
      let near = ContentTypeName.nearest(type, among: Set(hits.compactMap(\.contentType)))
      hits.removeAll { $0.contentType != near }
    }
    if !hits.isEmpty { try await deliver(hits) }
    return hits.count
  }

  /// What lists tell of these stories. It is an extra: where it cannot be had, the passages stand alone.
  private func stories(_ ids: [Int64]) async throws(Failure) -> [Int64: Story] {
    guard !ids.isEmpty else { return [:] }
    var found: [Int64: Story] = [:]
    do throws(Failure) {
      if query.full {
        try await client.read(ids: ids, version: query.version) { (story) throws(Failure) in
          found[story.id] = story
        }
        noteDrafts()
      } else {
        for story in try await client.summaries(ids: ids, version: query.version) { found[story.id] = story }
      }
    } catch {
      if query.full || error.code == .interrupted { throw error }
      log.note("storyblok: content types and dates are missing: \(error.sentence)")
    }
    return found
  }

  private func hit(_ group: Group, _ story: Story?, _ links: StoryLinks) -> StoryHit {
    let best = group.best
    var hit = StoryHit(
      storyID: best.storyID, name: story?.name ?? best.name, slug: story?.slug ?? best.slug,
      contentType: story?.contentType, state: story?.state, body: group.excerpts.first, score: best.score,
      excerpts: group.excerpts, publishedAt: story?.publishedAt,
      url: links.site(slug: story?.slug ?? best.slug, path: story?.path),
      editorURL: links.editor(best.storyID))
    if query.full, let story {
      hit.story = story
      hit.body = ContentText(.plain).text(of: story)
    }
    return hit
  }

  /// The content type meant by `asked`, found among those of an unrestricted search; nil where none is near.
  private func nearContentType(_ asked: String, _ term: String) async throws(Failure) -> String? {
    let list = try await client.strata(
      term, limit: 100, version: query.version, startsWith: query.startsWith, contentType: nil)
    var ids: [Int64] = []
    for passage in list.passages where !ids.contains(passage.storyID) { ids.append(passage.storyID) }
    return chosen(
      asked, among: try await client.summaries(ids: Array(ids.prefix(100)), version: query.version))
  }
}
