import Core

/// The manifest of the management API: its list of stories, the one saved last first.
extension ManagementClient {
  /// The most pages that are read one after another for what changed last. More changes make it the whole list.
  private static let mostPages = 5

  func manifest(
    in scope: StoryScope, known: [Int64: String]?, client: StoryblokClient,
    progress: @Sendable (Int, Int?) -> Void
  ) async throws(Failure) -> StoryManifest {
    var filter = StoryFilter()
    filter.sort = StorySort("updated_at:desc")
    let scope = StoryScope(.draft, language: scope.language)
    if let known, let recent = try await recent(filter, in: scope, known, client) { return recent }
    var manifest = StoryManifest()
    _ = try await pages(filter, in: scope, offset: 0, limit: nil) { (stories, total) throws(Failure) in
      client.learn(stories, in: scope)
      manifest.stamps += stories.map { $0.stamp(.draft) }
      progress(manifest.stamps.count, total)
    }
    return manifest
  }

  /// What was saved after the last complete reading; nil if stories are gone, or if much changed.
  private func recent(
    _ filter: StoryFilter, in scope: StoryScope, _ known: [Int64: String], _ client: StoryblokClient
  ) async throws(Failure) -> StoryManifest? {
    var manifest = StoryManifest()
    manifest.isWhole = false
    var seen: Set<Int64> = []
    for number in 1...Self.mostPages {
      let page = try await stories(filter, in: scope, page: number, size: pageSize)
      client.learn(page.stories, in: scope)
      let fresh = page.stories.map { $0.stamp(.draft) }.filter { seen.insert($0.id).inserted }
      let changed = fresh.filter { $0.text == nil || known[$0.id] != $0.text }
      manifest.stamps += changed
      guard changed.isEmpty || page.items < pageSize else { continue }
      let new = manifest.stamps.count { known[$0.id] == nil }
      return page.total == known.count + new ? manifest : nil
    }
    return nil
  }
}
