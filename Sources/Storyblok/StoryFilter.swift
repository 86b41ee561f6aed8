/// Which stories are selected. All conditions hold at once.
///
/// A new selector is a member here and a line in `selectors`.
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

  /// All stories, or those that hold `term`.
  public init(term: String? = nil) { self.term = term }

  /// Each selector with the parameter that asks for it. The delivery API refuses parameters it does not know (422), and
  /// Strata narrows by few. A value of nil is no condition.
  private var selectors: [Selector] {
    [
      Selector(term, management: "text_search", delivery: "search_term"),
      Selector(list: ids.map(String.init), "by_ids"),
      Selector(list: uuids, "by_uuids"),
      // A star alone is every story: no condition at all.
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

  /// The parameters by which Strata narrows a search; selectors it does not know are not among them.
  var strataQuery: StoryblokCall.Query { query(\.strata) }

  /// Whether nothing at all says which stories are meant.
  public var isEmpty: Bool { self == StoryFilter() }

  /// Whether stories are selected by id, uuid or slug.
  public var hasNames: Bool { !(ids.isEmpty && uuids.isEmpty && slugs.isEmpty) }

  /// Whether the stories are named one by one.
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
