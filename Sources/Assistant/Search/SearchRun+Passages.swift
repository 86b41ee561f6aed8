import Core
import Storyblok

/// Delivery for backends that return passages.
extension SearchRun {
  /// Delivers the stories of passages that were joined with the lists.
  ///
  /// - Returns: the number of stories delivered.
  func deliver(_ groups: some Collection<PassageGroup>, _ join: PassageJoin) async throws(Failure) -> Int {
    guard !groups.isEmpty else { return 0 }
    var stories = join.stories
    if query.full, client.listsAreBare ?? true {
      try await client.read(ids: groups.map(\.best.storyID), in: query.scope) { (story) throws(Failure) in
        stories[story.id] = story
      }
      noteDrafts()
    }
    let links = await links()
    try await deliver(groups.map { found($0, stories[$0.best.storyID], links) })
    return groups.count
  }

  private func found(_ group: PassageGroup, _ story: Story?, _ links: StoryLinks) -> FoundStory {
    let best = group.best
    var found =
      story.map { FoundStory($0, links) }
      ?? FoundStory(
        id: best.storyID, name: best.name, slug: best.slug, url: links.site(slug: best.slug),
        editorURL: links.editor(best.storyID))
    found.body = group.excerpts.first
    found.score = best.score
    found.excerpts = group.excerpts
    if query.full, let story, story.content != nil {
      found.story = story
      found.body = ContentText(.plain).text(of: story)
    }
    return found
  }
}
