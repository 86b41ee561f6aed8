import Core

/// Replaces the names of a filter by those that an API's lists take: slugs by ids, references by uuids, an address from
/// the browser by the slug in it, one of the editor by the id in it.
struct StoryResolver {
  let source: any StorySource
  let scope: StoryScope
  /// The codes of the space's languages; empty if they cannot be read.
  let languages: @Sendable () async throws(Failure) -> [String]
  /// The id of the space that is searched.
  let space: @Sendable () async throws(Failure) -> Int64

  private var finder: SlugFinder { SlugFinder(source: source, scope: scope, languages: languages) }

  /// The filter for lists.
  ///
  /// - Throws: `Failure`; `notFound` for a release, or for a reference that names no story.
  func resolve(_ filter: StoryFilter) async throws(Failure) -> StoryResolution {
    if let release = scope.release { try await source.check(release: release) }
    var resolution = StoryResolution(filter)
    resolution.filter.boundIDs()
    if let prefix = filter.startsWith { resolution.filter.startsWith = try await self.prefix(prefix) }
    try await slugs(&resolution)
    if !filter.references.isEmpty { resolution.filter.references = try await uuids(filter.references) }
    try await unite(\.blocks, &resolution.filter)
    try await unite(\.references, &resolution.filter)
    return resolution
  }

  /// Replaces slugs by the ids of their stories; beside patterns, by the slugs as Storyblok stores them.
  private func slugs(_ resolution: inout StoryResolution) async throws(Failure) {
    let slugs = resolution.filter.slugs
    guard slugs.contains(where: { !Self.isPattern($0) }) else {
      resolution.filter.slugs = slugs.map(Self.pattern)
      return
    }
    let names = slugs.filter { !Self.isPattern($0) }
    let patterns = slugs.filter(Self.isPattern).map(Self.pattern)
    let addressed = try await addressed(names)
    let found = try await finder.find(names.filter { EditorAddress($0) == nil }.map(StorySlug.normalized))
    var stories: [Story] = []
    for name in names {
      if EditorAddress(name) != nil {
        if let story = addressed[name] { stories.append(story) } else { resolution.missing.append(name) }
        continue
      }
      switch found[StorySlug.normalized(name)] {
      case .story(let story):
        stories.append(story)
        continue
      case .folder: resolution.folders.append(StorySlug.normalized(name))
      case .several(let slugs): resolution.ambiguous.append("\(name): " + slugs.sorted().joined(separator: ", "))
      case nil: break
      }
      resolution.missing.append(name)
    }
    if patterns.isEmpty {
      resolution.filter.slugs = []
      resolution.filter.restrict(to: stories.map(\.id).uniqued())
    } else {
      resolution.filter.slugs = stories.map(\.storedSlug) + patterns
    }
  }

  /// The stories that addresses of the editor among `names` name.
  ///
  /// - Throws: `Failure`; `usage` for an address of another space.
  private func addressed(_ names: [String]) async throws(Failure) -> [String: Story] {
    let addresses = names.compactMap { name in EditorAddress(name).map { (name: name, address: $0) } }
    guard !addresses.isEmpty else { return [:] }
    let space = try await space()
    var ids: [Int64] = []
    for (_, address) in addresses { ids.append(try address.id(in: space)) }
    let stories = try await source.summaries(ids: ids.uniqued(), in: scope)
    return addresses.reduce(into: [:]) { found, named in
      found[named.name] = stories.first { $0.id == named.address.story }
    }
  }

  private static func isPattern(_ slug: String) -> Bool { slug.contains("*") }

  /// A pattern without an origin and a leading `/`.
  private static func pattern(_ slug: String) -> String { slug == "*" ? slug : StorySlug.prefix(slug) }

  /// The beginning of slugs that lists take. A prefix that selects nothing as it is written is tried in small letters
  /// and without a language's code.
  private func prefix(_ text: String) async throws(Failure) -> String {
    try EditorAddress.refuse(prefix: text)
    let written = StorySlug.prefix(text)
    var forms = [written, written.lowercased()]
    if StorySlug.mayHaveLanguage(written) {
      let codes = try await languages()
      forms += forms.map { StorySlug.withoutLanguage($0, codes) }
    }
    forms = forms.uniqued()
    guard forms.count > 1 else { return written }
    for form in forms {
      var filter = StoryFilter()
      filter.startsWith = form
      if try await !source.stories(filter, in: scope, page: 1, size: 1).stories.isEmpty { return form }
    }
    return written
  }

  /// The uuids of stories that are named by id, uuid or slug.
  private func uuids(_ names: [String]) async throws(Failure) -> [String] {
    var uuids: [String] = []
    // A number that is no story's id may be a slug: the year of an archive.
    let ids = names.compactMap { Int64($0) }
    let known = ids.isEmpty ? [] : try await source.summaries(ids: ids, in: scope)
    func uuid(_ name: String) -> String? { Int64(name).flatMap { id in known.first { $0.id == id }?.uuid } }
    let addressed = try await addressed(names)
    let slugs = names.filter { !Self.isUUID($0) && uuid($0) == nil && EditorAddress($0) == nil }
    let found = slugs.isEmpty ? [:] : try await finder.find(slugs.map(StorySlug.normalized))
    for name in names {
      if Self.isUUID(name) {
        uuids.append(name.lowercased())
      } else if let uuid = uuid(name) {
        uuids.append(uuid)
      } else if let uuid = addressed[name]?.uuid {
        uuids.append(uuid)
      } else if case .story(let story) = found[StorySlug.normalized(name)], let uuid = story.uuid {
        uuids.append(uuid)
      } else {
        throw Failure(
          .notFound, "no story \(name) in this space", hint: "name it by its id, its uuid or its full slug",
          service: "storyblok")
      }
    }
    return uuids
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }

  /// Replaces several values by the ids of all stories that any of them selects, because the management API's parameter
  /// surely takes one value only. The delivery API's lists are tested here.
  private func unite(
    _ values: WritableKeyPath<StoryFilter, [String]>, _ filter: inout StoryFilter
  ) async throws(Failure) {
    guard source.access.isManagement, filter[keyPath: values].count > 1 else { return }
    var ids: Set<Int64> = []
    for value in filter[keyPath: values] {
      var single = StoryFilter()
      single[keyPath: values] = [value]
      _ = try await source.pages(single, in: scope, offset: 0, limit: nil) { (stories, _) throws(Failure) in
        ids.formUnion(stories.map(\.id))
      }
    }
    filter[keyPath: values] = []
    filter.among = ids.intersection(filter.among ?? ids)
  }
}
