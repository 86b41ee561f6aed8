public import Core
import Index
import Storyblok

/// `sva search` without a network: in the index file alone. It needs no token.
public struct OfflineSearch: Sendable {
  private let settings: Settings
  private let index: LocalIndex
  private let log: Log

  /// A search in one of the files of `index`, as the settings tell.
  public init(settings: Settings, index: LocalIndex, log: Log) {
    self.settings = settings
    self.index = index
    self.log = log
  }

  /// Finds the stories of `query` and passes them to `deliver`.
  ///
  /// - Throws: `Failure`: `usage` for what an index cannot tell; `notFound` without an index, or for names that no story
  ///   has; `io` for a file that cannot be used; what `deliver` throws.
  public func run(_ query: SearchQuery, deliver: StorySearch.Deliver) async throws(Failure) -> SearchSummary {
    var query = try checked(query)
    let configuration = try OfflineConfiguration(settings)
    let subject = try IndexChoice(configuration, query.scope).subject(among: try index.folder.subjects())
    if configuration.space == nil { log.note("index: the only one is of space \(subject.space)") }
    try query.filter.check(management: subject.family == .management, in: query.scope)
    let reader = try IndexReader.open(subject, in: index.folder, log: log)
    if reader.updatedAt == nil {
      log.warn("the index was never finished, so stories are missing", changesResult: true)
    }
    try resolve(&query, reader)
    let search = IndexSearch(reader: reader, log: log)
    var vector: [Float]?
    if let term = query.filter.term, reader.vectors != nil {
      vector = try reader.knownVector(of: term)
      if vector == nil { log.note("index: by words, because this was not asked before with a network") }
    }
    let found = try search.find(query, IndexSelection(query, subject), vector: vector)
    if query.filter.isOnlyIDs, found.total == 0 { throw Self.absence(of: query.filter.ids.map(String.init)) }
    if query.full, query.shownText == .plain, !found.items.isEmpty {
      log.notice("the local index has the text of whole stories, not their content: story is null")
    }
    if subject.family == .delivery, query.filter.states.contains(.draft), !found.items.isEmpty {
      log.notice(SearchRun.draftsNotice)
    }
    let links = StoryLinks(configuration, space: subject.space, root: reader.site)
    var stories: [FoundStory] = []
    for hit in try reader.hits(of: found.items) {
      var story = search.story(hit, links)
      if query.full {
        let text = try reader.text(of: story.id)
        story.body = text
        story.fullText = text
      }
      stories.append(story)
    }
    try await deliver(stories)
    var summary = SearchSummary(
      term: query.filter.term, backend: IndexBackend.word, manner: found.manner, version: query.scope.version,
      language: query.scope.language, count: stories.count, total: found.total, totalIsExact: found.isExact)
    if subject.version == .draft { summary.version = .draft }
    return summary
  }

  /// The query, with what an index cannot tell refused.
  private func checked(_ query: SearchQuery) throws(Failure) -> SearchQuery {
    let query = try query.checked()
    let online: Remedy = "leave \(switch: .offline) out: then the space is asked"
    func refusal(_ what: String) -> Failure { Failure(.usage, "the local index does not tell \(what)", hint: online) }
    if let backend = query.backend, backend != IndexBackend.word {
      throw Failure(
        .usage, "search backend \(backend) needs a network",
        hint: "leave \(switch: .backend) out: without a network the local index is searched")
    }
    if !query.filter.fields.isEmpty { throw refusal("fields of the content") }
    if query.scope.release != nil { throw refusal("releases") }
    if let sort = query.filter.sort, IndexSort.Field(rawValue: sort.field) == nil {
      let fields = IndexSort.Field.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "the local index cannot be sorted by \(sort.field)", hint: "it can by \(fields)")
    }
    return query
  }

  private func resolve(_ query: inout SearchQuery, _ reader: IndexReader) throws(Failure) {
    guard IndexNames.isNeeded(for: query.filter) else { return }
    let asked = query.filter.slugs
    let resolution = try IndexNames(reader).resolve(query.filter)
    query.filter = resolution.filter
    guard !resolution.missing.isEmpty else { return }
    let failure = Self.absence(of: resolution.missing)
    if resolution.missing.count == asked.count { throw failure }
    log.warn(Remedy(failure.sentence), changesResult: true)
  }

  /// The failure of names that no story has.
  private static func absence(of names: [String]) -> Failure {
    Failure(
      .notFound, "no story \(names.joined(separator: ", ")) in the index",
      hint: "look for it with: \(command: .search) \(switch: .offline) WORDS", service: "storyblok")
  }
}
