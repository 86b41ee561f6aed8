import Core
import Storyblok

/// Delivery for backends that return passages.
extension SearchRun {
  /// Adds what passages lack with one list request, and delivers the stories.
  ///
  /// - Parameter type: the content type to filter by, if the search itself could not.
  /// - Returns: the number of stories delivered.
  func deliver(_ groups: [PassageGroup], only type: String? = nil) async throws(Failure) -> Int {
    let stories = try await stories(groups.map(\.best.storyID))
    let links = await links()
    var found = groups.map { self.found($0, stories[$0.best.storyID], links) }
    if let type {
      let near = ContentTypeName.nearest(type, among: Set(found.compactMap(\.contentType)))
      found.removeAll { $0.contentType != near }
    }
    if !found.isEmpty { try await deliver(found) }
    return found.count
  }

  /// The stories as lists return them. They are optional: if they cannot be read, the passages are delivered without
  /// them.
  private func stories(_ ids: [Int64]) async throws(Failure) -> [Int64: Story] {
    guard !ids.isEmpty else { return [:] }
    var found: [Int64: Story] = [:]
    do throws(Failure) {
      if query.full {
        try await client.read(ids: ids, in: query.scope) { (story) throws(Failure) in found[story.id] = story }
        noteDrafts()
      } else {
        for story in try await client.summaries(ids: ids, in: query.scope) { found[story.id] = story }
      }
    } catch {
      if query.full || error.code == .interrupted { throw error }
      log.note("storyblok: content types and dates are missing: \(error.sentence)")
    }
    return found
  }

  private func found(_ group: PassageGroup, _ story: Story?, _ links: StoryLinks) -> FoundStory {
    let best = group.best
    var found = FoundStory(
      id: best.storyID, name: story?.name ?? best.name, slug: story?.slug ?? best.slug,
      contentType: story?.contentType, state: story?.state, body: group.excerpts.first, score: best.score,
      excerpts: group.excerpts, publishedAt: story?.publishedAt,
      url: links.site(slug: story?.slug ?? best.slug, path: story?.path), editorURL: links.editor(best.storyID))
    if query.full, let story {
      found.story = story
      found.body = ContentText(.plain).text(of: story)
    }
    return found
  }
}
