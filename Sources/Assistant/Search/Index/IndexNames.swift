import Core
import Index
import Storyblok

/// Replaces the names of a filter by those that an index takes, without a request: slugs in the forms that people copy,
/// and references by the uuids of their stories.
struct IndexNames {
  private let names: [(id: Int64, uuid: String?, slug: String, localSlug: String?)]

  /// The names of an index's stories.
  init(_ reader: IndexReader) throws(Failure) { names = try reader.names() }

  /// Whether a filter has names to replace.
  static func isNeeded(for filter: StoryFilter) -> Bool {
    !filter.slugs.isEmpty || !filter.references.isEmpty || filter.startsWith != nil
  }

  /// The filter, and the slugs that no story has.
  ///
  /// - Throws: `Failure` with code `notFound` for a reference that names no story.
  func resolve(_ filter: StoryFilter) throws(Failure) -> (filter: StoryFilter, missing: [String]) {
    var filter = filter
    var missing: [String] = []
    let patterns = filter.slugs.filter { $0.contains("*") }
    var ids: [Int64] = []
    for slug in filter.slugs where !slug.contains("*") {
      if let story = story(slug) { ids.append(story.id) } else { missing.append(slug) }
    }
    if patterns.isEmpty {
      if !filter.slugs.isEmpty { filter.restrict(to: ids) }
      filter.slugs = []
    } else {
      let named = Set(ids)
      filter.slugs =
        names.filter { named.contains($0.id) }.map(\.slug)
        + patterns.map { $0 == "*" ? $0 : StorySlug.prefix($0) }
    }
    if let prefix = filter.startsWith {
      let written = StorySlug.prefix(prefix)
      let forms = [written, written.lowercased()]
      filter.startsWith = forms.first { form in names.contains { ($0.slug + "/").hasPrefix(form) } } ?? written
    }
    var uuids: [String] = []
    for name in filter.references { uuids.append(try uuid(name)) }
    filter.references = uuids
    return (filter, missing)
  }

  /// The one story that a slug names: as it is written, else in small letters or by its slug in the index's language.
  private func story(_ slug: String) -> (id: Int64, uuid: String?, slug: String, localSlug: String?)? {
    let asked = StorySlug.normalized(slug)
    if let story = names.first(where: { $0.slug == asked }) { return story }
    let small = asked.lowercased()
    let near = names.filter { $0.slug.lowercased() == small || $0.localSlug?.lowercased() == small }
    return near.count == 1 ? near[0] : nil
  }

  private func uuid(_ name: String) throws(Failure) -> String {
    let small = name.lowercased()
    let isUUID = small.split(separator: "-").map(\.utf8.count) == [8, 4, 4, 4, 12]
    // A story outside the index may be referred to.
    if isUUID { return small }
    let found = Int64(name).flatMap { id in names.first { $0.id == id } } ?? story(name)
    guard let uuid = found?.uuid else {
      throw Failure(
        .notFound, "no story \(name) in the index", hint: "name it by its id, its uuid or its full slug",
        service: "storyblok")
    }
    return uuid
  }
}
