import Core
import TestSupport
import Testing

@testable import Index

/// Every selector against filtering by hand, in searches by words and by meaning and in lists.
@Suite struct IndexFilterTests {
  private static let uuids = ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"]

  private static let stories: [IndexStory] = (1...60).map { number in
    let folder = ["blog", "shop", "blog/2026", "Blog[x]"][number % 4]
    var story = IndexStory(
      id: Int64(number), slug: "\(folder)/s\(number)", name: "Story \(number)", state: states[number % 4])
    story.uuid = "10000000-0000-0000-0000-0000000000\(number + 10)"
    story.contentType = ["page", "article", nil][number % 3]
    story.tags = [["news"], ["news", "über uns"], []][number % 3]
    story.blocks = [["hero"], ["hero", "gallery"], ["text"], []][number % 4]
    story.references = [[uuids[0]], [uuids[1]], uuids.reversed(), []].map { Set($0) }[(number / 4) % 4]
    story.updatedAt = "2026-03-\(number % 28 + 1 < 10 ? "0" : "")\(number % 28 + 1)T12:00:00.000Z"
    story.publishedAt = story.state == "draft" ? nil : story.updatedAt
    return story
  }
  private static let states = ["published", "changed", "draft", "scheduled"]

  private func day(_ text: String?) -> Int? { text.flatMap { Int($0.dropFirst(8).prefix(2)) } }
  private static let march = 1_772_323_200.0

  @Test func indexFilter_agreesWithFilteringByHand() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.open(folder)
    _ = try writer.write(Self.stories.map { IndexDocument($0, text: "Boots and tents.", stamp: nil) })
    try writer.useVectors(model: "m", dimensions: 4)
    let waiting = try writer.waiting(after: 0, limit: 100)
    #expect(waiting.count == 60)
    #expect(try writer.store(waiting.map { ($0.id, [1, Float($0.id), 0, 0]) }) == [])
    let reader = try Sample.reader(folder)
    func check(_ change: (inout IndexFilter) -> Void, _ holds: (IndexStory) -> Bool, _ line: Int = #line) throws {
      var filter = IndexFilter()
      change(&filter)
      let wanted = Self.stories.filter(holds).map(\.id).sorted()
      #expect(!wanted.isEmpty && wanted.count < 60, "line \(line)")
      #expect(try reader.list(filter).items.map(\.story).sorted() == wanted, "line \(line)")
      #expect(try reader.list(filter).total == wanted.count, "line \(line)")
      #expect(try reader.search("boots", filter, wanted: nil).items.map(\.story).sorted() == wanted, "line \(line)")
      let near = try reader.search("zzz", vector: [1, 1, 0, 0], filter, wanted: nil)
      #expect(near.items.map(\.story).sorted() == wanted, "line \(line)")
    }
    try check({ $0.ids = [3, 5, 99] }) { [3, 5].contains($0.id) }
    try check({ $0.uuids = [Self.stories[6].uuid ?? ""] }) { $0.id == 7 }
    try check({ $0.slugs = ["blog/*"] }) { $0.slug.hasPrefix("blog/") }
    try check({ $0.slugs = ["blog/2026/*", "shop/s1"] }) { $0.slug.hasPrefix("blog/2026/") || $0.slug == "shop/s1" }
    try check({ $0.slugs = ["*/s1*"] }) { $0.slug.contains("/s1") }
    try check({ $0.slugs = ["Blog[x]/*"] }) { $0.slug.hasPrefix("Blog[x]/") }
    try check({ $0.startsWith = "blog/" }) { $0.slug.hasPrefix("blog/") }
    try check({ $0.startsWith = "Blog[" }) { $0.slug.hasPrefix("Blog[") }
    try check({ $0.contentTypes = ["page"] }) { $0.contentType == "page" }
    try check({ $0.contentTypes = ["page", "article", "none"] }) { $0.contentType != nil }
    try check({ $0.tags = ["über uns"] }) { $0.tags.contains("über uns") }
    try check({ $0.tags = ["news", "none"] }) { $0.tags.contains("news") }
    try check({ $0.states = ["changed", "draft"] }) { ["changed", "draft"].contains($0.state) }
    try check({ $0.updated = (Self.march + 9 * 86_400, nil) }) { (day($0.updatedAt) ?? 0) >= 10 }
    try check({ $0.updated = (nil, Self.march + 4.5 * 86_400) }) { (day($0.updatedAt) ?? 99) < 5 }
    try check({ $0.updated = (nil, Self.march + 4.6 * 86_400) }) { (day($0.updatedAt) ?? 99) <= 5 }
    try check({ $0.published = (Self.march, Self.march + 30 * 86_400) }) { $0.publishedAt != nil }
    try check({ $0.blocks = ["hero"] }) { $0.blocks.contains("hero") }
    try check({ $0.blocks = ["gallery", "text"] }) { !$0.blocks.isDisjoint(with: ["gallery", "text"]) }
    try check({ $0.references = [Self.uuids[0]] }) { $0.references.contains(Self.uuids[0]) }
    try check({ $0.references = Self.uuids }) { !$0.references.isEmpty }
    try check({
      $0.contentTypes = ["page"]
      $0.startsWith = "blog"
      $0.tags = ["news"]
      $0.states = ["published", "draft"]
    }) {
      $0.contentType == "page" && $0.slug.hasPrefix("blog") && $0.tags.contains("news")
        && ["published", "draft"].contains($0.state)
    }
  }

  @Test func indexFilter_hostileValuesSelectNothingAndHarmNothing() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    try Sample.build(folder)
    let reader = try Sample.reader(folder)
    for text in ["' or 1=1 --", "\"; drop table story; --", "[", "?", "\0", String(repeating: "*a", count: 30)] {
      var filter = IndexFilter()
      filter.tags = [text]
      filter.contentTypes = [text]
      filter.startsWith = text
      filter.slugs = [text]
      filter.blocks = [text]
      #expect(try reader.list(filter).total == 0)
    }
    #expect(try reader.list(IndexFilter()).total == 3)
  }

  @Test func indexSort_ordersLists() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.open(folder)
    _ = try writer.write(Self.stories.map { IndexDocument($0, text: "Boots.", stamp: nil) })
    let reader = try Sample.reader(folder)
    let newest = try reader.list(IndexFilter(), sort: IndexSort(.publishedAt, isDescending: true), limit: 50)
    let dates = try reader.hits(of: newest.items).map(\.story.publishedAt)
    // Stories without a date are last.
    #expect(dates.prefix(45).allSatisfy { $0 != nil } && dates.suffix(5).allSatisfy { $0 == nil })
    #expect(dates.compactMap { $0 } == dates.compactMap { $0 }.sorted(by: >))
    #expect(newest.total == 60)
    #expect(
      try reader.list(IndexFilter(), sort: IndexSort(.id), offset: 10, limit: 3).items.map(\.story) == [11, 12, 13])
    #expect(try Sample.slugs(reader, "zzz") == [])
    let first = try reader.hits(of: reader.list(IndexFilter(), sort: IndexSort(.slug), limit: 2).items).map(
      \.story.slug)
    #expect(first == ["shop/s1", "blog/2026/s10"])
  }
}
