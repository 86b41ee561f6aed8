public import Core
import HTTP

extension StoryblokClient {
  /// What a walk through a list came to.
  public struct Walk: Sendable, Equatable {
    /// Stories delivered.
    public var delivered = 0
    /// Stories the whole list has.
    public var total = 0
    /// Whether `total` is what the service said, or all were seen.
    public var isTotalExact = false
    /// Whether stories not published were among them.
    public var sawDrafts = false

    /// A walk that found nothing.
    public init() {}
  }

  /// Goes through the stories that `filter` selects, in the list's order, pages fetched in parallel as fast as the
  /// service lets it be and delivered as they come.
  ///
  /// - Parameters:
  ///   - offset: stories left out at the beginning.
  ///   - limit: stories wanted; nil for all.
  ///   - deliver: takes the next stories, and how many there are in all where that is known.
  /// - Throws: `Failure` of a request, or of `deliver`.
  public func walk(
    _ filter: StoryFilter, offset: Int, limit: Int?,
    deliver: ([Story], Int?) async throws(Failure) -> Void
  ) async throws(Failure) -> Walk {
    let (first, access) = try await ask(
      { (access) throws(Failure) in
        let size = Self.pageSize(access, offset: offset, limit: limit)
        return try self.list(filter, page: offset / size + 1, size: size, as: access)
      }, read: { (response, access) throws(Failure) in (try self.page(response, access), access) })
    let size = Self.pageSize(access, offset: offset, limit: limit)
    var walk = Walk()
    var skip = offset % size
    var left = limit ?? .max
    var seen = offset - skip
    func take(_ page: StoryPage) async throws(Failure) {
      seen += page.items
      let stories = page.stories.dropFirst(skip).prefix(left)
      skip = 0
      left -= stories.count
      walk.delivered += stories.count
      walk.sawDrafts = walk.sawDrafts || stories.contains { $0.state == .draft || $0.state == .scheduled }
      try await deliver(Array(stories), first.total)
    }
    try await take(first)
    let firstPage = offset / size + 1
    if let total = first.total {
      let wanted = min(total, offset &+ min(limit ?? total, total))
      let lastPage = (max(wanted, 1) + size - 1) / size
      if lastPage > firstPage {
        let pages = pages(filter, from: firstPage + 1, count: lastPage - firstPage, size: size, as: access)
        var controller = RateController.storyblok(isManagement: access.isManagement)
        controller.succeeded(size: first.size)
        try await pages.run(controller) { (page) throws(Failure) in
          try await take(page)
          // Stories deleted meanwhile, or a count that was never true: there is nothing behind an empty page.
          return page.items > 0
        }
      }
      walk.total = max(total, walk.delivered == 0 ? 0 : offset + walk.delivered)
      walk.isTotalExact = true
      return walk
    }
    // A server that does not count is gone through page by page, until one is not full.
    var page = first
    var number = firstPage
    while page.items == size, left > 0 {
      number += 1
      page = try await self.stories(filter, page: number, size: size)
      try await take(page)
    }
    walk.total = seen
    walk.isTotalExact = page.items < size && (offset == 0 || seen > offset)
    return walk
  }

  /// Stories by id with their content, in the order given, delivered as they come; ids that do not exist are left out.
  /// The delivery API gives many at once, the management API one at a time, and always the draft.
  ///
  /// - Throws: `Failure` of a request, or of `deliver`.
  public func read(
    ids: [Int64], version: StoryVersion, deliver: (Story) async throws(Failure) -> Void
  ) async throws(Failure) {
    guard !ids.isEmpty else { return }
    if access == nil { _ = try await space() }
    if access == .delivery {
      var found: [Int64: Story] = [:]
      for story in try await summaries(ids: ids, version: version) { found[story.id] = story }
      for story in ids.compactMap({ found[$0] }) { try await deliver(story) }
    } else {
      try await singles(ids, version).run(.storyblok(isManagement: true)) { (story) throws(Failure) in
        if let story { try await deliver(story) }
        return true
      }
    }
  }

  /// Stories by id as lists give them, a hundred a request.
  ///
  /// - Throws: `Failure` of a request.
  public func summaries(ids: [Int64], version: StoryVersion) async throws(Failure) -> [Story] {
    var found: [Story] = []
    var filter = StoryFilter(version: version)
    for start in stride(from: 0, to: ids.count, by: 100) {
      filter.ids = Array(ids[start..<min(start + 100, ids.count)])
      found += try await self.stories(filter, size: 100).stories
    }
    return found
  }

  /// Single reads, nil for a story that does not exist.
  func singles(_ ids: [Int64], _ version: StoryVersion) -> OrderedFetch<Story?> {
    let access = access ?? candidates[0]
    return OrderedFetch(count: ids.count, environment: environment, patience: retry.maxAttempts) { index in
      await self.outcome(
        as: access, { () throws(Failure) in try self.single(ids[index], version, as: access) }
      ) {
        (response) throws(Failure) in
        response.status == 404 ? nil : try self.single(response, access)
      }
    }
  }

  private func pages(
    _ filter: StoryFilter, from first: Int, count: Int, size: Int, as access: Access
  ) -> OrderedFetch<StoryPage> {
    OrderedFetch(count: count, environment: environment, patience: retry.maxAttempts) { index in
      await self.outcome(
        as: access,
        { () throws(Failure) in try self.list(filter, page: first + index, size: size, as: access) }
      ) { (response) throws(Failure) in try self.page(response, access) }
    }
  }

  private func outcome<Output: Sendable>(
    as access: Access, _ call: () throws(Failure) -> StoryblokCall,
    read: (Response) throws(Failure) -> Output
  ) async -> OrderedFetch<Output>.Outcome {
    do throws(Failure) {
      let call = try call()
      let response = try await send(call, as: access, retry: retry, retriesThrottled: false)
      switch response.status {
      case 200..<300: return .done(try read(response), size: response.body.count)
      case 404: if case .story = call.subject { return .done(try read(response), size: response.body.count) }
      case 429:
        let asked = response.headers["Retry-After"].flatMap {
          HTTPDate.retryAfter($0, now: environment.clock.seconds)
        }
        return .refused(retryAfter: asked, throttled(StoryblokMessage.text(of: response)))
      default: break
      }
      return .failed(failure(response, of: call, as: access))
    } catch {
      return .failed(error)
    }
  }

  /// One request where one does; else what the rate limits make fastest: 25 a page at 50 requests a second beat 100 a
  /// page at 6 with the delivery API, the management API has one rate for all.
  private static func pageSize(_ access: Access, offset: Int, limit: Int?) -> Int {
    if let limit, offset == 0, limit <= 100 { return max(1, limit) }
    return access.isManagement ? 100 : 25
  }
}
