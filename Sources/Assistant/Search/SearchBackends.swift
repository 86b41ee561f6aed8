import Storyblok

/// The list of backends.
public enum SearchBackends {
  /// All backends, in the order in which they are tried.
  static let all: [any SearchBackend] = [
    StrataBackend(), IndexBackend(), FullTextBackend(), VSearchesBackend(), StoryListBackend(),
  ]

  /// The backends that a user can choose; one that only lists is not among them.
  static var choices: [any SearchBackend] { all.filter { $0.term != .unused } }

  /// The names of the backends that a user can choose.
  public static var names: [String] { choices.map(\.name) }

  /// Descriptions for the manual: `strata finds by meaning, …`.
  public static var manual: String { choices.map(\.manual).joined(separator: ", ") }

  /// Whether the backend of that name returns the nearest stories, however far they are.
  static func isByNearness(_ name: String) -> Bool { all.contains { $0.name == name && $0.isByNearness } }

  /// The backends that can serve a checked query, in the order in which they are tried. Stories that are named are
  /// searched by text, unless a backend is asked for: they may be far from the nearest that others find.
  static func candidates(for query: SearchQuery) -> [any SearchBackend] {
    if query.filter.term == nil, query.backend != IndexBackend.word { return all.filter { $0.term == .unused } }
    return choices.filter {
      query.backend == $0.name || (query.backend == nil && ($0.takesNames || !query.filter.hasNames))
    }
  }
}
