public import Core

extension StorySource {
  /// The pages of several lists; see `StoryblokClient.lists`.
  func lists(_ requests: [StoryListRequest], in scope: StoryScope) async throws(Failure) -> [StoryPage] {
    guard requests.count > 1 else {
      guard let one = requests.first else { return [] }
      return [try await stories(one.filter, in: scope, page: one.page, size: one.size)]
    }
    var pages: [StoryPage] = []
    let series = fetch(requests.count) { index, sizeLimit -> OrderedFetch<StoryPage>.Outcome in
      let request = requests[index]
      do throws(Failure) {
        var call = try list(request.filter, in: scope, page: request.page, size: request.size)
        call.sizeLimit = sizeLimit
        let test = try narrowing(request.filter, in: scope).test
        return await connection.outcome(call, as: access) { (response) throws(Failure) in
          try page(response).keeping(test)
        }
      } catch {
        return .failed(error)
      }
    }
    try await series.run(RateController(allowance: allowance)) { (page) throws(Failure) in
      pages.append(page)
      return true
    }
    return pages
  }
}

/// One page of one list of stories.
public struct StoryListRequest: Sendable, Equatable {
  /// The stories.
  public var filter: StoryFilter
  /// The page, from 1.
  public var page: Int
  /// Stories per page, at most 100.
  public var size: Int

  /// A request for a page.
  public init(_ filter: StoryFilter, page: Int = 1, size: Int = 100) {
    self.filter = filter
    self.page = page
    self.size = size
  }
}

extension StoryblokClient {
  /// One page of each of several lists, in the order of `requests`. They are sent concurrently, and again after a 429.
  ///
  /// - Throws: the first `Failure` of a request.
  public func lists(_ requests: [StoryListRequest], in scope: StoryScope) async throws(Failure) -> [StoryPage] {
    try await ask { (source) throws(Failure) in try await source.lists(requests, in: scope) }
  }
}
