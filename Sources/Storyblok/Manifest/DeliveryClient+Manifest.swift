import Core
import HTTP

/// The manifest of the delivery API: its links with dates.
extension DeliveryClient {
  /// The most links of a page.
  private static let linksPerPage = 1000

  func manifest(
    in scope: StoryScope, known: [Int64: String]?, client: StoryblokClient,
    progress: @Sendable (Int, Int?) -> Void
  ) async throws(Failure) -> StoryManifest {
    var manifest = StoryManifest()
    var seen: Set<Int64> = []
    var read = 0
    var page = 1
    while true {
      let (links, items, total) = try await links(in: scope, page: page)
      let fresh = links.filter { seen.insert($0.id).inserted }
      let stories = fresh.filter { !$0.isFolder && (scope.version == .draft || $0.isPublished) }
      // The names that links tell are those of the default language.
      if scope.language == nil { client.learn(stories) }
      manifest.stamps += stories.map { link in
        StoryStamp(
          id: link.id, date: scope.version == .published ? link.publishedAt : link.updatedAt, slug: link.slug)
      }
      read += items
      progress(manifest.stamps.count, nil)
      // A server that knows no pages sends all links, and would send them again.
      guard items >= Self.linksPerPage, !fresh.isEmpty, total.map({ read < $0 }) ?? true else { return manifest }
      page += 1
    }
  }

  private func links(
    in scope: StoryScope, page: Int
  ) async throws(Failure) -> (links: [LinkPage.Link], items: Int, total: Int?) {
    let query: StoryblokCall.Query = [
      ("version", scope.version.rawValue), ("include_dates", "1"), ("paginated", "1"),
      ("per_page", String(Self.linksPerPage)), ("page", String(page)),
    ]
    let call = StoryblokCall(.links, path("/links"), query: query + cached(scope), version: scope.version)
    return try await connection.ask(call, as: access) { (response) throws(Failure) in
      guard let page = try? LinkPage(response.body) else { throw connection.unreadable(response) }
      noteVersion(response)
      return (page.links, page.items, response.headers["Total"].flatMap { Int($0) })
    }
  }
}
