import Core
import Index
import Storyblok

/// The local index: words and vectors in a file.
struct IndexBackend: SearchBackend {
  /// The name in options and documents.
  static let word = "index"
  let name = word
  let title = "local index"
  let asFallback = "looking for a local index"
  let manner: String? = "by words"
  let manual = "index searches the local index, by words, and by meaning where it has vectors"
  let term = TermUse.optional
  let takesNames = true

  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool {
    failure.reason == .indexAbsent || failure.reason == .indexUnusable
  }

  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary {
    let isAsked = run.query.backend == name
    do throws(Failure) {
      guard let session = run.index else { throw LocalIndex.noFolder() }
      let subject = try await subject(run, session, isAsked: isAsked)
      return try await search(run, session, subject, isAsked: isAsked)
    } catch {
      // A file that is there and of no use is worth a word; one that is not there is not.
      if !isAsked, error.reason == .indexUnusable {
        run.client.noticeOnce("index", "the local index is left aside: " + error.remedy)
      }
      throw error
    }
  }

  /// What the index of this run is of. The space is waited for only if there may be a file.
  private func subject(
    _ run: SearchRun, _ session: IndexSession, isAsked: Bool
  ) async throws(Failure) -> IndexSubject {
    let folder = session.index.folder
    if !isAsked {
      let known = try folder.subjects()
      let space = run.client.knownSpace
      guard known.contains(where: { (space ?? $0.space) == $0.space }) else { throw absence(run) }
    }
    if run.client.knownSpace == nil || run.client.listsAreBare == nil { _ = await run.links() }
    guard let space = run.client.knownSpace, let isManagement = run.client.listsAreBare else {
      // The space says why it cannot be read.
      _ = try await run.client.space()
      throw absence(run)
    }
    let scope = run.query.scope
    return IndexSubject(
      space: space, version: scope.version == .draft ? .draft : .published, language: scope.language,
      family: isManagement ? .management : .delivery)
  }

  private func search(
    _ run: SearchRun, _ session: IndexSession, _ subject: IndexSubject, isAsked: Bool
  ) async throws(Failure) -> SearchSummary {
    let folder = session.index.folder
    // What a list of this token does not tell, its index does not tell either.
    try run.query.filter.check(management: subject.family == .management, in: run.query.scope)
    let reader = try IndexReader.open(subject, in: folder, log: run.log)
    try checkWhole(reader, run, isAsked: isAsked)
    let term = run.query.filter.term
    // The space is compared while the question's vector is made.
    let state = reader.updatedAt.map {
      IndexState(
        subject: subject, language: run.query.scope.language, updatedAt: $0, cacheVersion: reader.cacheVersion)
    }
    let client = run.client
    async let refreshed = refresh(session, state, client)
    var vector: (values: [Float], isNew: Bool)?
    if let term, let vectors = reader.vectors {
      vector = await session.vector(
        of: term, model: vectors.model, dimensions: vectors.dimensions, known: try reader.knownVector(of: term))
    }
    let freshness = await refreshed
    let isStale = if case .stale = freshness { true } else { false }
    if let term, let vector, vector.isNew {
      reader.keep(vector.values, of: term, at: run.clock.seconds, in: folder, log: run.log)
    }
    let search = IndexSearch(reader: reader, log: run.log)
    return try await deliver(run, search, IndexSelection(run.query, subject), vector?.values, isStale: isStale)
  }

  private func refresh(
    _ session: IndexSession, _ state: IndexState?, _ client: StoryblokClient
  ) async -> IndexFreshness {
    guard let state else { return .unknown }
    return await session.refresh(state, client: client)
  }

  /// An index whose first build was not finished serves only who asks for it.
  private func checkWhole(_ reader: IndexReader, _ run: SearchRun, isAsked: Bool) throws(Failure) {
    guard reader.updatedAt == nil else { return }
    guard isAsked else { throw absence(run) }
    run.log.warn(
      "the index was never finished, so stories are missing: " + reader.subject.update,
      changesResult: true)
  }

  /// - Parameter isStale: whether stories of the index may be gone from the space, so that the lists are asked for them.
  private func deliver(
    _ run: SearchRun, _ search: IndexSearch, _ selection: IndexSelection, _ vector: [Float]?, isStale: Bool
  ) async throws(Failure) -> SearchSummary {
    let query = run.query
    let found = try search.find(query, selection, vector: vector, isPaged: !selection.isIncomplete)
    if query.filter.isOnlyIDs, found.total == 0 {
      throw NoSuchStory(client: run.client, scope: query.scope).failure(of: query.filter.ids.map(String.init))
    }
    let isJoined =
      selection.isIncomplete || query.full || isStale && found.items.count <= PassageJoin.mostSorted
    var summary: SearchSummary
    if isJoined {
      var join = PassageJoin(run)
      var groups = try search.reader.hits(of: found.items).map { group($0) }
      groups = try await join.selected(groups)
      if selection.isIncomplete {
        if query.filter.sort != nil { groups = Array(groups.prefix(PassageJoin.mostSorted)) }
        let total = groups.count
        let rest = try await join.sorted(groups).dropFirst(query.offset)
        let count = try await run.deliver(query.all ? rest : rest.prefix(query.limit), join)
        summary = run.summary(self, count: count, total: total, isExact: false)
      } else {
        let count = try await run.deliver(groups, join)
        let gone = found.items.count - groups.count
        summary = run.summary(self, count: count, total: found.total - gone, isExact: found.isExact && gone == 0)
      }
    } else {
      let links = await run.links()
      let stories = try search.reader.hits(of: found.items).map { search.story($0, links) }
      try await run.deliver(stories)
      summary = run.summary(self, count: stories.count, total: found.total, isExact: found.isExact)
    }
    if search.reader.subject.family == .delivery, summary.count > 0 { run.noteStates() }
    summary.manner = found.manner
    if search.reader.subject.version == .draft { summary.version = .draft }
    return summary
  }

  /// A hit in the form in which other engines find stories.
  private func group(_ hit: IndexHit) -> PassageGroup {
    let excerpts = hit.passages.map(\.text).filter { !$0.isBlank }
    return PassageGroup(
      best: Passage(
        storyID: hit.story.id, name: hit.story.name, slug: hit.story.slug, text: excerpts.first, score: hit.score),
      excerpts: excerpts)
  }

  private func absence(_ run: SearchRun) -> Failure {
    let scope = run.query.scope
    let subject = IndexSubject(
      space: run.client.knownSpace ?? 0, version: scope.version == .draft ? .draft : .published,
      language: scope.language, family: run.client.listsAreBare == true ? .management : .delivery)
    var failure = Failure(
      .notFound, "there is no local index of this space", hint: "build it: \(subject.update)", service: "storyblok")
    failure.reason = .indexAbsent
    return failure
  }
}
