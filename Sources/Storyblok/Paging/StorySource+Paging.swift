import Core

/// Lists of many pages.
extension StorySource {
  /// Delivers the stories that `filter` selects; see `StoryblokClient.pages`.
  func pages(
    _ filter: StoryFilter, in scope: StoryScope, offset: Int, limit: Int?,
    deliver: ([Story], Int?) async throws(Failure) -> Void
  ) async throws(Failure) -> PagingResult {
    if filter.isImpossible {
      var nothing = PagingResult()
      nothing.isTotalExact = true
      return nothing
    }
    guard let test = try narrowing(filter, in: scope).test else {
      return try await list(filter, in: scope, offset: offset, limit: limit, deliver: deliver)
    }
    // The API cannot narrow its list exactly, so all of it is read: otherwise the total would not be known.
    var matched = 0
    var delivered = 0
    var sawDrafts = false
    var result = try await list(filter, in: scope, offset: 0, limit: nil) { (page, _) throws(Failure) in
      let fitting = page.filter(test)
      let next = fitting.dropFirst(max(0, offset - matched)).prefix(limit.map { $0 - delivered } ?? .max)
      matched += fitting.count
      delivered += next.count
      sawDrafts = sawDrafts || next.contains { !$0.state.isLive }
      try await deliver(Array(next), nil)
    }
    result.delivered = delivered
    result.sawDrafts = sawDrafts
    result.total = matched
    return result
  }

  /// Delivers the list that the parameters of `filter` give, each story once.
  private func list(
    _ filter: StoryFilter, in scope: StoryScope, offset: Int, limit: Int?,
    deliver: ([Story], Int?) async throws(Failure) -> Void
  ) async throws(Failure) -> PagingResult {
    // A small list is read with one request.
    let size = limit.flatMap { offset == 0 && $0 <= 100 ? max(1, $0) : nil } ?? pageSize
    let firstPage = offset / size + 1
    let first = try await stories(filter, in: scope, page: firstPage, size: size, isTested: false)
    var taker = PageTaker(offset: offset, limit: limit, size: size)
    try await deliver(taker.take(first), first.total)
    guard let total = first.total else {
      // Without a total, pages are read one by one until one is not full, or repeats what was there.
      var page = first
      var number = firstPage
      while page.items == size, taker.left > 0, !taker.isStanding {
        number += 1
        page = try await stories(filter, in: scope, page: number, size: size, isTested: false)
        try await deliver(taker.take(page), nil)
      }
      if taker.isStanding { connection.log.warn(Remedy(PageTaker.standing), changesResult: true) }
      return taker.result(isEnd: page.items < size)
    }
    let wanted = min(total, offset &+ min(limit ?? total, total))
    let lastPage = (max(wanted, 1) + size - 1) / size
    var numbers = firstPage + 1..<max(lastPage + 1, firstPage + 1)
    for pass in 1...2 {
      try await pages(numbers, filter, in: scope, size: size, after: first.size) { (page) throws(Failure) in
        try await deliver(taker.take(page), total)
        // After deletions, or with a wrong total, an empty page is the last.
        return page.items > 0 && !taker.isStanding
      }
      // A story that moved up while the list was read came twice, and one that made room for it not at all.
      guard pass == 1, limit == nil, offset == 0, taker.mayHaveMissed, !taker.isStanding else { break }
      taker.isAgain = true
      numbers = 1..<lastPage + 1
    }
    let result = taker.result(isWhole: wanted == total)
    if let mismatch = result.mismatch { connection.log.warn(Remedy(mismatch), changesResult: true) }
    return result.result
  }

  /// Reads pages concurrently and hands them over in order, until `take` returns false.
  private func pages(
    _ numbers: Range<Int>, _ filter: StoryFilter, in scope: StoryScope, size: Int, after bytes: Int,
    take: (StoryPage) async throws(Failure) -> Bool
  ) async throws(Failure) {
    guard !numbers.isEmpty else { return }
    let pages = fetch(numbers.count) { (index, sizeLimit) -> OrderedFetch<StoryPage>.Outcome in
      do throws(Failure) {
        var call = try list(filter, in: scope, page: numbers.lowerBound + index, size: size)
        call.sizeLimit = sizeLimit
        return await connection.outcome(call, as: access, read: self.page)
      } catch {
        return .failed(error)
      }
    }
    var controller = RateController(allowance: allowance)
    controller.succeeded(size: bytes)
    try await pages.run(controller, deliver: take)
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
