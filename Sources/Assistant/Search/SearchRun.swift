import Core
import Index
import Storyblok

/// One running search: its query, its client and the receiver of the stories.
struct SearchRun {
  let client: StoryblokClient
  let clock: WallClock
  let log: Log
  var query: SearchQuery
  let deliver: StorySearch.Deliver
  /// The notice that words were searched because there is no Strata.
  let wordsNotice: DailyNotice
  /// The local index; nil where there is no folder for it.
  let index: IndexSession?
  /// The links of the space, which is requested concurrently.
  let links: () async -> StoryLinks

  /// Searches with the first backend that the space supports.
  func start() async throws(Failure) -> SearchSummary {
    var backends = SearchBackends.candidates(for: query)[...]
    var absence: StrataAbsence?
    var emptied: SearchSummary?
    var missing: Failure?
    while let backend = backends.popFirst() {
      do throws(Failure) {
        var summary = try await backend.search(self)
        if summary.indexIsEmpty, let next = backends.first {
          log.note("storyblok: \(backend.title) has nothing for this; \(next.asFallback)")
          (absence, emptied) = (.empty, summary)
          continue
        }
        // Where words find nothing either, it cannot be told whether the index is empty.
        if let emptied, summary.total == 0 { return emptied }
        if let absence, backend is FullTextBackend {
          summary.strataAbsence = absence
          if !query.isLook { wordsNotice.say(absence.notice, space: client.knownSpace) }
        }
        return summary
      } catch {
        guard let next = backends.first, backend.isAbsent(error, client.configuration) else {
          // Where every engine is missing it is the space, as the list says.
          var failure = error.httpStatus == 404 ? missing ?? error : error
          if query.isLook, backend is FullTextBackend { failure.reason = .phraseNotSearched }
          throw failure
        }
        if backend is FullTextBackend { missing = error }
        let why = error.reason == .indexAbsent ? "" : " (\(error.sentence))"
        log.note("storyblok: no \(backend.title)\(why); \(next.asFallback)")
        if backend is StrataBackend { absence = StrataAbsence(error) }
      }
    }
    throw Failure(.internal, "no search backend takes the query", hint: "please report this")
  }

  /// Says that an engine which knows the default language alone answers for another language.
  func noteLanguage(_ backend: some SearchBackend) {
    guard let language = query.scope.language, !query.isLook else { return }
    client.noticeOnce(
      "language of \(backend.name)",
      "\(backend.title) knows the default language only: it finds stories by that, and they are read in \(language)")
  }

  /// What is said of drafts that were read with a delivery token.
  static let draftsNotice: Remedy =
    "a delivery token does not tell scheduled stories from drafts: they may be among these"

  /// Says that scheduled stories may be among the drafts that a delivery token tells, if drafts are asked for.
  func noteStates() {
    if query.filter.states.contains(.draft) { client.noticeOnce("states of delivery", Self.draftsNotice) }
  }

  /// The summary of the search.
  func summary(_ backend: some SearchBackend, count: Int, total: Int, isExact: Bool) -> SearchSummary {
    SearchSummary(
      term: query.filter.term, backend: backend.name, manner: backend.manner, version: query.scope.version,
      language: query.scope.language,
      count: count, total: total, totalIsExact: isExact)
  }

  /// Reports that whole stories are drafts although published ones were requested.
  func noteDrafts() {
    if client.listsAreBare ?? false, query.scope.version == .published {
      log.notice(
        "a management token reads the current draft of whole stories; a delivery token reads what is published")
    }
  }

  /// The content types that `asked` mean, where nothing of them was found; nil if none does. `stories` are those found
  /// otherwise, whose types are known. A type that the space has is kept, though nothing of it was found. Replacing and
  /// missing types changes what the result means, so it is always reported.
  func contentTypes(_ asked: [String], among stories: [Story]) async throws(Failure) -> [String]? {
    let types = Set(stories.compactMap(\.contentType))
    var meant: [String] = []
    for name in asked {
      if try await exists(contentType: name, among: types) {
        meant.append(name)
      } else if let type = ContentTypeName.nearest(name, among: types) {
        log.warn("using content type \(type) for \"\(name)\"", changesResult: true)
        meant.append(type)
      } else if !types.isEmpty {
        log.warn(
          "no story of content type \"\(name)\"; those found are of \(types.sorted().joined(separator: ", "))",
          changesResult: true)
      }
    }
    return meant.isEmpty ? nil : meant
  }

  private func exists(contentType name: String, among types: Set<String>) async throws(Failure) -> Bool {
    if types.contains(name) { return true }
    guard ContentTypeName.isTechnical(name) else { return false }
    var filter = StoryFilter()
    filter.contentType = name
    return try await !client.stories(filter, in: query.scope, size: 1).stories.isEmpty
  }
}

extension Failure.Reason {
  /// The first look failed in the search for the whole term, which is not all that a search does.
  static let phraseNotSearched = Failure.Reason("phrase-not-searched")
}
