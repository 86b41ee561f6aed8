/// The conditions that select stories. All must hold.
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
  /// The technical name of the root block.
  public var contentType: String?

  /// Selects all stories, or those that contain `term`.
  public init(term: String? = nil) { self.term = term }

  /// Each selector with its parameter in each API; nil if the API has none. The delivery API refuses unknown parameters
  /// (422). A value of nil is no condition.
  private var selectors: [Selector] {
    [
      Selector(term, management: "text_search", delivery: "search_term"),
      Selector(list: ids.map(String.init), "by_ids"),
      Selector(list: uuids, "by_uuids"),
      // A star alone selects every story.
      Selector(list: slugs == ["*"] ? [] : slugs, "by_slugs"),
      Selector(startsWith, management: "starts_with", delivery: "starts_with", strata: "starts_with"),
      Selector(
        contentType, management: "filter_query[component][in]", delivery: "content_type", strata: "content_type"),
    ]
  }

  /// The parameters of the management API's list.
  var managementQuery: StoryblokCall.Query { query(\.management) }

  /// The parameters of the delivery API's list.
  var deliveryQuery: StoryblokCall.Query { query(\.delivery) }

  /// The parameters of a Strata search; selectors that it does not support are left out.
  var strataQuery: StoryblokCall.Query { query(\.strata) }

  /// Whether there is no condition.
  public var isEmpty: Bool { self == StoryFilter() }

  /// Whether stories are selected by id, uuid or slug.
  public var hasNames: Bool { !(ids.isEmpty && uuids.isEmpty && slugs.isEmpty) }

  /// Whether the stories are selected by name only.
  var isByName: Bool { term == nil && !(ids.isEmpty && uuids.isEmpty && slugs.allSatisfy { $0.contains("*") }) }

  private struct Selector {
    let value: String?
    let management, delivery, strata: String?

    init(_ value: String?, management: String, delivery: String, strata: String? = nil) {
      self.value = value
      self.management = management
      self.delivery = delivery
      self.strata = strata
    }

    init(list: [String], _ name: String) {
      self.init(list.isEmpty ? nil : list.joined(separator: ","), management: name, delivery: name)
    }
  }

  private func query(_ name: (Selector) -> String?) -> StoryblokCall.Query {
    selectors.compactMap { selector in
      guard let name = name(selector), let value = selector.value else { return nil }
      return (name, value)
    }
  }
}
