import Core

/// One condition on stories, and the way in which each API applies it.
///
/// The delivery API refuses unknown parameters (422), and the management API ignores them. So each API gets parameters
/// of its own only; a condition for which an API has none is tested here with what its lists tell, or refused.
struct StorySelector: Sendable {
  /// Tests a story as a list tells it.
  typealias Test = @Sendable (Story) -> Bool

  /// How an API applies the condition.
  enum Rule: Sendable {
    /// By parameters of its list.
    case query(StoryblokCall.Query)
    /// By no parameter: the stories of the list are tested here.
    case test(Test)
    /// By parameters that narrow the list, and a test for the rest.
    case both(StoryblokCall.Query, Test)
    /// Not at all: its lists do not tell. The words follow "a delivery token does not tell".
    case untold(String)
  }

  /// The management API's list.
  let management: Rule
  /// The delivery API's list.
  let delivery: Rule
  /// The parameters of a Strata search; nil if it has none.
  var strata: StoryblokCall.Query?
}

extension StorySelector {
  /// A condition with one value; nil without a value.
  static func value(
    _ value: String?, management: String, delivery: String, strata: String? = nil
  ) -> StorySelector? {
    value.map { value in
      StorySelector(
        management: .query([(management, value)]), delivery: .query([(delivery, value)]),
        strata: strata.map { [($0, value)] })
    }
  }

  /// A condition with any of several values, by a comma list that both APIs name alike; nil without values.
  static func list(_ values: [String], _ name: String) -> StorySelector? {
    value(values.isEmpty ? nil : values.joined(separator: ","), management: name, delivery: name)
  }

  /// Any of several content types. Strata supports one.
  static func contentTypes(_ types: [String]) -> StorySelector? {
    guard let first = types.first else { return nil }
    let field: StoryblokCall.Query = [("filter_query[component][in]", types.joined(separator: ","))]
    guard types.count == 1 else { return StorySelector(management: .query(field), delivery: .query(field)) }
    let type: StoryblokCall.Query = [("content_type", first)]
    return StorySelector(management: .query(field), delivery: .query(type), strata: type)
  }

  /// Any of several states. The management API can only tell what is published from what is not; the delivery API lists
  /// either what is published or the drafts of everything, and tells neither changes nor schedules.
  static func states(_ states: [Story.State], in scope: StoryScope) -> StorySelector? {
    guard !states.isEmpty else { return nil }
    let wanted = Set(states)
    let test: Test = { wanted.contains($0.state) }
    let live: Set<Story.State> = [.published, .changed]
    let management: Rule =
      if wanted == live {
        .query([("is_published", "1")])
      } else if wanted.isSubset(of: live) {
        .both([("is_published", "1")], test)
      } else {
        // Whether the list can be narrowed to what is not published is not documented.
        .test(test)
      }
    let untold = wanted.intersection([.changed, .scheduled]).map(\.rawValue).sorted()
    let delivery: Rule =
      if !untold.isEmpty {
        .untold("which stories are " + untold.joined(separator: " or "))
      } else if scope.version == .published, wanted.contains(.published) {
        .query([])
      } else {
        .test(test)
      }
    return StorySelector(management: management, delivery: delivery)
  }

  /// A range of times. The management API has no parameters for them.
  static func range(_ range: TimeRange, _ name: String, of time: @escaping @Sendable (Story) -> String?)
    -> StorySelector?
  {
    guard !range.isEmpty else { return nil }
    return StorySelector(management: .test { range.contains(time($0)) }, delivery: .query(range.query(name)))
  }

  /// Conditions on fields.
  static func fields(_ fields: [FieldCondition]) -> StorySelector? {
    guard !fields.isEmpty else { return nil }
    let query: StoryblokCall.Query = fields.map { ("filter_query[\($0.field)][\($0.operation.rawValue)]", $0.value) }
    return StorySelector(management: .query(query), delivery: .query(query))
  }

  /// Any of several values in the content. The delivery API has no parameter, but its lists hold the content. Whether
  /// the management API's comma list means any or all is not documented, so it gets one value;
  /// `StoryblokClient.resolve` sees to the others.
  static func content(
    _ values: [String], management: String, _ holds: @escaping @Sendable (Story, String) -> Bool
  ) -> StorySelector? {
    guard !values.isEmpty else { return nil }
    return StorySelector(
      management: .query([(management, values.joined(separator: ","))]),
      delivery: .test { story in values.contains { holds(story, $0) } })
  }

  /// A condition that only tests apply.
  static func tested<Value: Sendable>(
    _ value: Value?, _ holds: @escaping @Sendable (Story, Value) -> Bool
  ) -> StorySelector? {
    value.map { value in
      StorySelector(management: .test { holds($0, value) }, delivery: .test { holds($0, value) })
    }
  }
}
