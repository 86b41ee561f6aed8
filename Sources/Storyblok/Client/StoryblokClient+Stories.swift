public import Core
import HTTP

extension StoryblokClient {
  /// One page of the stories that `filter` selects. The delivery API's lists hold the content, the management API's
  /// do not.
  ///
  /// - Parameters:
  ///   - page: from 1; one past the end is empty.
  ///   - size: stories a page, at most 100.
  /// - Throws: `Failure`.
  public func stories(_ filter: StoryFilter, page: Int = 1, size: Int = 100) async throws(Failure)
    -> StoryPage
  {
    try await ask(
      { (access) throws(Failure) in try self.list(filter, page: page, size: size, as: access) },
      read: self.page)
  }

  /// One story by id: the published or draft text with a delivery token, always the draft with a management token.
  ///
  /// - Throws: `Failure`, `notFound` among them.
  public func story(_ id: Int64, version: StoryVersion) async throws(Failure) -> Story {
    try await ask(
      { (access) throws(Failure) in try self.single(id, version, as: access) }, read: self.single)
  }

  func list(_ filter: StoryFilter, page: Int, size: Int, as access: Access) throws(Failure) -> StoryblokCall {
    var query = filter.query(for: access) + [("page", String(page)), ("per_page", String(size))]
    if let pair = cachePair(filter.version, access) { query.append(pair) }
    let path = try access.isManagement ? spacePath() + "/stories" : "/stories"
    return StoryblokCall(.stories, path, query: query, version: access.isManagement ? nil : filter.version)
  }

  func single(_ id: Int64, _ version: StoryVersion, as access: Access) throws(Failure) -> StoryblokCall {
    if access.isManagement { return StoryblokCall(.story(id), try spacePath() + "/stories/\(id)") }
    var query = [(name: "version", value: version.rawValue)]
    if let pair = cachePair(version, access) { query.append(pair) }
    return StoryblokCall(.story(id), "/stories/\(id)", query: query, version: version)
  }

  func page(_ response: Response, _ access: Access) throws(Failure) -> StoryPage {
    let total = response.headers["Total"].flatMap { Int($0) }.flatMap {
      (0...1 << 40).contains($0) ? $0 : nil
    }
    guard let page = try? StoryPage(response.body, total: total) else { throw unreadable(response) }
    learnCacheVersion(page.cacheVersion, response)
    warnSkipped(page.skipped)
    return page
  }

  func single(_ response: Response, _ access: Access) throws(Failure) -> Story {
    guard let (bytes, version) = try? Self.member("story", of: response.body), let bytes,
      let story = try? Story(bytes)
    else { throw unreadable(response) }
    learnCacheVersion(version, response)
    return story
  }

  private static func member(
    _ wanted: String, of body: [UInt8]
  ) throws(JSONFault) -> (ArraySlice<UInt8>?, cacheVersion: String?) {
    var found: ArraySlice<UInt8>?
    var version: String?
    var reader = JSONReader(body)
    try reader.members { (reader, name) throws(JSONFault) in
      switch name {
      case wanted: found = try reader.object()
      case "cv": version = try reader.text()
      default: try reader.skip()
      }
    }
    try reader.finish()
    return (found, version)
  }

  /// Drafts are never cached.
  func cachePair(_ version: StoryVersion, _ access: Access) -> (name: String, value: String)? {
    guard access == .delivery, version == .published, let cacheVersion else { return nil }
    return ("cv", cacheVersion)
  }

  /// The version stands in the body, or in the URL one was redirected to.
  private func learnCacheVersion(_ inBody: String?, _ response: Response) {
    let inURL = response.url.query?.split(separator: "&").first { $0.hasPrefix("cv=") }?.dropFirst(3)
    if let version = inBody ?? inURL.map(String.init) { remember(cacheVersion: version) }
  }
}
