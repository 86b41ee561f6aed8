import Core
import HTTP
import Synchronization

/// The delivery API: lists hold whole stories of one version, one language and, if requested, one release.
final class DeliveryClient: StorySource {
  let connection: StoryblokConnection
  let access = Access.delivery
  /// The version of the cache, once a response has named it. Requests with it are not redirected.
  private let cacheVersion = Mutex<Int64?>(nil)
  /// Where it is remembered; nil for nowhere.
  private let file: CacheVersionFile?
  private let known = Once<Result<Space, Failure>>()
  /// Whether the file was read.
  private let hasRemembered = Mutex(false)

  let listsAreBare = false
  let mostPassages = 100
  // 25 a page at 50 requests a second beat 100 a page at 6
  // (storyblok.com/docs/api/content-delivery/v2/getting-started/rate-limit).
  let pageSize = 25
  let allowance = 50

  init(connection: StoryblokConnection, remembering file: CacheVersionFile? = nil) {
    self.connection = connection
    self.file = file
  }

  func path(_ path: String) -> String { path }

  func list(_ filter: StoryFilter, in scope: StoryScope, page: Int, size: Int) throws(Failure) -> StoryblokCall {
    // `from_release` applies a release's changes, and does not tell which stories are part of it.
    if scope.release != nil { throw Self.untoldRelease }
    var query = try narrowing(filter, in: scope).query + [("version", scope.version.rawValue)]
    if let language = scope.language {
      // Without a fallback, a field without a translation may come empty.
      query += [("language", LanguageCode.normal(language)), ("fallback_lang", "default")]
    }
    query += [("page", String(page)), ("per_page", String(size))] + cached(scope)
    return StoryblokCall(.stories, path("/stories"), query: query, version: scope.version)
  }

  func page(_ response: Response) throws(Failure) -> StoryPage {
    let page = try connection.page(response)
    noteVersion(response, inBody: page.cacheVersion)
    return page
  }

  /// Keeps the version of the cache that a response names, in its body or in the URL of a redirect.
  func noteVersion(_ response: Response, inBody: String? = nil) {
    let inURL = response.url.query?.split(separator: "&").first { $0.hasPrefix("cv=") }?.dropFirst(3)
    if let version = Int64(inBody ?? inURL.map(String.init) ?? "") { note(version) }
  }

  /// Keeps the newest version: a late response may name an older one.
  func note(_ version: Int64) { cacheVersion.withLock { $0 = max($0 ?? 0, version) } }

  /// Asks for a list with the version that an earlier run has met, and beside it whether that is still the newest. If it
  /// is not, the list is asked for again: Storyblok keeps the lists of older versions for up to a year.
  func list<Value: Sendable>(
    in scope: StoryScope, ask: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    guard let file, scope.version == .published, !hasRemembered.withLock({ exchange(&$0, with: true) }),
      cacheVersion.withLock({ $0 }) == nil
    else { return try await ask() }
    let remembered = file.read()
    let list = await Result(awaiting: { () async throws(Failure) in try await self.list(since: remembered, ask) })
    if let version = cacheVersion.withLock({ $0 }), version != remembered { keep(version, in: file) }
    return try list.get()
  }

  private func list<Value: Sendable>(
    since remembered: Int64?, _ ask: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    guard let remembered else { return try await ask() }
    note(remembered)
    async let newest = Result(awaiting: { () async throws(Failure) in try await self.space() })
    let list = await Result(awaiting: ask)
    let version = (try? await newest.get())?.cacheVersion
    if version == remembered { return try list.get() }
    connection.log.note("storyblok: the space has changed since the last run: the list is asked for again")
    cacheVersion.withLock { $0 = version }
    return try await ask()
  }

  private func keep(_ version: Int64, in file: CacheVersionFile) {
    do throws(FileProblem) { try file.write(version) } catch {
      connection.log.note("storyblok: the version of the space is not remembered: \(error.sentence)")
    }
  }

  /// The query member of the cache version; drafts are not cached.
  func cached(_ scope: StoryScope) -> StoryblokCall.Query {
    guard scope.version == .published, let version = cacheVersion.withLock({ $0 }) else { return [] }
    return [("cv", String(version))]
  }

  func vsearches(_ term: String, limit: Int, offset: Int) throws(Failure) -> PassageList {
    throw Failure(
      .usage, "vsearches needs a management token, and this is a delivery token",
      hint: "leave \(switch: .backend) out: auto uses what the token opens", service: "storyblok")
  }

  func read(
    ids: [Int64], in scope: StoryScope, deliver: (Story) async throws(Failure) -> Void
  ) async throws(Failure) {
    let size = pageSize
    let batches = stride(from: 0, to: ids.count, by: size).map { Array(ids[$0..<min($0 + size, ids.count)]) }
    let pages = fetch(batches.count) { (index, sizeLimit) -> OrderedFetch<[Story]>.Outcome in
      do throws(Failure) {
        var filter = StoryFilter()
        filter.ids = batches[index]
        var call = try self.list(filter, in: scope, page: 1, size: size)
        call.sizeLimit = sizeLimit
        return await self.connection.outcome(call, as: self.access) { (response) throws(Failure) in
          try self.page(response).stories
        }
      } catch {
        return .failed(error)
      }
    }
    var number = 0
    try await pages.run(RateController(allowance: allowance)) { (stories) throws(Failure) in
      let found = Dictionary(stories.map { ($0.id, $0) }) { first, _ in first }
      for story in batches[number].compactMap({ found[$0] }) { try await deliver(story) }
      number += 1
      return true
    }
  }

  func story(at path: String, language: String?, in scope: StoryScope) async throws(Failure) -> Story? {
    var query: StoryblokCall.Query = [("version", scope.version.rawValue)]
    // Codes are written with an underscore here, also those with a hyphen.
    if let language { query.append(("language", language.replacing("-", with: "_"))) }
    let call = StoryblokCall(
      .story, "/stories/" + PercentEncoding.path(path), query: query + cached(scope), version: scope.version)
    let response = try await connection.send(call, as: access)
    switch response.status {
    case 200..<300:
      guard let story = try? Story(answer: response.body) else { throw connection.unreadable(response) }
      return story
    case 404: return nil
    default: throw connection.failure(response, of: call, as: access)
    }
  }

  func check(release: String) throws(Failure) { throw Self.untoldRelease }

  private static let untoldRelease = StoryNarrowing.untold("which stories are part of a release")

  /// Read once; whoever asks while it is read waits for it.
  func space() async throws(Failure) -> Space {
    let result = await known.value(isFinal: { if case .success = $0 { true } else { false } }) {
      await Result(awaiting: readSpace)
    }
    return try result.get()
  }

  private func readSpace() async throws(Failure) -> Space {
    let space = try await connection.ask(
      StoryblokCall(.space, path("/spaces/me"), holdsSecrets: true), as: access, read: connection.space)
    if let version = space.cacheVersion { note(version) }
    return space
  }

  func user() -> StoryblokUser? { nil }

  /// Whether the token reads drafts, tested with a request for one.
  ///
  /// - Throws: `Failure` if the response does not tell.
  func readsDrafts() async throws(Failure) -> Bool {
    let call = try list(StoryFilter(), in: StoryScope(.draft), page: 1, size: 1)
    let response = try await connection.send(call, as: access)
    switch response.status {
    case 200..<300: return true
    case 401, 403: return false
    default: throw connection.failure(response, of: call, as: access)
    }
  }
}
