import Core
import Storyblok

/// Joins the stories that an engine found with the lists: adds what passages lack, keeps to what the selectors select,
/// and leaves out stories that the lists no longer know.
struct PassageJoin {
  private let run: SearchRun
  /// The stories as lists return them, by id.
  private(set) var stories: [Int64: Story] = [:]
  private var asked: Set<Int64> = []
  /// Whether the lists could not be read, so that passages are delivered as they are.
  private var isBlind = false
  /// The most stories that the lists put in order: their ids must fit into one request.
  static let mostSorted = 300

  /// A join for `run`.
  init(_ run: SearchRun) { self.run = run }

  /// The groups whose stories the lists know and the selectors select, in the same order.
  ///
  /// - Throws: `Failure` of a request. Lists that only add dates and types may fail.
  mutating func selected(_ groups: [PassageGroup]) async throws(Failure) -> [PassageGroup] {
    let query = run.query
    let ids = groups.map(\.best.storyID).filter { asked.insert($0).inserted }
    // The space is asked for beside the search, and names the version of the cache, without which a list of a delivery
    // token is redirected: the first look has no time for that.
    if run.query.isLook { _ = await run.links() }
    if !ids.isEmpty, !isBlind {
      do throws(Failure) {
        for story in try await run.client.stories(among: ids, query.filter, in: query.scope) {
          // The management API lists drafts by id, also those that were published when the engine read them.
          if query.scope.version == .draft || story.state.isLive { stories[story.id] = story }
        }
      } catch {
        let isNeeded = query.filter.hasSelectors || query.scope.release != nil || query.full
        if isNeeded || error.code == .interrupted { throw error }
        isBlind = true
        let missing = Remedy(
          "the list of stories cannot be read, so content types, states, tags and dates are missing, and stories that "
            + "are gone may be among these: \(error.sentence)")
        // What the first look finds is not shown unless the model rests on it.
        if query.isLook { run.log.note(missing) } else { run.log.warn(missing, changesResult: true) }
      }
    }
    return isBlind ? groups : groups.filter { stories[$0.best.storyID] != nil }
  }

  /// The groups in the order that the query asks for, which the lists give.
  func sorted(_ groups: [PassageGroup]) async throws(Failure) -> [PassageGroup] {
    guard run.query.filter.sort != nil, groups.count > 1 else { return groups }
    var filter = StoryFilter()
    filter.sort = run.query.filter.sort
    filter.ids = groups.map(\.best.storyID)
    var places: [Int64: Int] = [:]
    _ = try await run.client.pages(filter, in: run.query.scope, offset: 0, limit: nil) { (stories, _) throws(Failure) in
      for story in stories { places[story.id] = places.count }
    }
    return groups.enumerated().sorted { a, b in
      let (x, y) = (places[a.element.best.storyID] ?? .max, places[b.element.best.storyID] ?? .max)
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }
}
