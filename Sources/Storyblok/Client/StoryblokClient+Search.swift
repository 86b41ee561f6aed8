public import Core
import HTTP

extension StoryblokClient {
  /// The most passages one Strata request gives: fewer where a prefix or a content type is asked for
  /// (storyblok.com/docs/api/management/strata/search, …/content-delivery/v2/strata/search).
  public func strataLimit(isFiltered: Bool) -> Int {
    if isFiltered { return 50 }
    return (access ?? candidates[0]).isManagement ? 1000 : 100
  }

  /// The passages nearest in meaning to `term`, best first; a story may have several.
  ///
  /// - Parameter limit: passages wanted, cut to what the API gives.
  /// - Throws: `Failure`, `accessDenied` or `notFound` among them where the space has no Strata.
  public func strata(
    _ term: String, limit: Int, version: StoryVersion, startsWith: String? = nil, contentType: String? = nil
  ) async throws(Failure) -> PassageList {
    try await ask(
      { (access) throws(Failure) in
        let cap = startsWith != nil || contentType != nil ? 50 : access.isManagement ? 1000 : 100
        var query = [("q", term), ("version", version.rawValue), ("limit", String(max(1, min(limit, cap))))]
        if let startsWith { query.append(("starts_with", startsWith)) }
        if let contentType { query.append(("content_type", contentType)) }
        let path = try access.isManagement ? self.spacePath() + "/strata/search" : "/strata/search"
        return StoryblokCall(.strata, path, query: query.map { (name: $0.0, value: $0.1) }, version: version)
      }, read: passages)
  }

  /// The hits of the legacy search. Storyblok no longer documents it and may take it away.
  ///
  /// - Throws: `Failure`; `usage` with a delivery token, which this API does not take.
  public func vsearches(_ term: String, limit: Int, offset: Int) async throws(Failure) -> PassageList {
    try await ask(
      { (access) throws(Failure) in
        guard access.isManagement else {
          throw Failure(
            .usage, "vsearches needs a management token, and this is a delivery token",
            hint: "leave --backend out: auto uses what the token opens", service: "storyblok")
        }
        return StoryblokCall(
          .vsearches, try self.spacePath() + "/vsearches",
          query: [("term", term), ("limit", String(limit)), ("offset", String(offset))])
      }, read: passages)
  }

  private func passages(_ response: Response, _ access: Access) throws(Failure) -> PassageList {
    guard let list = try? PassageList(response.body) else { throw unreadable(response) }
    warnSkipped(list.skipped)
    return list
  }

  func warnSkipped(_ count: Int) {
    if count > 0 {
      log.warn(
        "\(count) item\(count == 1 ? "" : "s") of Storyblok's answer had no id or slug and were left out")
    }
  }
}
