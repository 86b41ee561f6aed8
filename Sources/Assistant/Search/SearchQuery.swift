public import Core
public import Storyblok

/// The query of `sva search` and of the search tool.
public struct SearchQuery: Sendable, Equatable {
  /// The selected stories. The content type may be a near name: `blog post` for `blog_post`.
  public var filter: StoryFilter
  /// The version, language and release.
  public var scope: StoryScope
  /// The most stories.
  public var limit: Int
  /// The number of stories left out at the beginning.
  public var offset: Int
  /// Whether all stories are returned, regardless of `limit`.
  public var all: Bool
  /// The name of the backend; nil for the first that the space supports.
  public var backend: String?
  /// Whether whole stories with their content are returned.
  public var full: Bool
  /// The style in which the stories' own text is shown; nil if none is. Only for text are names looked up.
  public var shownText: TextStyle?

  /// Whether it is the first look of `ask`: few requests, no search word by word, and no notice of what it could not do.
  var isLook = false

  /// A query; by default for ten published stories.
  public init(
    _ filter: StoryFilter = StoryFilter(), in scope: StoryScope = StoryScope(), limit: Int = 10, offset: Int = 0,
    all: Bool = false, backend: String? = nil, full: Bool = false, shownText: TextStyle? = nil
  ) {
    self.filter = filter
    self.scope = scope
    self.limit = limit
    self.offset = offset
    self.all = all
    self.backend = backend
    self.full = full
    self.shownText = shownText
  }

  /// The number of stories to find; nil for all.
  var wanted: Int? { all ? nil : offset + limit }

  /// Whether something selects the stories: a term, a condition, a release, or all of them.
  public var isSelective: Bool { !filter.isEmpty || scope.release != nil || all }

  /// The query with a blank term removed. Stories that are not published are drafts, and so are those of a release.
  ///
  /// - Throws: `Failure` with code `usage` for a query without term and selector, or for one that its backend does not
  ///   support.
  public func checked() throws(Failure) -> SearchQuery {
    var query = self
    if let words = filter.term, !words.contains(where: { !$0.isWhitespace }) { query.filter.term = nil }
    if filter.states.contains(where: { $0 != .published }) || scope.release != nil { query.scope.version = .draft }
    guard query.isSelective else {
      throw Failure(.usage, "search needs a term or a selector", hint: "for example: \(command: .search) hiking boots")
    }
    guard let name = backend else { return query }
    guard let backend = SearchBackends.all.first(where: { $0.name == name }) else {
      throw Failure(
        .usage, "there is no search backend \(name)",
        hint: "one of \(SearchBackends.choices.map(\.name).joined(separator: ", "))")
    }
    if query.filter.term == nil, backend.term == .required {
      throw Failure(
        .usage, "search backend \(name) needs a term",
        hint: "leave \(switch: .backend) out to list stories, or add words to look for")
    }
    return query
  }
}
