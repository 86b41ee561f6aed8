import Core
import TestSupport
import Testing

@testable import Storyblok

/// The parameters of each selector in each API, and what is tested here.
@Suite struct SelectorTests {
  /// Every selector.
  private static let whole: StoryFilter = {
    var filter = StoryFilter(term: "gear")
    filter.ids = [1, 2]
    filter.uuids = ["u"]
    filter.slugs = ["blog/*"]
    filter.startsWith = "b"
    filter.contentType = "article"
    filter.tags = ["a", "b"]
    filter.states = [.published]
    filter.updated = TimeRange(since: 1_772_323_200, before: 1_772_366_400)
    filter.published = TimeRange(since: 1_772_323_200)
    filter.fields = [FieldCondition.sample("price[gt_float]=100"), FieldCondition.sample("seo.title[like]=*a,b*")]
    filter.blocks = ["hero"]
    filter.references = ["r"]
    filter.sort = StorySort("updated_at:desc")
    return filter
  }()

  private func client() throws -> StoryblokClient { try World.client(StubTransport { _, _ in nil }) }

  private func query(_ call: StoryblokCall) -> [String] { call.query.map { "\($0.name)=\($0.value)" } }

  @Test func selector_managementParameters() throws {
    let management = ManagementClient(connection: try client().connection, access: .personal)
    #expect(
      query(try management.list(Self.whole, in: StoryScope(), page: 2, size: 5)) == [
        "text_search=gear", "by_ids=1,2", "by_uuids=u", "by_slugs=blog/*", "starts_with=b",
        "filter_query[component][in]=article", "with_tag=a,b", "is_published=1", "filter_query[price][gt_float]=100",
        "filter_query[seo.title][like]=*a,b*", "contain_component=hero", "reference_search=r",
        "sort_by=updated_at:desc", "story_only=1", "page=2", "per_page=5",
      ])
    var types = StoryFilter()
    types.contentTypes = ["a", "b"]
    #expect(
      query(try management.list(types, in: StoryScope(.draft, release: "9"), page: 1, size: 5)) == [
        "filter_query[component][in]=a,b", "story_only=1", "in_release=9", "page=1", "per_page=5",
      ])
  }

  @Test func selector_deliveryParameters() throws {
    let delivery = try client().delivery
    #expect(
      query(try delivery.list(Self.whole, in: StoryScope(language: "de"), page: 2, size: 5)) == [
        "search_term=gear", "by_ids=1,2", "by_uuids=u", "by_slugs=blog/*", "starts_with=b", "content_type=article",
        "with_tag=a,b", "updated_at_gte=2026-03-01T00:00:00Z", "updated_at_lte=2026-03-01T11:59:59.999Z",
        "published_at_gte=2026-03-01T00:00:00Z", "filter_query[price][gt_float]=100",
        "filter_query[seo.title][like]=*a,b*", "sort_by=updated_at:desc", "version=published", "language=de",
        "fallback_lang=default", "page=2",
        "per_page=5",
      ])
    var types = StoryFilter()
    types.contentTypes = ["a", "b"]
    #expect(query(try delivery.list(types, in: StoryScope(), page: 1, size: 5))[0] == "filter_query[component][in]=a,b")
  }

  /// A delivery token's lists do not tell them.
  @Test func selector_deliveryRefusesWhatItsListsDoNotTell() throws {
    let delivery = try client().delivery
    var filter = StoryFilter()
    filter.states = [.draft, .scheduled, .changed]
    let failures = [
      failure { () throws(Failure) in _ = try delivery.list(filter, in: StoryScope(.draft), page: 1, size: 5) },
      failure { () throws(Failure) in
        _ = try delivery.list(StoryFilter(), in: StoryScope(.draft, release: "9"), page: 1, size: 5)
      },
    ]
    #expect(failures.map { $0?.code } == [.usage, .usage])
    #expect(
      failures.map { $0?.sentence } == [
        "a delivery token does not tell which stories are changed or scheduled",
        "a delivery token does not tell which stories are part of a release",
      ])
  }

  private func failure(_ body: () throws(Failure) -> Void) -> Failure? {
    do throws(Failure) { try body() } catch { return error }
    return nil
  }

  /// Stories of a list, each in one state, with times and content.
  private static let stories: [Story] = [
    #"{"id":1,"full_slug":"a","published":true,"updated_at":"2026-03-01T00:00:00.000Z"}"#,
    #"{"id":2,"full_slug":"b","published":true,"unpublished_changes":true,"updated_at":"2026-03-01T11:59:59.999Z"}"#,
    #"{"id":3,"full_slug":"c","published":false,"updated_at":"2026-03-01T12:00:00.000Z"}"#,
    #"{"id":4,"full_slug":"d","published":false,"publish_at":"2030","updated_at":"2026-02-28T23:59:59.999Z"}"#,
    #"{"id":5,"full_slug":"e","content":{"component":"p","_uid":"x","body":[{"component":"hero","link":{"id":"x"}}]}}"#,
  ].compactMap { text in try? Story(Array(text.utf8)[...]) }

  private func kept(management: Bool, _ change: (inout StoryFilter) -> Void) throws -> [Int64] {
    var filter = StoryFilter()
    change(&filter)
    let narrowing = try StoryNarrowing(filter, in: StoryScope(.draft), management: management)
    return Self.stories.filter { narrowing.test?($0) ?? true }.map(\.id)
  }

  @Test func selector_testsWhatAnAPICannotSelect() throws {
    #expect(try kept(management: true) { $0.states = [.published] } == [1])
    #expect(try kept(management: true) { $0.states = [.changed] } == [2])
    #expect(try kept(management: true) { $0.states = [.draft, .scheduled] } == [3, 4, 5])
    #expect(try kept(management: true) { $0.states = [.published, .changed] } == [1, 2, 3, 4, 5], "by is_published")
    #expect(try kept(management: false) { $0.states = [.draft] } == [3, 5], "by the time of publication")
    #expect(
      try kept(management: true) { $0.updated = TimeRange(since: 1_772_323_200, before: 1_772_366_400) } == [1, 2])
    #expect(try kept(management: true) { $0.updated = TimeRange(before: 1_772_323_200) } == [4])
    #expect(try kept(management: false) { $0.blocks = ["hero", "none"] } == [5])
    #expect(try kept(management: false) { $0.blocks = ["p"] } == [5], "the root block")
    #expect(try kept(management: false) { $0.references = ["x"] } == [5])
    #expect(try kept(management: false) { $0.references = ["hero"] } == [5], "any string but an own id")
    #expect(try kept(management: false) { $0.references = ["none"] } == [])
  }

  @Test func selector_manyIDsAreTestedHere() throws {
    var filter = StoryFilter()
    filter.ids = Array(3...400)
    filter.boundIDs()
    #expect(filter.ids.isEmpty)
    let narrowing = try StoryNarrowing(filter, in: StoryScope(), management: true)
    #expect(narrowing.query.isEmpty)
    #expect(Self.stories.filter { narrowing.test?($0) ?? false }.map(\.id) == [3, 4, 5])
  }

  @Test(arguments: [
    ("price[in]=1,2", "price", "in", "1,2"), ("seo.title[like]=*a=b*", "seo.title", "like", "*a=b*"),
    ("filter_query[featured][is]=true", "featured", "is", "true"), ("größe[exists]=", "größe", "exists", ""),
  ])
  func fieldCondition_isRead(text: String, field: String, operation: String, value: String) throws {
    let condition = try FieldCondition(text)
    #expect(condition.field == field)
    #expect(condition.operation.rawValue == operation)
    #expect(condition.value == value)
  }

  @Test(arguments: [
    ("price=1", FieldCondition.Fault.form), ("price[in]", .form), ("[in]=1", .form), ("price[]=1", .form),
    ("a&b[in]=1", .field("a&b")), ("a[b][in]=1", .operation("b][in")), ("price[eq]=1", .operation("eq")),
    ("__or[][in]=1", .operation("][in")),
  ])
  func fieldCondition_isRefused(text: String, fault: FieldCondition.Fault) {
    #expect(throws: fault) { try FieldCondition(text) }
  }

  @Test(arguments: [
    ("name", "name:asc"), ("updated_at:desc", "updated_at:desc"), ("updated_at:asc", "updated_at:asc"),
    ("content.price:desc:float", "content.price:desc:float"), ("content.rank:int", "content.rank:asc:int"),
    ("price", nil), ("name:down", nil), ("name:desc:int", nil), ("content.", nil), ("", nil), ("name:", nil),
    ("content.a:desc:int:x", nil), ("content.a&b", nil),
  ])
  func storySort_isRead(text: String, parameter: String?) { #expect(StorySort(text)?.parameter == parameter) }
}

extension FieldCondition {
  /// A condition that is known to be one.
  static func sample(_ text: String) -> FieldCondition {
    guard let condition = try? FieldCondition(text) else { preconditionFailure(text) }
    return condition
  }
}
