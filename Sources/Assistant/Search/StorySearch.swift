public import Core
public import Storyblok

/// Finds stories: the use case of `sva search` and of the search tool.
public struct StorySearch: Sendable {
  /// Receives stories as they are found.
  public typealias Deliver = ([FoundStory]) async throws(Failure) -> Void

  let client: StoryblokClient
  let environment: Environment
  private var log: Log
  private let wordsNotice: DailyNotice
  private let index: IndexSession?

  /// A search in the space of `client`.
  ///
  /// - Parameter index: the local index; nil to leave it aside.
  public init(client: StoryblokClient, environment: Environment, log: Log, index: LocalIndex? = nil) {
    self.client = client
    self.environment = environment
    self.log = log
    wordsNotice = DailyNotice("words", environment: environment, log: log)
    self.index = index.map { IndexSession($0, environment: environment, log: log) }
  }

  /// The same search with its own messages passed to `log`.
  func logging(to log: Log) -> StorySearch {
    var copy = self
    copy.log = log
    return copy
  }

  /// The stories of `query`.
  ///
  /// - Throws: `Failure`: `usage` for a query that is empty or not supported, `notFound` for an id or slug that no
  ///   story has, else a failure of Storyblok or the network.
  public func run(_ query: SearchQuery) async throws(Failure) -> SearchResult {
    var stories: [FoundStory] = []
    let summary = try await run(query) { (found) throws(Failure) in stories += found }
    return SearchResult(stories: stories, summary: summary)
  }

  /// As `run(_:)`, but delivers stories page by page, so that memory stays flat.
  ///
  /// - Throws: as `run(_:)`, and what `deliver` throws.
  public func run(_ query: SearchQuery, deliver: @escaping Deliver) async throws(Failure) -> SearchSummary {
    var query = try query.checked()
    if let mismatch = client.configuration.regionMismatch { log.warn(Remedy(mismatch), changesResult: true) }
    log.progress(query.filter.term == nil ? "listing stories" : "searching the space")
    query.scope = try await client.checked(query.scope)
    // The space is requested concurrently with the search.
    let links = Task(executorPreference: RunExecutor.current) { await self.links() }
    defer { links.cancel() }
    // A refused request for drafts shows a token for what is published only once the token is known to work.
    if query.scope.version == .draft, client.listsAreBare == nil { _ = await links.value }
    query.filter = try await resolved(query)
    let run = SearchRun(
      client: client, clock: environment.clock, log: log, query: query, deliver: deliver, wordsNotice: wordsNotice,
      index: index
    ) { await links.value }
    let summary = try await run.start()
    log.progress(nil)
    return summary
  }

  /// The filter with slugs and references replaced by what lists take.
  ///
  /// - Throws: `Failure`; `notFound` if none of the named stories exists.
  private func resolved(_ query: SearchQuery) async throws(Failure) -> StoryFilter {
    let resolution = try await client.resolve(query.filter, in: query.scope)
    guard !resolution.missing.isEmpty else { return resolution.filter }
    let failure = NoSuchStory(client: client, scope: query.scope).failure(resolution)
    if resolution.missing.count == query.filter.slugs.count { throw failure }
    log.warn(Remedy(failure.sentence), changesResult: true)
    return resolution.filter
  }

  /// The links of the space. They are optional: a token that may not read the space can still search.
  private func links() async -> StoryLinks {
    do throws(Failure) {
      return StoryLinks(configuration: client.configuration, space: try await client.space())
    } catch {
      log.note("storyblok: no public URLs: \(error.sentence)")
      return StoryLinks(configuration: client.configuration, space: nil)
    }
  }
}
