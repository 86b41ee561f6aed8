import Core
import Storyblok

/// Delivery for backends that return passages.
extension SearchRun {
  /// Delivers the stories of passages that were joined with the lists.
  ///
  /// - Returns: the number of stories delivered.
  func deliver(_ groups: some Collection<PassageGroup>, _ join: PassageJoin) async throws(Failure) -> Int {
    let readsWhole = query.full || query.scope.language != nil
    guard readsWhole, client.listsAreBare ?? true else {
      try await deliver(groups, join.stories)
      return groups.count
    }
    if query.full { noteCost(of: groups.count) }
    var rest = Array(groups)[...]
    try await self.readWhole(rest.map(\.best.storyID)) { (stories) throws(Failure) in
      // Groups whose stories cannot be read keep their place.
      let last = rest.firstIndex { $0.best.storyID == stories.last?.id } ?? rest.startIndex - 1
      let whole = Dictionary(stories.map { ($0.id, $0) }) { $1 }
      try await deliver(rest[...last], join.stories.merging(whole) { $1 })
      rest = rest[(last + 1)...]
    }
    try await deliver(rest, join.stories)
    if query.full, !groups.isEmpty { noteDrafts() }
    return groups.count
  }

  private func deliver(_ groups: some Collection<PassageGroup>, _ stories: [Int64: Story]) async throws(Failure) {
    guard !groups.isEmpty else { return }
    let links = await links()
    let isTranslated = query.scope.language != nil
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
