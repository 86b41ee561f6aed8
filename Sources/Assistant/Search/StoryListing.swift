import Core
import Storyblok

/// Lists stories: full text of both APIs, and all selectors.
struct StoryListing {
  private var run: SearchRun
  private let backend: any SearchBackend

  /// A listing for `backend`.
  init(_ run: SearchRun, for backend: any SearchBackend) {
    self.run = run
    self.backend = backend
  }

  private var client: StoryblokClient { run.client }
  private var query: SearchQuery { run.query }
  private var filter: StoryFilter { run.query.filter }

  /// Lists the stories and delivers them.
  ///
  /// - Throws: `Failure`; `notFound` for an id or slug that no story has.
  mutating func list() async throws(Failure) -> SearchSummary {
    // A name that no content type can have is not requested.
    let asked = filter.contentTypes
    if asked.contains(where: { !ContentTypeName.isTechnical($0) }) {
      guard let types = try await nearContentTypes() else { return summary(PagingResult()) }
      run.query.filter.contentTypes = types
    }
    var result = try await pages()
    if result.delivered == 0, result.total == 0, !asked.isEmpty {
      if let types = try await nearContentTypes(), types != filter.contentTypes {
        run.query.filter.contentTypes = types
        result = try await pages()
      }
    }
    if client.listsAreBare == false, result.delivered > 0 { run.noteStates() }
    // Slugs were resolved before.
    if filter.isOnlyIDs, result.total == 0 {
      throw NoSuchStory(client: client, scope: query.scope).failure(of: filter.ids.map(String.init))
    }
    return summary(result)
  }

  private func pages() async throws(Failure) -> PagingResult {
    let meter = ProgressMeter(log: run.log, clock: run.clock)
    let limit = query.all ? nil : query.limit
    if query.full, client.listsAreBare ?? false { return try await readOneByOne(limit) }
    var seen = 0
    var bare: [Int64] = []
    let result = try await client.pages(filter, in: query.scope, offset: query.offset, limit: limit) {
      (stories, total) throws(Failure) in
      seen += stories.count
      if query.full, stories.contains(where: { $0.content == nil }) {
        run.client.learn(stories, in: query.scope)
        bare += stories.map(\.id)
        return
      }
      meter.show(seen, of: total.map { min($0, limit ?? $0) })
      try await deliver(stories)
    }
    if !bare.isEmpty { try await read(bare) }
    return result
  }

  /// The lists of the management API have no content: finds the ids first, then reads each story.
  private func readOneByOne(_ limit: Int?) async throws(Failure) -> PagingResult {
    var ids: [Int64] = []
    let result = try await client.pages(filter, in: query.scope, offset: query.offset, limit: limit) {
      (stories, _) throws(Failure) in
      run.client.learn(stories, in: query.scope)
      ids += stories.map(\.id)
    }
    try await read(ids)
    return result
  }

  private func read(_ ids: [Int64]) async throws(Failure) {
    run.noteDrafts()
    run.noteCost(of: ids.count)
    try await run.readWhole(ids) { (stories) throws(Failure) in try await deliver(stories) }
  }

  private func deliver(_ stories: [Story]) async throws(Failure) {
    guard !stories.isEmpty else { return }
    let links = await run.links()
    let showsText = query.full || filter.term != nil
    let names = showsText ? try await run.names(for: stories) : ContentNames()
    try await run.deliver(stories.map { found($0, links, names) })
  }

  /// The result for a story as lists return it, with the passages that hold words of the term.
  func found(_ story: Story, _ links: StoryLinks, _ names: ContentNames) -> FoundStory {
    var found = FoundStory(story.translated(to: query.scope.language), links)
    guard story.content != nil, query.full || filter.term != nil else { return found }
    if let term = filter.term { found.excerpts = TermMatcher(term).passages(in: run.plainText(of: story, names)) }
    found.body = found.excerpts.first
    if query.full { run.add(story, names, to: &found) }
    return found
  }

  /// The nearest existing content types, from the stories selected otherwise; nil if none is near.
  private func nearContentTypes() async throws(Failure) -> [String]? {
    var others = filter
    others.contentTypes = []
    return try await run.contentTypes(
      filter.contentTypes, among: try await client.stories(others, in: query.scope).stories)
  }

  private func summary(_ result: PagingResult) -> SearchSummary {
    var summary = run.summary(backend, count: result.delivered, total: result.total, isExact: result.isTotalExact)
    // The management API returns drafts for whole stories, and stories by name that were never published.
    if client.listsAreBare ?? false, query.full || result.sawDrafts { summary.version = .draft }
    return summary
  }
}
