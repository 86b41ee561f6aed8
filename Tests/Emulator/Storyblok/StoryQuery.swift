/// The conditions and the order of a list of stories.
struct StoryQuery {
  private let parameters: [(name: String, value: String)]
  /// Which content of a story is used: the draft or the published one.
  private let draft: Bool
  private let fullText: StoryblokWorld.FullText

  init(_ parameters: [(name: String, value: String)], draft: Bool, fullText: StoryblokWorld.FullText) {
    self.parameters = parameters
    self.draft = draft
    self.fullText = fullText
  }

  var page: Int { max(1, value("page").flatMap { Int($0) } ?? 1) }
  var perPage: Int { min(100, max(1, value("per_page").flatMap { Int($0) } ?? 25)) }

  func value(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// The stories of a space that match and that `visible` accepts, in order; kept for the following pages.
  func select(_ space: Space, _ memory: Memory, visible: (ShelvedStory) -> Bool) -> [ShelvedStory] {
    let paging: Set<String> = ["page", "per_page", "token", "cv"]
    let rest = parameters.filter { !paging.contains($0.name) }.map { "\($0.name)=\($0.value)" }
    let key = "\(space.edition) \(draft) \(fullText) \(rest.joined(separator: "&"))"
    if let known = memory.with({ $0.selections[key] }) { return known }
    let found = select(space.shelf.filter(visible))
    memory.with { values in
      if values.selections.count >= 64 { values.selections = [:] }
      values.selections[key] = found
    }
    return found
  }

  private func select(_ shelf: [ShelvedStory]) -> [ShelvedStory] {
    let tests = parameters.compactMap { test($0.name, $0.value) }
    var found = tests.isEmpty ? shelf : shelf.filter { story in tests.allSatisfy { $0(story) } }
    if let ordered = value("by_uuids_ordered") {
      let wanted = Self.list(ordered)
      found = wanted.compactMap { uuid in found.first { $0.uuid == uuid } }
    }
    guard let order = value("sort_by"), !order.isEmpty else { return ranked(found) }
    return StoryOrder(order).sort(found, draft: draft)
  }

  /// A delivery search without an order sorts matches in the slug first, then in the name, then others.
  private func ranked(_ found: [ShelvedStory]) -> [ShelvedStory] {
    guard let term = value("search_term")?.lowercased(), !term.isEmpty else { return found }
    func rank(_ story: ShelvedStory) -> Int {
      if story.story.fullSlug.lowercased().contains(term) { return 0 }
      return story.story.name.lowercased().contains(term) ? 1 : 2
    }
    let ranks = found.map { (rank($0), $0) }
    return (0...2).flatMap { level in ranks.filter { $0.0 == level }.map(\.1) }
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  private typealias Test = (ShelvedStory) -> Bool

  private func test(_ name: String, _ value: String) -> Test? {
    let values = Self.list(value)
    let draft = self.draft
    switch name {
    case "text_search", "search", "search_term":
      guard let test = FullTextTest(value, fullText) else { return nil }
      return { story in (draft ? story.draft : story.published).map { test.matches($0.haystack) } ?? false }
    case "by_ids":
      let ids = Set(values.compactMap { Int($0) })
      return { ids.contains($0.story.id) }
    case "excluding_ids":
      let ids = Set(values.compactMap { Int($0) })
      return { !ids.contains($0.story.id) }
    case "by_uuids", "by_uuids_ordered":
      let uuids = Set(values)
      return { uuids.contains($0.uuid) }
    case "by_slugs": return { story in values.contains { Text.matches(story.story.fullSlug, $0) } }
    case "excluding_slugs": return { story in !values.contains { Text.matches(story.story.fullSlug, $0) } }
    case "with_slug": return { $0.story.fullSlug == value }
    case "starts_with": return { $0.story.fullSlug.hasPrefix(value) }
    case "content_type": return { values.contains($0.story.contentType) }
    case "contain_component": return { !$0.components.isDisjoint(with: values) }
    case "with_tag": return { !Set($0.story.tags).isDisjoint(with: values) }
    case "is_published": return { $0.story.published == Self.isTrue(value) }
    case "is_startpage": return { $0.story.isStartpage == Self.isTrue(value) }
    case "story_only": return Self.isTrue(value) ? { !$0.story.isFolder } : nil
    case "folder_only": return Self.isTrue(value) ? { $0.story.isFolder } : nil
    case "with_parent": return { String($0.story.parentID) == value }
    case "in_trash", "pinned", "favourite": return Self.isTrue(value) ? { _ in false } : nil
    case "level":
      return { $0.story.fullSlug.split(separator: "/").count == Int(value) }
    case "in_release", "release_id":
      return { story in story.story.releases.contains { String($0) == value } }
    case "reference_search":
      let needle = Array(value.utf8)
      return { Platform.offset(of: needle, in: $0.draft.content) != nil }
    default:
      if name.hasPrefix("filter_query[") { return FilterQuery(name, value)?.test(draft: draft) }
      return time(name, value)
    }
  }

  private func time(_ name: String, _ value: String) -> Test? {
    let times: [(String, (Story) -> String?)] = [
      ("first_published_at_", { $0.firstPublishedAt }), ("published_at_", { $0.publishedAt }),
      ("updated_at_", { $0.updatedAt }),
    ]
    guard let (prefix, read) = times.first(where: { name.hasPrefix($0.0) }) else { return nil }
    let wanted = Self.milliseconds(value)
    let operation = name.dropFirst(prefix.count)
    return { story in
      guard let time = read(story.story).map(Self.milliseconds) else { return false }
      switch operation {
      case "gt": return time > wanted
      case "gte": return time >= wanted
      case "lt": return time < wanted
      default: return time <= wanted
      }
    }
  }

  /// A time with its milliseconds, so that times compare as texts: `2026-03-01 08:15` is `2026-03-01T08:15:00.000`.
  private static func milliseconds(_ text: String) -> String {
    let time = text.replacing(" ", with: "T").prefix { $0 != "Z" }
    return String(time) + "0000-00-00T00:00:00.000".dropFirst(time.count)
  }

  static func isTrue(_ value: String) -> Bool { value == "1" || value == "true" }
}

/// `filter_query[field][operation]=value`.
struct FilterQuery {
  private let field: [String]
  private let operation: String
  private let value: String

  init?(_ name: String, _ value: String) {
    let parts = name.split { $0 == "[" || $0 == "]" }.map(String.init)
    guard parts.count == 3, Self.operations.contains(parts[2]) else { return nil }
    field = parts[1].split(separator: ".").map(String.init)
    operation = parts[2]
    self.value = value
  }

  static let operations: Set<String> = [
    "in", "not_in", "like", "not_like", "is", "in_array", "all_in_array", "gt_date", "lt_date", "gt_int",
    "lt_int",
    "gt_float", "lt_float", "exists",
  ]

  func test(draft: Bool) -> (ShelvedStory) -> Bool {
    let values = Set(value.split(separator: ",").map(String.init))
    return { story in
      if field == ["component"], operation == "in" { return values.contains(story.story.contentType) }
      if field == ["component"], operation == "not_in" { return !values.contains(story.story.contentType) }
      let content = draft ? story.story.content : story.story.publishedContent ?? story.story.content
      return fits(field.reduce(Optional(content)) { $0?[$1] }, values)
    }
  }

  private func fits(_ found: JSON?, _ values: Set<String>) -> Bool {
    let text = found?.string ?? found?.text ?? ""
    let elements = Set((found?.array ?? []).map { $0.string ?? $0.text })
    switch operation {
    case "in": return values.contains(text)
    case "not_in": return !values.contains(text)
    case "like": return Text.matches(text, value)
    case "not_like": return !Text.matches(text, value)
    case "in_array": return !elements.isDisjoint(with: values)
    case "all_in_array": return values.isSubset(of: elements)
    case "exists": return (found != nil) == StoryQuery.isTrue(value)
    case "gt_date": return text > value
    case "lt_date": return !text.isEmpty && text < value
    case "gt_int", "gt_float": return (Double(text) ?? -.infinity) > (Double(value) ?? .infinity)
    case "lt_int", "lt_float": return (Double(text) ?? .infinity) < (Double(value) ?? -.infinity)
    default: return isFits(found, text)
    }
  }

  private func isFits(_ found: JSON?, _ text: String) -> Bool {
    switch value {
    case "empty": text.isEmpty || found == .null
    case "not_empty": !text.isEmpty && found != .null
    case "empty_array": found?.array?.isEmpty == true
    case "not_empty_array": found?.array?.isEmpty == false
    case "null": found == nil || found == .null
    case "not_null": found != nil && found != .null
    case "true": found?.bool == true
    case "false": found?.bool == false
    default: false
    }
  }
}

/// `sort_by`: fields with directions, the most significant first.
struct StoryOrder {
  private struct Key {
    var field: String
    var descending: Bool
    var numeric: Bool
    var nullsFirst: Bool
  }

  private let keys: [Key]

  init(_ text: String) {
    keys = text.split(separator: ",").map { part in
      let words = part.split(separator: ":").map(String.init)
      let rest = words.dropFirst()
      return Key(
        field: words.first ?? "", descending: rest.contains("desc"),
        numeric: rest.contains("int") || rest.contains("float"), nullsFirst: rest.contains("nulls_first"))
    }
  }

  func sort(_ stories: [ShelvedStory], draft: Bool) -> [ShelvedStory] {
    let rows = stories.enumerated().map { index, story in
      (index, story, keys.map { Self.value($0.field, story.story) })
    }
    return rows.sorted { one, other in
      for (number, key) in keys.enumerated() {
        if let less = compare(one.2[number], other.2[number], key) { return less }
      }
      return one.0 < other.0
    }.map(\.1)
  }

  /// Whether one precedes the other; nil if they are equal.
  private func compare(_ one: String?, _ other: String?, _ key: Key) -> Bool? {
    guard let one, let other else {
      if one == nil, other == nil { return nil }
      return (one == nil) == key.nullsFirst
    }
    if key.numeric, let first = Double(one), let second = Double(other) {
      return first == second ? nil : key.descending ? first > second : first < second
    }
    return one == other ? nil : key.descending ? one > other : one < other
  }

  private static func value(_ field: String, _ story: Story) -> String? {
    switch field {
    case "name": return story.name
    case "slug": return story.slug
    case "full_slug": return story.fullSlug
    case "published_at": return story.publishedAt
    case "first_published_at": return story.firstPublishedAt
    case "created_at": return story.createdAt
    case "updated_at": return story.updatedAt
    case "id": return padded(story.id)
    case "position": return padded(story.position)
    default:
      guard field.hasPrefix("content.") else { return nil }
      let value = story.content[String(field.dropFirst(8))]
      return value?.string ?? value?.text
    }
  }

  private static func padded(_ value: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, 20 - text.count)) + text
  }
}
