import Storyblok

/// The backends there are.
public enum SearchBackends {
  /// All, in the order in which they are tried where none is chosen.
  static let all: [any SearchBackend] = [StrataBackend(), FullTextBackend(), VSearchesBackend(), StoryListBackend()]

  /// Those that a user can choose: what only lists needs no choice.
  static var choices: [any SearchBackend] { all.filter { $0.term != .unused } }

  /// The names of those that a user can choose.
  public static var names: [String] { choices.map(\.name) }

  /// What each of those does, for the manual: `strata finds by meaning, …`.
  public static var manual: String { choices.map(\.manual).joined(separator: ", ") }

  /// Those that can serve a checked query, in the order in which they are tried.
  static func candidates(for query: SearchQuery) -> [any SearchBackend] {
    guard query.filter.term != nil else { return all.filter { $0.term == .unused } }
    return choices.filter {
      (query.backend == nil || query.backend == $0.name) && ($0.takesNames || !query.filter.hasNames)
    }
  }
}
