import Core

/// Lists of many pages.
extension StorySource {
  /// Delivers the stories that `filter` selects; see `StoryblokClient.pages`.
  func pages(
    _ filter: StoryFilter, in scope: StoryScope, offset: Int, limit: Int?,
    deliver: ([Story], Int?) async throws(Failure) -> Void
  ) async throws(Failure) -> PagingResult {
    // A small list is read with one request.
    let size = limit.flatMap { offset == 0 && $0 <= 100 ? max(1, $0) : nil } ?? pageSize
    let firstPage = offset / size + 1
    let first = try await stories(filter, in: scope, page: firstPage, size: size)
    var result = PagingResult()
    var skip = offset % size
    var left = limit ?? .max
    var seen = offset - skip
    var known: Set<Int64> = []
    // Pages in a row without a story that is new: the server ignores the page, or many stories were added meanwhile.
    var repeated = 0
    func take(_ page: StoryPage) async throws(Failure) {
      let new = page.stories.filter { known.insert($0.id).inserted }
      repeated = new.isEmpty && page.items > 0 ? repeated + 1 : 0
      seen += page.items - (page.stories.count - new.count)
      let stories = new.dropFirst(skip).prefix(left)
      skip = 0
      left -= stories.count
      result.delivered += stories.count
      result.sawDrafts = result.sawDrafts || stories.contains { $0.state == .draft || $0.state == .scheduled }
      try await deliver(Array(stories), first.total)
    }
    try await take(first)
    if let total = first.total {
      let wanted = min(total, offset &+ min(limit ?? total, total))
      let lastPage = (max(wanted, 1) + size - 1) / size
      if lastPage > firstPage {
        let pages = fetch(lastPage - firstPage) { (index, sizeLimit) -> OrderedFetch<StoryPage>.Outcome in
          do throws(Failure) {
            var call = try list(filter, in: scope, page: firstPage + 1 + index, size: size)
            call.sizeLimit = sizeLimit
            return await connection.outcome(call, as: access, read: self.page)
          } catch {
            return .failed(error)
          }
        }
        var controller = RateController(allowance: allowance)
        controller.succeeded(size: first.size)
        try await pages.run(controller) { (page) throws(Failure) in
          try await take(page)
          // After deletions, or with a wrong total, an empty page is the last.
          return page.items > 0 && repeated < Self.mostRepeated
        }
      }
      result.total = max(total, result.delivered == 0 ? 0 : offset + result.delivered)
      result.isTotalExact = repeated < Self.mostRepeated
      if !result.isTotalExact { warnRepeated() }
      return result
    }
    // Without a total, pages are read one by one until one is not full.
    var page = first
    var number = firstPage
    while page.items == size, left > 0, repeated < Self.mostRepeated {
      number += 1
      page = try await stories(filter, in: scope, page: number, size: size)
      try await take(page)
    }
    result.total = seen
    result.isTotalExact = page.items < size && (offset == 0 || seen > offset)
    if repeated >= Self.mostRepeated { warnRepeated() }
    return result
  }

  /// The most pages in a row without a new story. Then the list ends.
  private static var mostRepeated: Int { 3 }

  private func warnRepeated() {
    connection.log.warn("Storyblok sent the same stories again for the next pages: the list ends here")
  }

  /// A series of `count` requests, each sent by `fetch`.
  func fetch<Output: Sendable>(
    _ count: Int, _ fetch: @escaping @Sendable (Int, Int?) async -> OrderedFetch<Output>.Outcome
  ) -> OrderedFetch<Output> {
    OrderedFetch(
      count: count, environment: connection.environment, maxRefusedRounds: connection.configuration.attempts,
      fetch: fetch)
  }
}
