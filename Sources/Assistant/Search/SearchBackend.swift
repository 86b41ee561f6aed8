import Core
import Storyblok

/// A way to find stories. A new backend is a file in `Backends` and a line in `SearchBackends.all`.
protocol SearchBackend: Sendable {
  /// The name in options and documents: `strata`.
  var name: String { get }
  /// The name in a sentence: `Strata`.
  var title: String { get }
  /// The message when it replaces another backend: `searching by text`.
  var asFallback: String { get }
  /// The description after a number of stories: `by meaning`; nil if it only lists.
  var manner: String? { get }
  /// A clause for the manual: `strata finds by meaning`.
  var manual: String { get }
  /// Whether it returns the nearest stories, however far they are, so that their number counts nothing.
  var isByNearness: Bool { get }
  /// How it uses a term.
  var term: TermUse { get }
  /// Whether it selects stories by id or slug itself; others are joined with the list of them.
  var takesNames: Bool { get }

  /// Finds the stories of `run.query` and passes them to `run.deliver`.
  ///
  /// - Throws: `Failure` of Storyblok, the network or `run.deliver`.
  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary
  /// Whether `failure` means that the space does not support this backend, so that the next one is tried.
  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool
}

/// How a backend uses a term.
enum TermUse: Sendable {
  case required
  /// Without a term, it lists the selected stories.
  case optional
  /// It only lists stories.
  case unused
}

extension SearchBackend {
  var isByNearness: Bool { false }
  var takesNames: Bool { false }
  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool { false }
}
