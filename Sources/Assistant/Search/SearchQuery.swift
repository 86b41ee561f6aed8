public import Core
public import Storyblok

/// What `sva search` and the assistant's search tool ask for.
public struct SearchQuery: Sendable, Equatable {
  /// Which stories. Its content type may be a near name: `blog post` for `blog_post`.
  public var filter: StoryFilter
  /// Which text of them.
  public var scope: StoryScope
  /// Stories wanted.
  public var limit: Int
  /// Stories left out at the beginning.
  public var offset: Int
  /// Whether every story is wanted, whatever `limit` says.
  public var all: Bool
  /// The name of the backend to search with; nil for the first that the space has.
  public var backend: String?
  /// Whether whole stories are wanted, with their content.
  public var full: Bool
  /// Whether links in whole stories that name their story by uuid only are looked up, for whoever shows links.
  public var resolvesLinks: Bool

  /// A query; by default for ten published stories.
  public init(
    _ filter: StoryFilter = StoryFilter(), in scope: StoryScope = StoryScope(), limit: Int = 10, offset: Int = 0,
    all: Bool = false, backend: String? = nil, full: Bool = false, resolvesLinks: Bool = false
  ) {
    self.filter = filter
    self.scope = scope
    self.limit = limit
    self.offset = offset
    self.all = all
    self.backend = backend
    self.full = full
    self.resolvesLinks = resolvesLinks
  }

  /// How many stories must be known to give those wanted; nil for all.
  var wanted: Int? { all ? nil : offset + limit }

  /// The query with an empty term taken for none.
  ///
  /// - Throws: `Failure` with code `usage` for a query that asks for nothing or for what its backend cannot do.
  public func checked() throws(Failure) -> SearchQuery {
    var query = self
    if let words = filter.term, !words.contains(where: { !$0.isWhitespace }) { query.filter.term = nil }
    guard !query.filter.isEmpty else {
      throw Failure(.usage, "search needs a term or a selector", hint: "for example: sva search hiking boots")
    }
    guard let name = backend else { return query }
    guard let backend = SearchBackends.all.first(where: { $0.name == name }) else {
      throw Failure(
        .usage, "there is no search backend \(name)",
        hint: "one of \(SearchBackends.choices.map(\.name).joined(separator: ", "))")
    }
    if query.filter.term == nil, backend.term == .required {
      throw Failure(
        .usage, "--backend \(name) needs a term",
        hint: "leave --backend out to list stories, or add words to look for")
    }
    if query.filter.hasNames, !backend.takesNames {
      throw Failure(
        .usage, "--id and --slug cannot be combined with --backend \(name), which selects by no name",
        hint: "leave --backend out: stories named are searched by text")
    }
    return query
  }
}
