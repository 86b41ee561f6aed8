import Core
import Storyblok

/// The full text search of both APIs, word by word where the whole term finds too little.
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
    guard run.query.filter.term != nil else {
      var listing = StoryListing(run, for: self)
      return try await listing.list()
    }
    var run = run
    var found = WordSearch.Found()
    let asked = run.query.filter.contentTypes
    // A name that no content type can have is not requested.
    if asked.allSatisfy(ContentTypeName.isTechnical) { found = try await WordSearch(run).find() }
    if found.ranked.isEmpty, !asked.isEmpty, !run.query.isLook {
      run.query.filter.contentTypes = []
      let others = try await WordSearch(run).find().ranked.map(\.candidate.story)
      guard let types = try await run.contentTypes(asked, among: others), types != asked else {
        return run.summary(self, count: 0, total: 0, isExact: true)
      }
      run.query.filter.contentTypes = types
      found = try await WordSearch(run).find()
    }
    return try await WordDelivery(run, backend: self).deliver(found)
  }
}
