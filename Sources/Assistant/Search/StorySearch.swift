public import Core
public import Storyblok

/// Finds stories: the use case behind `sva search` and the assistant's search tool.
public struct StorySearch: Sendable {
  /// Takes stories as they are found.
  public typealias Deliver = ([FoundStory]) async throws(Failure) -> Void

  let client: StoryblokClient
  private let environment: Environment
  private let log: Log

  /// A search over the space of `client`.
  public init(client: StoryblokClient, environment: Environment, log: Log) {
    self.client = client
    self.environment = environment
    self.log = log
  }

  /// The stories that `query` asks for.
  ///
  /// - Throws: `Failure`: `usage` for a query that asks for nothing or for what cannot be combined, `notFound` for an
  ///   id or slug that names no story, else what Storyblok or the network refuse.
  public func run(_ query: SearchQuery) async throws(Failure) -> SearchResult {
    var stories: [FoundStory] = []
    let summary = try await run(query) { (found) throws(Failure) in stories += found }
    return SearchResult(stories: stories, summary: summary)
  }

  /// As `run(_:)`, but hands over stories as pages of them come, so that memory stays flat however many there are.
  ///
  /// - Throws: as `run(_:)`, and whatever `deliver` throws.
  public func run(_ query: SearchQuery, deliver: @escaping Deliver) async throws(Failure) -> SearchSummary {
    let query = try query.checked()
    if let mismatch = client.configuration.regionMismatch { log.warn(Remedy(mismatch)) }
    log.progress(query.filter.term == nil ? "listing stories" : "searching the space")
    // The space is read beside the search, not before it.
    let links = Task { await self.links() }
    defer { links.cancel() }
    let deliver = query.full && query.resolvesLinks ? resolvingLinks(query.scope, deliver) : deliver
    let run = SearchRun(client: client, clock: environment.clock, log: log, query: query, deliver: deliver) {
      await links.value
    }
    let summary = try await run.start()
    log.progress(nil)
    return summary
  }

  /// Delivers stories with the paths of those they link to. These are an extra: without them links are words.
  private func resolvingLinks(_ scope: StoryScope, _ deliver: @escaping Deliver) -> Deliver {
    { stories throws(Failure) in
      let open = stories.map { $0.story.map { ContentText.openLinks(in: $0) } ?? [] }
      let uuids = open.reduce(into: Set()) { $0.formUnion($1) }
      guard !uuids.isEmpty else { return try await deliver(stories) }
      let paths = try await client.paths(of: uuids, in: scope)
      var stories = stories
      for index in stories.indices { stories[index].linkPaths = paths.filter { open[index].contains($0.key) } }
      try await deliver(stories)
    }
  }

  /// The space's links. They are an extra: a token that may not read the space still searches.
  private func links() async -> StoryLinks {
    do throws(Failure) {
      return StoryLinks(configuration: client.configuration, space: try await client.space())
    } catch {
      log.note("storyblok: no public URLs: \(error.sentence)")
      return StoryLinks(configuration: client.configuration, space: nil)
    }
  }
}
