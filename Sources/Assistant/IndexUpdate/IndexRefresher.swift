import Core
public import Index
public import Storyblok

/// Brings small changes of a space into its index before a search, words only.
public struct IndexRefresher: IndexRefreshing {
  private let update: IndexUpdate
  /// How long it may take.
  private let patience: Duration
  /// The most stories that are read with a management token, one a request, and with a delivery token.
  private static let most = (management: 6, delivery: 100)
  /// How far the clocks of this machine and of Storyblok may differ, in seconds.
  private static let skew = 120.0

  /// A refresher that works like `update`, in at most two seconds.
  public init(_ update: IndexUpdate) { self.init(update, patience: .seconds(2)) }

  init(_ update: IndexUpdate, patience: Duration) {
    self.update = update
    self.patience = patience
  }

  public func refresh(_ index: IndexState, in folder: IndexFolder, client: StoryblokClient) async -> IndexFreshness {
    await withTaskGroup(of: IndexFreshness?.self) { group in
      group.addTask { await bringIn(index, client) }
      group.addTask {
        // It ends early only when the other was faster.
        try? await update.environment.clock.sleep(patience)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      guard let first else {
        update.log.note("index: the space did not answer within 2 s")
        return .stale(stories: nil)
      }
      return first
    }
  }

  private func bringIn(_ index: IndexState, _ client: StoryblokClient) async -> IndexFreshness {
    do throws(Failure) {
      var scope = StoryScope(index.subject.version == .draft ? .draft : .published, language: index.language)
      let space = try await IndexedSpace(client, scope, log: .silent)
      scope = space.scope
      guard space.subject == index.subject else { return .unknown }
      if try await isCurrent(index, space, client) { return .current }
      guard let lock = try IndexLock.take(index.subject, in: update.folder) else { return .stale(stories: nil) }
      let writer = try IndexWriter.open(
        lock, in: update.folder, builder: update.builder, random: update.environment.random(), log: update.log)
      let known = try writer.stamps()
      let manifest = try await update.checking(writer) { [scope] () throws(Failure) in
        try await client.manifest(in: scope, known: known)
      }
      let plan = IndexPlan(manifest, known: known)
      let changes = plan.read.count + plan.gone.count
      let most = index.subject.family == .management ? Self.most.management : Self.most.delivery
      guard plan.read.count <= most else { return .stale(stories: changes) }
      let words = try await update.updateWords(space, writer, lock, listed: manifest)
      return words.changed + words.removed == 0 ? .current : .refreshed(stories: words.changed + words.removed)
    } catch {
      update.log.note("index: not compared with the space: \(error.sentence)")
      return .unknown
    }
  }

  /// Whether the space says that nothing changed, with one request.
  private func isCurrent(
    _ index: IndexState, _ space: IndexedSpace, _ client: StoryblokClient
  ) async throws(Failure) -> Bool {
    if let version = space.cacheVersion, space.scope.version == .published { return version == index.cacheVersion }
    guard index.subject.family == .management else { return false }
    var filter = StoryFilter()
    filter.sort = StorySort("updated_at:desc")
    guard let newest = try await client.stories(filter, in: StoryScope(.draft), size: 1).stories.first?.updatedAt,
      let saved = TimeText(newest)?.seconds(now: 0), let then = TimeText(index.updatedAt)?.seconds(now: 0)
    else { return false }
    return saved < then - Self.skew
  }
}
