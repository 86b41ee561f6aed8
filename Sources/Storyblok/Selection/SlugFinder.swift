import Core

/// Finds the stories that slugs name, in the forms that people copy.
struct SlugFinder {
  /// What a slug names.
  enum Found: Equatable {
    case story(Story)
    /// A folder that has no start page.
    case folder
    /// Several stories, in the forms that are forgiven.
    case several([String])
  }

  let source: any StorySource
  let scope: StoryScope
  let languages: @Sendable () async throws(Failure) -> [String]
  /// The most pages of a hundred stories that are read for a translated slug.
  private static let mostPages = 20

  /// What each of `names` names; those that name nothing are left out. Names are normalized.
  func find(_ names: [String]) async throws(Failure) -> [String: Found] {
    var found = try await exact(names)
    for name in names {
      if case .story = found[name] { continue }
      if let page = try await startPage(of: name) {
        found[name] = .story(page)
      } else if let other = try await forgiving(name) {
        found[name] = other
      }
    }
    let unknown = names.filter { found[$0] == nil }
    guard source.listsAreBare, !unknown.isEmpty else { return found }
    return found.merging(try await translated(unknown)) { $1 }
  }

  /// The stories of exactly these slugs. That of a folder's start page ends with `/`.
  private func exact(_ names: [String]) async throws(Failure) -> [String: Found] {
    var found: [String: Found] = [:]
    for start in stride(from: 0, to: names.count, by: 40) {
      var filter = StoryFilter()
      filter.isLookup = true
      filter.slugs = names[start..<min(start + 40, names.count)].flatMap { [$0, $0 + "/"] }
      for story in try await source.stories(filter, in: scope, page: 1, size: 100).stories {
        if !story.isFolder {
          found[story.slug] = .story(story)
        } else if found[story.slug] == nil {
          found[story.slug] = .folder
        }
      }
    }
    return found
  }

  /// The start page of the folder `name`, in a space that stores its slug in another form: `blog/start`.
  private func startPage(of name: String) async throws(Failure) -> Story? {
    var filter = StoryFilter()
    filter.isLookup = true
    filter.startsWith = name + "/"
    let stories = try await source.stories(filter, in: scope, page: 1, size: 100).stories
    return stories.first { $0.isStartpage && !$0.isFolder && Self.folder(of: $0.slug) == name }
  }

  private static func folder(of slug: String) -> String? { slug.lastIndex(of: "/").map { String(slug[..<$0]) } }

  /// What `name` names in another letter case, or as a translated slug with or without a language's code.
  private func forgiving(_ name: String) async throws(Failure) -> Found? {
    if let story = try await source.story(at: name, language: nil, in: scope) { return .story(story) }
    let codes = try await languages()
    let last = String(name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...])
    var lookup = StoryFilter(term: last)
    lookup.isLookup = true
    let listed = try await source.stories(lookup, in: scope, page: 1, size: 100).stories
    if let found = Self.only(listed, name, codes) { return found }
    guard !codes.isEmpty else { return nil }
    let rest = StorySlug.withoutLanguage(name, codes)
    if rest != name, let found = try await exact([rest])[rest] { return found }
    return try await translated(rest, codes).map { .story($0) }
  }

  /// What `names` name as translated slugs. The management API finds no translated slug, but its lists tell them: they
  /// are read once for all names.
  private func translated(_ names: [String]) async throws(Failure) -> [String: Found] {
    var found: [String: Found] = [:]
    let codes = try await languages()
    guard !codes.isEmpty else { return found }
    var lookup = StoryFilter()
    lookup.isLookup = true
    for page in 1...Self.mostPages {
      let page = try await source.stories(lookup, in: scope, page: page, size: 100)
      for name in names where found[name] == nil { found[name] = Self.only(page.stories, name, codes) }
      if page.items < 100 || found.count == names.count { break }
    }
    return found
  }

  /// The story that the delivery API finds by the path in one of the languages.
  private func translated(_ path: String, _ codes: [String]) async throws(Failure) -> Story? {
    for code in codes {
      if let story = try await source.story(at: path, language: code, in: scope) { return story }
    }
    return nil
  }

  /// The only story that fits, or the slugs of several.
  private static func only(_ stories: [Story], _ name: String, _ codes: [String]) -> Found? {
    let fitting = stories.filter { !$0.isFolder && StorySlug.fits(name, $0, languages: codes) }
    if fitting.count > 1 { return .several(fitting.map(\.slug)) }
    return fitting.first.map { .story($0) }
  }
}
