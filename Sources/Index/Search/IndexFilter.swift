import Core

/// The conditions on stories that an index can tell. All must hold; of a condition with several values, one of them.
public struct IndexFilter: Sendable, Equatable {
  /// Ids; empty for any.
  public var ids: [Int64] = []
  /// Uuids; empty for any.
  public var uuids: [String] = []
  /// Full slugs as Storyblok stores them, in which `*` stands for any text; empty for any.
  public var slugs: [String] = []
  /// The beginning of the full slug as Storyblok stores it.
  public var startsWith: String?
  /// The technical names of the root block; empty for any.
  public var contentTypes: [String] = []
  /// Tags; empty for any.
  public var tags: [String] = []
  /// Publication states; empty for any.
  public var states: [String] = []
  /// When the story was last saved, in seconds since 1970: from the first, before the second.
  public var updated: (since: Double?, before: Double?) = (nil, nil)
  /// When the story was last published, in seconds since 1970: from the first, before the second.
  public var published: (since: Double?, before: Double?) = (nil, nil)
  /// The technical names of blocks that the content uses; empty for any.
  public var blocks: [String] = []
  /// The uuids of stories that the content refers to; empty for any.
  public var references: [String] = []

  /// Selects every story.
  public init() {}

  /// Compares two filters.
  public static func == (a: IndexFilter, b: IndexFilter) -> Bool {
    a.ids == b.ids && a.uuids == b.uuids && a.slugs == b.slugs && a.startsWith == b.startsWith
      && a.contentTypes == b.contentTypes && a.tags == b.tags && a.states == b.states && a.updated == b.updated
      && a.published == b.published && a.blocks == b.blocks && a.references == b.references
  }

  /// Whether it selects every story.
  public var isEmpty: Bool { self == IndexFilter() }
}

extension IndexFilter {
  /// The most values besides ids. Older versions of SQLite take 999 parameters.
  private static let mostValues = 900
  /// The most slugs: SQLite's terms may be nested 1,000 deep.
  private static let mostSlugs = 500
  /// The longest slug in bytes. SQLite takes patterns of 50,000 bytes, and some characters are written as three.
  private static let longestSlug = 10_000

  /// Checks that SQLite takes the condition.
  ///
  /// - Throws: `Failure` with code `usage`.
  func check() throws(Failure) {
    let values = [uuids, contentTypes, tags, states, blocks, references].reduce(slugs.count) { $0 + $1.count }
    guard values <= Self.mostValues, slugs.count <= Self.mostSlugs else {
      throw Failure(
        .usage, "the local index takes \(Self.mostSlugs) slugs and \(Self.mostValues) values at once",
        hint: "give fewer, in several runs")
    }
    guard (slugs + (startsWith.map { [$0] } ?? [])).allSatisfy({ $0.utf8.count <= Self.longestSlug }) else {
      throw Failure(
        .usage, "the local index takes slugs of \(NumberText.grouped(Self.longestSlug)) bytes",
        hint: "give shorter ones"
      )
    }
  }

  /// A condition of SQL on the table `story`, named `s`, and the values of its parameters.
  var condition: (sql: String, values: [SQLValue]) {
    var terms: [String] = []
    var values: [SQLValue] = []
    func any(_ column: String, _ wanted: [String]) {
      guard !wanted.isEmpty else { return }
      terms.append("\(column) in (\(wanted.map { _ in "?" }.joined(separator: ", ")))")
      values += wanted.map { .text($0) }
    }
    func trait(_ kind: Trait, _ wanted: [String]) {
      guard !wanted.isEmpty else { return }
      let marks = wanted.map { _ in "?" }.joined(separator: ", ")
      terms.append("s.id in (select story from trait where kind = \(kind.rawValue) and value in (\(marks)))")
      values += wanted.map { .text($0) }
    }
    func range(_ column: String, _ range: (since: Double?, before: Double?)) {
      if let since = range.since {
        terms.append("\(column) >= ?")
        values.append(.real(since))
      }
      if let before = range.before {
        terms.append("\(column) < ?")
        values.append(.real(before))
      }
    }
    // Numbers cannot hold anything else, and there may be more of them than a statement may have parameters.
    if !ids.isEmpty { terms.append("s.id in (\(ids.map(String.init).joined(separator: ", ")))") }
    any("s.uuid", uuids)
    if !slugs.isEmpty {
      terms.append("(" + slugs.map { _ in "s.stored_slug glob ?" }.joined(separator: " or ") + ")")
      values += slugs.map { .text(Self.pattern($0)) }
    }
    if let startsWith {
      terms.append("s.stored_slug glob ?")
      values.append(.text(Self.pattern(startsWith, endsOpen: true)))
    }
    any("s.type", contentTypes)
    trait(.tag, tags)
    any("s.state", states)
    range("s.updated", updated)
    range("s.published", published)
    trait(.block, blocks)
    trait(.reference, references)
    return (terms.isEmpty ? "1" : terms.joined(separator: " and "), values)
  }

  /// A pattern of SQLite's `glob` in which only `*` has a meaning; with `endsOpen` not even that, but any text may
  /// follow.
  private static func pattern(_ slug: String, endsOpen: Bool = false) -> String {
    var pattern = ""
    for scalar in slug.unicodeScalars {
      switch scalar {
      case "?", "[": pattern += "[\(scalar)]"
      case "*" where endsOpen: pattern += "[*]"
      default: pattern.unicodeScalars.append(scalar)
      }
    }
    return endsOpen ? pattern + "*" : pattern
  }
}
