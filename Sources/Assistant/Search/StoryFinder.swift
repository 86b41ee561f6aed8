import Core
import Storyblok

/// One search under way: chooses the API and puts what it answers into one shape.
struct StoryFinder {
  let search: StorySearch
  var query: SearchQuery
  let deliver: StorySearch.Deliver
  let links: () async -> StoryLinks

  var client: StoryblokClient { search.client }
  var log: Log { search.log }

  mutating func run() async throws(Failure) -> SearchSummary {
    guard let term = query.term, !query.isByName else { return try await list() }
    switch query.backend {
    case .strata: return try await strata(term)
    case .fulltext: return try await list()
    case .vsearches: return try await vsearches(term)
    case .auto: return try await auto(term)
    }
  }

  /// Strata, else words, else, with a base URL of the user's own that knows neither, the legacy search.
  private mutating func auto(_ term: String) async throws(Failure) -> SearchSummary {
    do throws(Failure) { return try await strata(term) } catch {
      guard error.meansAbsent else { throw error }
      log.note("storyblok: no Strata (\(error.sentence)); searching by text")
    }
    do throws(Failure) { return try await list() } catch {
      guard error.httpStatus == 404, client.configuration.isCustomBase else { throw error }
      log.note("storyblok: no full text (\(error.sentence)); using vsearches")
    }
    return try await vsearches(term)
  }
}

extension Failure {
  /// Whether it says that the API asked is not there, or not for this token or plan.
  fileprivate var meansAbsent: Bool { httpStatus.map { [402, 403, 404, 405, 501].contains($0) } ?? false }
}
