import Core
import Storyblok

/// One way to find stories. A new one is a file in `Backends` and a line in `SearchBackends.all`.
protocol SearchBackend: Sendable {
  /// The name, in options and documents: `strata`.
  var name: String { get }
  /// What it is, in a sentence: `Strata`.
  var title: String { get }
  /// What it does when it takes another's place, in a message: `searching by text`.
  var asFallback: String { get }
  /// How it searches, in words after a number of stories: `by meaning`; nil where it only lists.
  var manner: String? { get }
  /// A clause for the manual: `strata finds by meaning`.
  var manual: String { get }
  /// What a term is to it.
  var term: TermUse { get }
  /// Whether stories can be named one by one, by id or slug.
  var takesNames: Bool { get }

  /// Finds the stories of `run.query` and hands them to `run.deliver`.
  ///
  /// - Throws: `Failure` of Storyblok, the network or `run.deliver`.
  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary
  /// Whether `failure` says that the space has no such search, so that the next backend is asked.
  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool
}

/// What a term is to a backend.
enum TermUse: Sendable {
  case required
  /// Without a term the selectors list what they select.
  case optional
  /// It only lists.
  case unused
}

extension SearchBackend {
  var takesNames: Bool { false }
  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool { false }
}

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
