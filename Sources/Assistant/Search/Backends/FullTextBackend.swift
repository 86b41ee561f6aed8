import Core
import Storyblok

/// The full text search of both APIs.
struct FullTextBackend: SearchBackend {
  let name = "fulltext"
  let title = "full text"
  let asFallback = "searching by text"
  let manner: String? = "by words"
  let manual = "fulltext by words"
  let term = TermUse.optional
  let takesNames = true

  /// Only a custom base URL may lack both Strata and lists.
  func isAbsent(_ failure: Failure, _ configuration: StoryblokConfiguration) -> Bool {
    failure.httpStatus == 404 && configuration.isCustomBase
  }

  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary {
    var listing = StoryListing(run, for: self)
    return try await listing.list()
  }
}
