public import Core
public import HTTP
import Synchronization

/// Reads one Storyblok space with the delivery or the management client, depending on the token.
///
/// The kind of the token, the cache version and the space are kept for the process, so that no request repeats another.
public final class StoryblokClient: Sendable {
  let connection: StoryblokConnection
  let delivery: DeliveryClient
  let known = Mutex(Known())
  /// Look-ups run one after another, so that none repeats another.
  let lookups = AsyncLock()

  struct Known {
    var space: Space?
    var names = KnownNames()
    var labels = KnownLabels()
    /// The notices given, which are not repeated.
    var notices: Set<String> = []
  }

  /// A client for the space of `configuration`.
  ///
  /// - Parameter stateFolder: where the version of a space's cache is remembered; nil for nowhere.
  public init(
    configuration: StoryblokConfiguration, http: HTTPClient, environment: Environment, log: Log,
    stateFolder: String? = nil
  ) {
    connection = StoryblokConnection(configuration: configuration, http: http, environment: environment, log: log)
    delivery = DeliveryClient(
      connection: connection,
      remembering: stateFolder.map { CacheVersionFile(in: $0, configuration, environment: environment) })
  }

  /// The configuration.
  public var configuration: StoryblokConfiguration { connection.configuration }

  /// Whether lists have no content, as those of the management API; nil before a response has shown which API the token
  /// is for.
  public var listsAreBare: Bool? { access?.isManagement }

  /// The access that works; nil before a response has shown it.
  var access: Access? { connection.access }

  /// Announces a request, so that the connection is open when it is made.
  public func open() {
    if let access = access ?? candidates.first { connection.http.open(access.base(configuration)) }
  }

  /// The ways to try, the most likely first.
  var candidates: [Access] { Access.candidates(for: configuration.token.value) }

  /// Calls the client that the token works with; if that is not known yet, each possible one.
  ///
  /// After a 401 the next one is tried; any other status decides. Without a space the management API is asked for the
  /// token's user only, so that a token that it accepts is not sent to the delivery API.
  ///
  /// - Parameter ways: the ways for a call that needs no space; nil for one that needs it.
  func ask<Value>(
    among ways: [Access]? = nil, _ body: (any StorySource) async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    var refusal: Failure?
    let tried = self.access.map { [$0] } ?? ways ?? candidates
    for access in tried {
      let source: any StorySource =
        access == .delivery ? delivery : ManagementClient(connection: connection, access: access)
      do throws(Failure) {
        if ways == nil, access.isManagement, configuration.space == nil {
          if self.access == nil { _ = try await source.user() }
          throw connection.noSpace
        }
        return try await body(source)
      } catch {
        // A scoped token may not read its user, and is accepted all the same.
        if ways == nil, access.isManagement, configuration.space == nil, error.httpStatus == 403,
          error.code != .network
        {
          throw connection.noSpace
        }
        guard error.httpStatus == 401, error.code != .network, self.access != access else { throw error }
        // The refusal of the most likely way is reported.
        refusal = refusal ?? error
      }
    }
    throw refusal.map { connection.refused($0, as: tried) } ?? connection.noSpace
  }

  /// Checks, without a request, that a token that must be for the management API has a space.
  ///
  /// - Throws: `Failure` with code `noToken`.
  public func checkSpace() throws(Failure) {
    if configuration.space == nil, candidates.allSatisfy(\.isManagement) { throw connection.noSpace }
  }

  /// The passages nearest in meaning to `term`, best first. A story may have several.
  ///
  /// - Parameters:
  ///   - filter: conditions, of which Strata supports prefix and content type.
  ///   - limit: the most passages, cut to the API's limit.
  /// - Throws: `Failure`; `accessDenied` or `notFound` if the space has no Strata.
  public func strata(
    _ term: String, _ filter: StoryFilter = StoryFilter(), in scope: StoryScope, limit: Int
  ) async throws(Failure) -> PassageList {
    try await ask { (source) throws(Failure) in try await source.strata(term, filter, in: scope, limit: limit) }
  }

