import Core
import Index
import Storyblok

/// Replaces the names of a filter by those that an index takes, without a request: slugs in the forms that people copy,
/// and references by the uuids of their stories.
final class IndexNames {
  private let names: [IndexName]
  /// The codes of the space's languages besides the default one.
  private let languages: [String]
  /// The id of the space.
  private let space: Int64
  /// The places of names by their slugs, and by all forms of a slug in small letters.
  private lazy var bySlug = Dictionary(names.indices.map { (names[$0].slug, $0) }) { first, _ in first }
  private lazy var byForm: [String: Set<Int>] = {
    var places: [String: Set<Int>] = [:]
    for (place, name) in names.enumerated() {
      for slug in [name.slug] + name.otherSlugs {
        let small = StorySlug.collapsed(slug).lowercased()
        for form in [small, StorySlug.withoutLanguage(small, languages)] { places[form, default: []].insert(place) }
      }
    }
    return places
  }()

  /// The names of an index's stories.
  init(_ reader: IndexReader) throws(Failure) {
    names = try reader.names()
    languages = reader.languages
    space = reader.subject.space
  }

  /// Whether a filter has names to replace.
  static func isNeeded(for filter: StoryFilter) -> Bool {
    !filter.slugs.isEmpty || !filter.references.isEmpty || filter.startsWith != nil
  }

  /// The filter, and the slugs that no story has.
  ///
  /// - Throws: `Failure` with code `notFound` for a reference that names no story, `usage` for an address of the editor
  ///   that is of another space.
  func resolve(_ filter: StoryFilter) throws(Failure) -> (filter: StoryFilter, missing: [String]) {
    var filter = filter
    var missing: [String] = []
    let patterns = filter.slugs.filter { $0.contains("*") }
    var found: [IndexName] = []
    for slug in filter.slugs where !slug.contains("*") {
      if let story = try story(slug) { found.append(story) } else { missing.append(slug) }
    }
    if patterns.isEmpty {
      if !filter.slugs.isEmpty { filter.restrict(to: found.map(\.id)) }
      filter.slugs = []
    } else {
      filter.slugs = found.map(\.storedSlug) + patterns.map { $0 == "*" ? $0 : StorySlug.prefix($0) }
    }
    if let prefix = filter.startsWith {
      try EditorAddress.refuse(prefix: prefix)
      let written = StorySlug.prefix(prefix)
      var forms = [written, written.lowercased()]
      forms += forms.map { StorySlug.withoutLanguage($0, languages) }
      filter.startsWith = forms.first { form in names.contains { $0.storedSlug.hasPrefix(form) } } ?? written
    }
    var uuids: [String] = []
    for name in filter.references { uuids.append(try uuid(name)) }
    filter.references = uuids
    return (filter, missing)
  }

  /// The one story that a slug names: as it is written, else in small letters, or as a slug in another language, each
  /// with or without a language's code. An address of the editor names it by its id.
  private func story(_ slug: String) throws(Failure) -> IndexName? {
    if let address = EditorAddress(slug) {
      let id = try address.id(in: space)
      return names.first { $0.id == id }
    }
    let asked = StorySlug.normalized(slug)
    if let place = bySlug[asked] { return names[place] }
    let small = asked.lowercased()
    let near = (byForm[small] ?? []).union(byForm[StorySlug.withoutLanguage(small, languages)] ?? [])
    guard near.count == 1, let place = near.first else { return nil }
    return names[place]
  }

  private func uuid(_ name: String) throws(Failure) -> String {
    let small = name.lowercased()
    let isUUID = small.split(separator: "-").map(\.utf8.count) == [8, 4, 4, 4, 12]
    // A story outside the index may be referred to.
    if isUUID { return small }
    let numbered = Int64(name).flatMap { id in names.first { $0.id == id } }
    let found = if let numbered { numbered } else { try story(name) }
    guard let uuid = found?.uuid else {
      throw Failure(
        .notFound, "no story \(name) in the index", hint: "name it by its id, its uuid or its full slug",
        service: "storyblok")
    }
    return uuid
  }
}
