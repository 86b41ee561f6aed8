import Core
import HTTP
import Synchronization

/// The manifest of the delivery API: its links with dates.
extension DeliveryClient {
  /// The most links of a page.
  private static let linksPerPage = 1000
  /// The most pages that are asked for at once.
  private static let mostPages = 200

  /// One page of links, and how many there are in all.
  private typealias Page = (links: LinkPage, total: Int?)

  func manifest(
    in scope: StoryScope, known: [Int64: String]?, client: StoryblokClient,
    progress: @Sendable (Int, Int?) -> Void
  ) async throws(Failure) -> StoryManifest {
    // Requests that name the version are not redirected to it.
    if let version = client.known.withLock({ $0.space?.cacheVersion }) { note(version) }
    var manifest = StoryManifest()
    var seen: Set<Int64> = []
    var read = 0
    var next = 1
    // As many pages at once as there probably are; folders count too.
    var count = 1 + (known?.count ?? 0) / Self.linksPerPage
    while true {
      var isOver = false
      var total: Int?
      for page in try await links(in: scope, pages: next..<next + count) {
        let fresh = page.links.links.filter { seen.insert($0.id).inserted }
        let stories = fresh.filter { !$0.isFolder && (scope.version == .draft || $0.isPublished) }
        // The names that links tell are those of the default language.
        if scope.language == nil { client.learn(stories) }
        manifest.stamps += stories.map { link in
          StoryStamp(
            id: link.id, date: scope.version == .published ? link.publishedAt : link.updatedAt, slug: link.slug)
        }
        read += page.links.items
        total = page.total ?? total
        // A server that knows no pages sends all links, and would send them again.
        isOver = isOver || page.links.items < Self.linksPerPage || fresh.isEmpty
      }
      progress(manifest.stamps.count, nil)
      guard !isOver, total.map({ read < $0 }) ?? true else { return manifest }
      next += count
      let left = total.map { ($0 - read + Self.linksPerPage - 1) / Self.linksPerPage } ?? 1
      count = min(max(1, left), Self.mostPages)
    }
  }

  private func links(in scope: StoryScope, pages numbers: Range<Int>) async throws(Failure) -> [Page] {
    if numbers.count == 1 {
      return [try await connection.ask(call(in: scope, page: numbers.lowerBound), as: access, read: page(of:))]
    }
    let series = fetch(numbers.count) { (index, _) -> OrderedFetch<Page>.Outcome in
      await self.connection.outcome(
        self.call(in: scope, page: numbers.lowerBound + index), as: self.access, read: self.page(of:))
    }
    var pages: [Page] = []
    try await series.run(RateController(allowance: allowance)) { (page) throws(Failure) in
      pages.append(page)
      return true
    }
    return pages
  }

  private func call(in scope: StoryScope, page: Int) -> StoryblokCall {
    let query: StoryblokCall.Query = [
      ("version", scope.version.rawValue), ("include_dates", "1"), ("paginated", "1"),
      ("per_page", String(Self.linksPerPage)), ("page", String(page)),
    ]
    return StoryblokCall(.links, path("/links"), query: query + cached(scope), version: scope.version)
  }

  private func page(of response: Response) throws(Failure) -> Page {
    guard let page = try? LinkPage(response.body) else { throw connection.unreadable(response) }
    noteVersion(response)
    return (page, response.headers.count("Total"))
  }
}
