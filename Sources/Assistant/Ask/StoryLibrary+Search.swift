import Core
public import Storyblok

extension StoryLibrary {
  /// The space of `client`, searched as `sva search` does it.
  public init(client: StoryblokClient, search: StorySearch, version: StoryVersion) {
    let reader = StoryReader(client: client, version: version)
    self.init(
      version: version.rawValue,
      search: { query throws(Failure) in
        let result = try await search.run(
          SearchQuery(term: query.term, limit: query.limit, contentType: query.contentType, version: version))
        return Findings(
          term: query.term, contentType: query.contentType, stories: result.stories.map(FoundStory.init),
          total: result.summary.total, isExact: result.summary.totalIsExact)
      },
      read: { ids throws(Failure) in
        guard !ids.isEmpty else { return [] }
        return try await reader.plainText(of: ids).map { story, text in
          // A management token reads drafts; what was not changed since reads the same when published.
          let isPublished = version == .published && story.state == .published
          return WholeStory(
            id: story.id, text: text, version: isPublished ? "published" : "draft", publishedAt: story.publishedAt)
        }
      })
  }
}

extension FoundStory {
  /// What a search returned, without the whole story.
  init(_ hit: StoryHit) {
    self.init(id: hit.storyID, name: hit.name, slug: hit.slug)
    contentType = hit.contentType
    body = hit.body
    score = hit.score
    excerpts = hit.excerpts
    publishedAt = hit.publishedAt
    url = hit.url
    editorURL = hit.editorURL
  }
}
