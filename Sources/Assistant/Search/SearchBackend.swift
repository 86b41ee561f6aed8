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
