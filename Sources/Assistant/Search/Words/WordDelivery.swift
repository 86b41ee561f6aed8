import Core
import Storyblok

/// Delivers what a search word by word found.
struct WordDelivery {
  private var run: SearchRun
  private let backend: any SearchBackend
  private var query: SearchQuery { run.query }
  private var isBare: Bool { run.client.listsAreBare ?? false }

  /// A delivery for `backend`.
  init(_ run: SearchRun, backend: any SearchBackend) {
    self.run = run
    self.backend = backend
  }

  /// Delivers the stories that the query wants.
  func deliver(_ found: WordSearch.Found) async throws(Failure) -> SearchSummary {
    if found.isList, query.filter.sort != nil || found.isTested {
      // The service sorts its own list. One that is narrowed here is read to its end, so that its total is known.
      var listing = StoryListing(run, for: backend)
      var summary = try await listing.list()
      summary.totalIsExact = summary.totalIsExact && found.isExact
      return summary
    }
    var found = found
    if query.filter.sort != nil { found.ranked = try await sorted(found.ranked) }
    let rest = found.ranked.dropFirst(query.offset)
    let wanted = Array(query.all ? rest : rest.prefix(query.limit))
    if !wanted.isEmpty { try await deliver(wanted) }
    var count = wanted.count
    var (total, isExact) = (found.total, found.isExact)
    var sawDrafts = wanted.contains { [.draft, .scheduled].contains($0.candidate.story.state) }
    if found.isList, found.total > found.listed, query.all || wanted.count < query.limit {
      let more = try await listRest(from: max(query.offset, found.listed), query.all ? nil : query.limit - wanted.count)
      count += more.count
      (total, isExact) = (more.total, more.totalIsExact && found.isExact)
      sawDrafts = sawDrafts || more.version == .draft
    } else if found.isCut, query.all || query.offset + query.limit > found.total {
      run.log.notice("full text was read word by word, the first stories of each: there may be more matches")
    }
    var summary = run.summary(backend, count: count, total: max(total, count), isExact: isExact)
    // The management API returns drafts for whole stories, and stories by name that were never published.
    if isBare, query.full || sawDrafts { summary.version = .draft }
    return summary
  }

  /// The stories in the order that the query asks for: lists sort, so they are listed again without the term.
  private func sorted(
    _ ranked: [(candidate: WordCandidates.Candidate, score: Double)]
  ) async throws(Failure) -> [(candidate: WordCandidates.Candidate, score: Double)] {
    var filter = query.filter
    filter.term = nil
    filter.restrict(to: ranked.map(\.candidate.story.id))
    var order: [Int64: Int] = [:]
    _ = try await run.client.pages(filter, in: query.scope, offset: 0, limit: nil) { (stories, _) throws(Failure) in
      for story in stories { order[story.id] = order.count }
    }
    return ranked.filter { order[$0.candidate.story.id] != nil }.sorted {
      order[$0.candidate.story.id] ?? 0 < order[$1.candidate.story.id] ?? 0
    }
  }

  /// The stories of the term's own list after those that were ranked, in the list's order.
  private func listRest(from offset: Int, _ limit: Int?) async throws(Failure) -> SearchSummary {
    var run = run
    run.query.offset = offset
    if let limit { run.query.limit = limit }
    var listing = StoryListing(run, for: backend)
    return try await listing.list()
  }

  private func deliver(_ ranked: [(candidate: WordCandidates.Candidate, score: Double)]) async throws(Failure) {
    let scores = Dictionary(ranked.map { ($0.candidate.story.id, $0.score) }) { first, _ in first }
    let listing = StoryListing(run, for: backend)
    let links = await run.links()
    func deliver(_ stories: [Story]) async throws(Failure) {
      guard !stories.isEmpty else { return }
      let names = try await run.names(for: stories)
      let found = stories.map { story in
        var found = listing.found(story, links, names)
        // Four decimals are enough to tell scores apart.
        found.score = scores[story.id].map { ($0 * 10_000).rounded() / 10_000 }
        return found
      }
      try await run.deliver(found)
    }
    let lacks = ranked.contains { $0.candidate.story.bytes.isEmpty || (query.full && isBare) }
    guard lacks else { return try await deliver(ranked.map(\.candidate.story)) }
    // Whole stories of a management token, and those whose content was not kept.
    if isBare { run.noteDrafts() }
    run.noteCost(of: ranked.count)
    try await run.readWhole(ranked.map(\.candidate.story.id)) { (stories) throws(Failure) in try await deliver(stories)
    }
  }
}
