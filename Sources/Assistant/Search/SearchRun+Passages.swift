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
    let isTranslated = query.scope.language != nil
    if query.full || isTranslated, client.listsAreBare ?? true {
      if query.full { noteCost(of: groups.count) }
      try await client.read(ids: groups.map(\.best.storyID), in: query.scope) { (story) throws(Failure) in
        stories[story.id] = story
      }
      if query.full { noteDrafts() }
    }
    let links = await links()
    let names =
      query.full || isTranslated ? try await names(for: groups.compactMap { stories[$0.best.storyID] }) : ContentNames()
    try await deliver(
      groups.map { group in
        var found = self.found(group, stories[group.best.storyID], links)
        guard let story = stories[found.id], story.content != nil else { return found }
        if isTranslated { translate(&found, story, names) }
        if query.full { add(story, names, to: &found) }
        return found
      })
    return groups.count
  }

  private func found(_ group: PassageGroup, _ story: Story?, _ links: StoryLinks) -> FoundStory {
    let best = group.best
    var found =
      story.map { FoundStory($0.translated(to: query.scope.language), links) }
      ?? FoundStory(
        id: best.storyID, name: best.name, slug: best.slug, url: links.site(slug: best.slug),
        editorURL: links.editor(best.storyID))
    found.body = group.excerpts.first
    found.score = best.score
    found.excerpts = group.excerpts
    return found
  }

  /// Replaces the passages, which are in the default language, with those of the story's text in the language that is
  /// read: around the words of the term, else from the beginning.
  private func translate(_ found: inout FoundStory, _ story: Story, _ names: ContentNames) {
    let text = plainText(of: story, names)
    guard !text.isBlank else { return }
    let passages = TermMatcher(query.filter.term ?? "").passages(in: text)
    found.excerpts = passages.isEmpty ? [TermMatcher.opening(of: text)] : passages
    found.body = found.excerpts.first
  }
}
