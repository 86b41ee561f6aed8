import Core
public import Index
public import Storyblok
import Synchronization

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

  /// Whether the space was seen to differ from the index.
  private final class Comparison: Sendable {
    private let differs = Mutex(false)
    var isDifferent: Bool { differs.withLock { $0 } }
    func noteDifference() { differs.withLock { $0 = true } }
  }

  /// What one request tells of the space.
  private enum State { case same, different, untold }

  public func refresh(_ index: IndexState, in folder: IndexFolder, client: StoryblokClient) async -> IndexFreshness {
    let comparison = Comparison()
    return await withTaskGroup(of: IndexFreshness?.self) { group in
      group.addTask { await bringIn(index, client, comparison) }
      group.addTask {
        // It ends early only when the other was faster.
        try? await update.environment.clock.sleep(patience)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      guard let first else {
        update.log.note("index: what changed was not read within 2 s")
        return comparison.isDifferent ? .stale(stories: nil) : .unknown
      }
      return first
    }
  }

  private func bringIn(
    _ index: IndexState, _ client: StoryblokClient, _ comparison: Comparison
  ) async -> IndexFreshness {
    do throws(Failure) {
      var scope = StoryScope(index.subject.version == .draft ? .draft : .published, language: index.language)
      let space = try await IndexedSpace(client, scope, log: .silent)
      scope = space.scope
      guard space.subject == index.subject else { return .unknown }
      switch try await state(index, space, client) {
      case .same: return .current
      case .different: comparison.noteDifference()
      case .untold: break
      }
      guard let lock = try IndexLock.take(index.subject, in: update.folder) else {
        update.log.note("index: another run brings it up to date")
        return .unknown
      }
      let writer = try IndexWriter.open(
        lock, in: update.folder, builder: update.builder, random: update.environment.random(), log: update.log)
      let known = try writer.stamps()
      let trusted = try writer.information().trusted(known)
      let manifest = try await update.checking(writer) { [scope] () throws(Failure) in
        try await client.manifest(in: scope, known: trusted)
      }
      let plan = IndexPlan(manifest, known: known)
      let changes = plan.read.count + plan.gone.count
      let most = index.subject.family == .management ? Self.most.management : Self.most.delivery
      if changes > 0 { comparison.noteDifference() }
      guard plan.read.count <= most else { return .stale(stories: changes) }
      let words = try await update.updateWords(space, writer, lock, listed: manifest)
      return words.changed + words.removed == 0 ? .current : .refreshed(stories: words.changed + words.removed)
    } catch {
      update.log.note("index: not compared with the space: \(error.sentence)")
      return .unknown
    }
  }

  /// Whether the space says that something changed, with one request. A management token tells which story was saved
  /// last and how many there are; a delivery token, the version of what is published.
  private func state(
    _ index: IndexState, _ space: IndexedSpace, _ client: StoryblokClient
  ) async throws(Failure) -> State {
    if let version = space.cacheVersion, space.scope.version == .published {
      return version == index.cacheVersion ? .same : .different
    }
    guard index.subject.family == .management else { return .untold }
    var filter = StoryFilter()
    filter.sort = StorySort("updated_at:desc")
    let page = try await client.stories(filter, in: StoryScope(.draft), size: 1)
    let reader = try IndexReader.open(index.subject, in: update.folder, log: update.log)
    guard !reader.isOpen, try page.total == reader.list(IndexFilter(), limit: 0).total else { return .different }
    guard let newest = page.stories.first?.updatedAt, let saved = TimeText(newest)?.seconds(now: 0),
      let then = TimeText(index.updatedAt)?.seconds(now: 0)
    else { return .untold }
    if saved < then - Self.skew { return .same }
    return saved > then + Self.skew ? .different : .untold
  }
}
