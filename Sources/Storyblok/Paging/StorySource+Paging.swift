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
    func take(_ page: StoryPage) async throws(Failure) {
      seen += page.items
      let stories = page.stories.dropFirst(skip).prefix(left)
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
        let pages = fetch(lastPage - firstPage) { (index) -> OrderedFetch<StoryPage>.Outcome in
          do throws(Failure) {
            let call = try list(filter, in: scope, page: firstPage + 1 + index, size: size)
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
          return page.items > 0
        }
      }
      result.total = max(total, result.delivered == 0 ? 0 : offset + result.delivered)
      result.isTotalExact = true
      return result
    }
    // Without a total, pages are read one by one until one is not full.
    var page = first
    var number = firstPage
    while page.items == size, left > 0 {
      number += 1
      page = try await stories(filter, in: scope, page: number, size: size)
      try await take(page)
    }
    result.total = seen
    result.isTotalExact = page.items < size && (offset == 0 || seen > offset)
    return result
  }

  /// A series of `count` requests, each sent by `fetch`.
  func fetch<Output: Sendable>(
    _ count: Int, _ fetch: @escaping @Sendable (Int) async -> OrderedFetch<Output>.Outcome
  ) -> OrderedFetch<Output> {
    OrderedFetch(
      count: count, environment: connection.environment, maxRefusedRounds: connection.configuration.attempts,
      fetch: fetch)
  }
}
