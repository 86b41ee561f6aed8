public import Core

/// The conditions that select stories, and the order of their list. All conditions must hold; of a condition with
/// several values, one of them.
///
/// A new selector is a member here and a line in `selectors`.
public struct StoryFilter: Sendable, Equatable {
  /// Words that name, slug or content contain.
  public var term: String?
  /// Ids; empty for any.
  public var ids: [Int64] = []
  /// Uuids, which copies of a space share; empty for any.
  public var uuids: [String] = []
  /// Full slugs, in which `*` stands for any text; empty for any.
  public var slugs: [String] = []
  /// The beginning of the full slug.
  public var startsWith: String?
  /// The technical names of the root block; empty for any.
  public var contentTypes: [String] = []
  /// Tags; empty for any.
  public var tags: [String] = []
  /// Publication states; empty for any.
  public var states: [Story.State] = []
  /// When the story was last saved.
  public var updated = TimeRange()
  /// When the story was last published.
  public var published = TimeRange()
  /// Conditions on fields of the content, all of which must hold.
  public var fields: [FieldCondition] = []
  /// The technical names of blocks that the content uses at any depth; empty for any.
  public var blocks: [String] = []
  /// Stories that the content refers to. Before `StoryblokClient.resolve`: ids, uuids or slugs; after it: uuids.
  public var references: [String] = []
  /// The order; nil for the list's own.
  public var sort: StorySort?
  /// Ids, more than a request can name; nil for any. Lists are compared with them here.
  public internal(set) var among: Set<Int64>?
  /// Whether conditions exclude each other, so that no story can be selected.
  public internal(set) var isImpossible = false
  /// Whether the list is of all that a slug can name: folders too, in any state.
  var isLookup = false

  /// Selects all stories, or those that contain `term`.
  public init(term: String? = nil) { self.term = term }

  /// The content type, if there is one only.
  public var contentType: String? {
    get { contentTypes.count == 1 ? contentTypes.first : nil }
    set { contentTypes = newValue.map { [$0] } ?? [] }
  }

  /// Each condition, with the way in which each API applies it.
  func selectors(in scope: StoryScope) -> [StorySelector] {
    let selectors: [StorySelector?] = [
      .value(term, management: "text_search", delivery: "search_term"),
      .list(ids.map(String.init), "by_ids"),
      .list(uuids, "by_uuids"),
      // A star alone selects every story.
      .list(slugs == ["*"] ? [] : slugs, "by_slugs"),
      .value(startsWith, management: "starts_with", delivery: "starts_with", strata: "starts_with"),
      .contentTypes(contentTypes),
      .list(tags, "with_tag"),
      .states(states, in: scope),
      .range(updated, "updated_at") { $0.updatedAt },
      .range(published, "published_at") { $0.publishedAt },
      .fields(fields),
      .content(blocks, management: "contain_component") { $0.uses(block: $1) },
      .content(references, management: "reference_search") { $0.refers(to: $1) },
      .tested(among) { $1.contains($0.id) },
    ]
    return selectors.compactMap { $0 }
  }

  /// Checks that the lists of a token's API tell what the conditions ask for.
  ///
  /// - Parameter isManagement: the family of the token.
  /// - Throws: `Failure` with code `usage` for a condition that only the other API's lists tell.
  public func check(management isManagement: Bool, in scope: StoryScope) throws(Failure) {
    _ = try StoryNarrowing(self, in: scope, management: isManagement)
  }

  /// The parameters of a Strata search; selectors that it does not support are left out.
  var strataQuery: StoryblokCall.Query { selectors(in: StoryScope()).flatMap { $0.strata ?? [] } }

  /// Whether there is a condition, other than a term, that Strata does not support.
  public var exceedsStrata: Bool {
    var filter = self
    filter.term = nil
    return isImpossible || filter.selectors(in: StoryScope()).contains { $0.strata == nil }
  }

  /// Whether there is a condition other than a term.
  public var hasSelectors: Bool {
    var filter = self
    filter.term = nil
    return !filter.isEmpty
  }

  /// Whether there is no condition.
  public var isEmpty: Bool {
    var filter = self
    filter.sort = nil
    return filter == StoryFilter()
  }

  /// Whether stories are selected by id, uuid or slug.
  public var hasNames: Bool { !(ids.isEmpty && uuids.isEmpty && slugs.isEmpty) }

  /// Whether ids are the only condition.
  public var isOnlyIDs: Bool {
    var filter = self
    filter.ids = []
    return !ids.isEmpty && filter.isEmpty
  }

  /// Whether the stories are named, each by its id, uuid or slug.
  var isByName: Bool { term == nil && !(ids.isEmpty && uuids.isEmpty && slugs.allSatisfy { $0.contains("*") }) }

  /// Keeps to stories with these ids.
  public mutating func restrict(to wanted: [Int64]) {
    let kept = ids.isEmpty ? wanted : ids.filter(Set(wanted).contains)
    isImpossible = isImpossible || kept.isEmpty
    ids = kept
    boundIDs()
  }

  /// Moves more ids than a URL can hold to `among`.
  mutating func boundIDs() {
    guard ids.count > Self.mostIDs else { return }
    among = Set(ids).intersection(among ?? Set(ids))
    ids = []
  }

  /// The most ids of one request; more would make its URL too long for some servers.
  private static let mostIDs = 300
}