  /// The passages of the legacy search. Storyblok no longer documents it and may remove it.
  ///
  /// - Throws: `Failure`; `usage` for a delivery token, which this API does not accept.
  public func vsearches(_ term: String, limit: Int, offset: Int) async throws(Failure) -> PassageList {
    try await ask { (source) throws(Failure) in try await source.vsearches(term, limit: limit, offset: offset) }
  }

  /// One page of the stories that `filter` selects. Lists of the delivery API have content, those of the management API
  /// do not.
  ///
  /// - Parameters:
  ///   - page: the page, from 1. A page past the end is empty.
  ///   - size: stories per page, at most 100.
  /// - Throws: `Failure`.
  public func stories(
    _ filter: StoryFilter, in scope: StoryScope, page: Int = 1, size: Int = 100
  ) async throws(Failure) -> StoryPage {
    try await ask { (source) throws(Failure) in
      try await source.stories(filter, in: scope, page: page, size: size)
    }
  }

  /// Delivers the stories that `filter` selects, in the list's order. Pages are requested concurrently, as fast as the
  /// service allows.
  ///
  /// - Parameters:
  ///   - offset: the number of stories left out at the beginning.
  ///   - limit: the most stories; nil for all.
  ///   - deliver: receives the next stories, and the total if it is known.
  /// - Throws: `Failure` of a request, or of `deliver`.
  public func pages(
    _ filter: StoryFilter, in scope: StoryScope, offset: Int, limit: Int?,
    deliver: ([Story], Int?) async throws(Failure) -> Void
  ) async throws(Failure) -> PagingResult {
    try await ask { (source) throws(Failure) in
      try await source.pages(filter, in: scope, offset: offset, limit: limit, deliver: deliver)
    }
  }

  /// Delivers stories by id with their content, in the order of `ids`; missing ids are left out. The delivery API
  /// returns many at once, the management API one at a time and always the draft.
  ///
  /// - Throws: `Failure` of a request, or of `deliver`.
  public func read(
    ids: [Int64], in scope: StoryScope, deliver: (Story) async throws(Failure) -> Void
  ) async throws(Failure) {
    guard !ids.isEmpty else { return }
    // One request determines the access before many are sent at once.
    if access == nil { _ = try await space() }
    try await ask { (source) throws(Failure) in try await source.read(ids: ids, in: scope, deliver: deliver) }
  }

  /// Stories by id as lists return them, a hundred per request.
  ///
  /// - Throws: `Failure` of a request.
  public func summaries(ids: [Int64], in scope: StoryScope) async throws(Failure) -> [Story] {
    try await ask { (source) throws(Failure) in try await source.summaries(ids: ids, in: scope) }
  }

  /// The stories among `ids` that `filter` selects, as lists return them, a hundred per request. Term and order of the
  /// filter are left aside.
  ///
  /// - Throws: `Failure` of a request; `usage` for a condition that the token's lists do not tell.
  public func stories(
    among ids: [Int64], _ filter: StoryFilter, in scope: StoryScope
  ) async throws(Failure) -> [Story] {
    try await ask { (source) throws(Failure) in try await source.stories(among: ids, filter, in: scope) }
  }

  /// The id of the space, as far as it is known without a request.
  public var knownSpace: Int64? { configuration.space?.value ?? known.withLock { $0.space?.id } }

  /// The space: the configured one, or that of a delivery token. It is read once in a process.
  ///
  /// - Throws: `Failure`.
  public func space() async throws(Failure) -> Space {
    if let space = known.withLock({ $0.space }) { return space }
    let space = try await ask { (source) throws(Failure) in try await source.space() }
    known.withLock { $0.space = space }
    if let configured = configuration.space, configured.value != space.id {
      connection.log.warn(
        "the token belongs to space \(space.id), not to \(configured.value) (\(configured.origin.place))",
        changesResult: true)
    }
    return space
  }
}
