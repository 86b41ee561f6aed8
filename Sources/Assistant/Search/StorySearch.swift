public import Core
public import Storyblok

/// Finds stories: the use case behind `sva search` and the assistant's search tool.
public struct StorySearch: Sendable {
  /// Takes stories as they are found.
  public typealias Deliver = ([StoryHit]) async throws(Failure) -> Void

  let client: StoryblokClient
  let environment: Environment
  let log: Log

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
    var stories: [StoryHit] = []
    let summary = try await run(query) { (hits) throws(Failure) in stories += hits }
    return SearchResult(stories: stories, summary: summary)
  }

  /// As `run(_:)`, but hands over stories as pages of them come, so that memory stays flat however many there are.
  ///
  /// - Throws: as `run(_:)`, and whatever `deliver` throws.
  public func run(_ query: SearchQuery, deliver: @escaping Deliver) async throws(Failure) -> SearchSummary {
    let query = try query.checked()
    if let mismatch = client.configuration.regionMismatch { log.warn(mismatch) }
    log.progress(query.term == nil ? "listing stories" : "searching the space")
    // The space is read beside the search, not before it.
    let links = Task { await self.links() }
    defer { links.cancel() }
    let deliver = query.full && query.resolvesLinks ? resolvingLinks(query.version, deliver) : deliver
    var finder = StoryFinder(search: self, query: query, deliver: deliver) { await links.value }
    let summary = try await finder.run()
    log.progress(nil)
    return summary
  }

  /// Delivers hits with the paths of the stories they link to. These are an extra: without them links are words.
  private func resolvingLinks(_ version: StoryVersion, _ deliver: @escaping Deliver) -> Deliver {
    { hits throws(Failure) in
      let open = hits.map { $0.story.map { ContentText.openLinks(in: $0) } ?? [] }
      let uuids = open.reduce(into: Set()) { $0.formUnion($1) }
      guard !uuids.isEmpty else { return try await deliver(hits) }
      let paths = try await client.paths(of: uuids, version: version)
      var hits = hits
      for index in hits.indices { hits[index].linkPaths = paths.filter { open[index].contains($0.key) } }
      try await deliver(hits)
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

extension SearchQuery {
  /// The query with an empty term taken for none.
  ///
  /// - Throws: `Failure` with code `usage` for a query that asks for nothing or for what cannot be combined.
  public func checked() throws(Failure) -> SearchQuery {
    var query = self
    if let words = term, !words.contains(where: { !$0.isWhitespace }) { query.term = nil }
    guard !query.isEmpty else {
      throw Failure(
        .usage, "search needs a term, or one of --id, --slug, --content-type and --starts-with",
        hint: "for example: sva search hiking boots",
        moreHints: ["to list the whole space: sva search --slug '*' --all"])
    }
    if query.term == nil, backend != .auto, backend != .fulltext {
      throw Failure(
        .usage, "--backend \(backend.rawValue) needs a term",
        hint: "leave --backend out to list stories, or add words to look for")
    }
    if query.isByName, backend == .strata || backend == .vsearches {
      throw Failure(
        .usage,
        "--id and --slug cannot be combined with --backend \(backend.rawValue), which selects by no name",
        hint: "leave --backend out: stories named are searched by text")
    }
    return query
  }
}
