/// Which stories a list is to hold. All conditions hold at once.
public struct StoryFilter: Sendable, Equatable {
  /// Words to be found in name, slug or content.
  public var term: String?
  /// Ids; none for any.
  public var ids: [Int64] = []
  /// Ids that stay the same in copies of a space; none for any.
  public var uuids: [String] = []
  /// Full slugs, `*` standing for anything; none for any.
  public var slugs: [String] = []
  /// The beginning of the full slug.
  public var startsWith: String?
  /// The technical name of the root block.
  public var contentType: String?
  /// Which stories: those published, or all in their draft.
  public var version: StoryVersion

  /// Stories of `version`, all of them.
  public init(version: StoryVersion = .published) { self.version = version }

  /// Whether the stories are named one by one.
  public var isByName: Bool { term == nil && !(ids.isEmpty && uuids.isEmpty && slugs.allSatisfy { $0.contains("*") }) }

  /// The query of the API that `access` opens. Unknown parameters are refused by the delivery API (422), so each has
  /// its own names.
  func query(for access: Access) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    if let term { query.append((access.isManagement ? "text_search" : "search_term", term)) }
    if !ids.isEmpty { query.append(("by_ids", ids.map(String.init).joined(separator: ","))) }
    if !uuids.isEmpty { query.append(("by_uuids", uuids.joined(separator: ","))) }
    // A star alone is every story: no condition at all.
    if !slugs.isEmpty, slugs != ["*"] { query.append(("by_slugs", slugs.joined(separator: ","))) }
    if let startsWith { query.append(("starts_with", startsWith)) }
    if access.isManagement {
      if let contentType { query.append(("filter_query[component][in]", contentType)) }
      // Folders are in the management API's list too. What is asked for by name is shown whatever its state.
      if !isByName {
        query.append(("story_only", "1"))
        if version == .published { query.append(("is_published", "1")) }
      }
    } else {
      if let contentType { query.append(("content_type", contentType)) }
      query.append(("version", version.rawValue))
    }
    return query
  }
}
