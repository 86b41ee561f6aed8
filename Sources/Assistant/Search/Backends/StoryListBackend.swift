import Core

/// Lists the selected stories without a search.
struct StoryListBackend: SearchBackend {
  let name = "stories"
  let title = "list"
  let asFallback = "listing stories"
  let manner: String? = nil
  let manual = "stories lists"
  let term = TermUse.unused
  let takesNames = true

  func search(_ run: SearchRun) async throws(Failure) -> SearchSummary {
    var listing = StoryListing(run, for: self)
    return try await listing.list()
  }
}
