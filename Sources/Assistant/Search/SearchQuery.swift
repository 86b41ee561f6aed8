public import Storyblok

/// What `sva search` and the assistant's search tool ask for.
public struct SearchQuery: Sendable, Equatable {
  /// Which search is used.
  public enum Backend: String, Sendable, CaseIterable {
    /// Strata, and full text where the space has no Strata.
    case auto
    /// By meaning.
    case strata
    /// By words.
    case fulltext
    /// The legacy search.
    case vsearches
  }

  /// What is looked for; nil to list what the selectors below select.
  public var term: String?
  /// Stories wanted.
  public var limit: Int
  /// Stories left out at the beginning.
  public var offset: Int
  /// Whether every story is wanted, whatever `limit` says.
  public var all: Bool
  /// Only these ids; none for any.
  public var ids: [Int64]
  /// Only these full slugs, `*` standing for anything; none for any.
  public var slugs: [String]
  /// Only this content type, by its technical name or nearly so (`blog post` for `blog_post`).
  public var contentType: String?
  /// Only stories whose full slug begins so.
  public var startsWith: String?
  /// Which version is searched.
  public var version: StoryVersion
  /// Which search is used.
  public var backend: Backend
  /// Whether whole stories are wanted, with their content.
  public var full: Bool
  /// Whether links in whole stories that name their story by uuid only are looked up, for whoever shows links.
  public var resolvesLinks: Bool

  /// A query; by default for ten published stories by `auto`.
  public init(
    term: String? = nil, limit: Int = 10, offset: Int = 0, all: Bool = false, ids: [Int64] = [],
    slugs: [String] = [], contentType: String? = nil, startsWith: String? = nil,
    version: StoryVersion = .published, backend: Backend = .auto, full: Bool = false, resolvesLinks: Bool = false
  ) {
    self.term = term
    self.limit = limit
    self.offset = offset
    self.all = all
    self.ids = ids
    self.slugs = slugs
    self.contentType = contentType
    self.startsWith = startsWith
    self.version = version
    self.backend = backend
    self.full = full
    self.resolvesLinks = resolvesLinks
  }

  /// Whether anything at all says which stories are meant.
  public var isEmpty: Bool { term == nil && ids.isEmpty && slugs.isEmpty && contentType == nil && startsWith == nil }

  /// Whether stories are named one by one.
  var isByName: Bool { !ids.isEmpty || !slugs.isEmpty }

  /// How many stories must be known to give those wanted; nil for all.
  var wanted: Int? { all ? nil : offset + limit }

  /// The selection as a list's filter.
  var filter: StoryFilter {
    var filter = StoryFilter(version: version)
    filter.term = term
    filter.ids = ids
    filter.slugs = slugs
    filter.startsWith = startsWith
    filter.contentType = contentType
    return filter
  }
}
