public import Core
import Synchronization

/// What the text of stories names from outside them. It is looked up in batches and once in a run.
extension StoryblokClient {
  /// Notes the names of stories that were read anyway, so that they need no request.
  public func learn(_ stories: [Story], in scope: StoryScope) {
    known.withLock { $0.names.learn(stories, in: scope.language) }
  }

  /// Notes the names of stories that a list of links told.
  func learn(_ links: [LinkPage.Link]) {
    known.withLock { $0.names.learn(links) }
  }

  /// The names and labels for `needs`, as far as they are found.
  ///
  /// They are optional: after a failed request, text goes without the names that are missing, and a note says so.
  ///
  /// - Throws: `Failure` with code `interrupted`.
  public func names(for needs: ContentNeeds, in scope: StoryScope) async throws(Failure) -> ContentNames {
    guard !needs.isEmpty else { return ContentNames() }
    await lookups.lock()
    defer { lookups.unlock() }
    try await nameStories(needs.uuids, in: scope)
    try await labelOptions(needs)
    return known.withLock { known in
      var names = ContentNames()
      for uuid in needs.uuids { names.stories[uuid] = known.names.stories[uuid] }
      names.labels = known.labels.labels
      return names
    }
  }

  private func nameStories(_ uuids: Set<String>, in scope: StoryScope) async throws(Failure) {
    let names = known.withLock { $0.names }
    if names.isLost { return }
    let batches = names.batches(of: uuids)
    if !names.isFull, batches.joined().count < names.missing(uuids).count {
      known.withLock { $0.names.isFull = true }
      connection.log.note(
        "storyblok: a run looks up \(KnownNames.most) referenced stories; others are left out of the text")
    }
    do throws(Failure) {
      for batch in batches {
        var filter = StoryFilter()
        filter.uuids = batch
        let page = try await stories(
          filter, in: StoryScope(scope.version, language: scope.language), size: KnownNames.batch)
        known.withLock { $0.names.note(batch, found: page.stories, in: scope.language) }
      }
    } catch {
      if error.code == .interrupted { throw error }
      known.withLock { $0.names.isLost = true }
      connection.log.note("storyblok: referenced stories stay without names: \(error.sentence)")
    }
  }

  private func labelOptions(_ needs: ContentNeeds) async throws(Failure) {
    var labels = known.withLock { $0.labels }
    if labels.isDone { return }
    do throws(Failure) {
      try await ask { (source) throws(Failure) in try await source.addLabels(for: needs, to: &labels) }
    } catch {
      if error.code == .interrupted { throw error }
      labels.isDone = true
      connection.log.note("storyblok: options stay without labels: \(error.sentence)")
    }
    known.withLock { [labels] in $0.labels = labels }
  }

  /// Logs a notice once in a run.
  public func noticeOnce(_ name: String, _ text: @autoclosure () -> Remedy) {
    if known.withLock({ $0.notices.insert(name).inserted }) { connection.log.notice(text()) }
  }
}
