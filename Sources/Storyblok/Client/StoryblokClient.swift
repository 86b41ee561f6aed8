public import Core
public import HTTP
import Synchronization

/// Reads one Storyblok space, whichever family the token belongs to: chooses between the delivery and the management
/// client and asks that one.
///
/// What the first answers tell (the kind of token, the cache version, the space) is remembered for the process, so
/// that no request is made to learn what another one shows.
public final class StoryblokClient: Sendable {
  let connection: StoryblokConnection
  let delivery: DeliveryClient
  private let known = Mutex(Known())

  private struct Known {
    var space: Space?
    var links = KnownLinks()
  }

  /// A client of the space that `configuration` names.
  public init(configuration: StoryblokConfiguration, http: HTTPClient, environment: Environment, log: Log) {
    connection = StoryblokConnection(configuration: configuration, http: http, environment: environment, log: log)
    delivery = DeliveryClient(connection: connection)
  }

  /// What is read, and with what.
  public var configuration: StoryblokConfiguration { connection.configuration }

  /// Whether lists come without content, as the management API's do; nil before an answer has shown which it is.
  public var listsAreBare: Bool? { access?.isManagement }

  /// The way the token works, once an answer has shown it.
  var access: Access? { connection.access }

  /// The ways it may work, likeliest first.
  var candidates: [Access] {
    Access.candidates(for: configuration.token.value, hasSpace: configuration.space != nil)
  }

  /// Asks the client that the token is known to work with, or each that it may work with.
  ///
  /// A 401 of one leads to the next; any other answer settles which it is.
  func ask<Value>(
    among ways: [Access]? = nil, _ body: (any StorySource) async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    var refusal: Failure?
    for access in self.access.map({ [$0] }) ?? ways ?? candidates {
      let source: any StorySource =
        access == .delivery ? delivery : ManagementClient(connection: connection, access: access)
      do throws(Failure) { return try await body(source) } catch {
        guard error.httpStatus == 401, self.access != access else { throw error }
        // The likeliest way's refusal is the one to tell.
        refusal = refusal ?? error
      }
    }
    throw refusal ?? connection.noSpace
  }

  /// The passages nearest in meaning to `term`, best first; a story may have several.
  ///
  /// - Parameters:
  ///   - filter: narrows the search as far as Strata can: by prefix and content type.
  ///   - limit: passages wanted, cut to what the API gives.
  /// - Throws: `Failure`, `accessDenied` or `notFound` among them where the space has no Strata.
  public func strata(
    _ term: String, _ filter: StoryFilter = StoryFilter(), in scope: StoryScope, limit: Int
  ) async throws(Failure) -> PassageList {
    try await ask { (source) throws(Failure) in try await source.strata(term, filter, in: scope, limit: limit) }
  }

  /// The hits of the legacy search. Storyblok no longer documents it and may take it away.
  ///
  /// - Throws: `Failure`; `usage` with a delivery token, which this API does not take.
  public func vsearches(_ term: String, limit: Int, offset: Int) async throws(Failure) -> PassageList {
    try await ask { (source) throws(Failure) in try await source.vsearches(term, limit: limit, offset: offset) }
  }

  /// One page of the stories that `filter` selects. The delivery API's lists hold the content, the management API's
  /// do not.
  ///
  /// - Parameters:
  ///   - page: from 1; one past the end is empty.
  ///   - size: stories a page, at most 100.
  /// - Throws: `Failure`.
  public func stories(
    _ filter: StoryFilter, in scope: StoryScope, page: Int = 1, size: Int = 100
  ) async throws(Failure) -> StoryPage {
    try await ask { (source) throws(Failure) in
      try await source.stories(filter, in: scope, page: page, size: size)
    }
  }

  /// Goes through the stories that `filter` selects, in the list's order, pages fetched in parallel as fast as the
  /// service lets it be and delivered as they come.
  ///
  /// - Parameters:
  ///   - offset: stories left out at the beginning.
  ///   - limit: stories wanted; nil for all.
  ///   - deliver: takes the next stories, and how many there are in all where that is known.
  /// - Throws: `Failure` of a request, or of `deliver`.
  public func walk(
    _ filter: StoryFilter, in scope: StoryScope, offset: Int, limit: Int?,
    deliver: ([Story], Int?) async throws(Failure) -> Void
  ) async throws(Failure) -> StoryWalk {
    try await ask { (source) throws(Failure) in
      try await source.walk(filter, in: scope, offset: offset, limit: limit, deliver: deliver)
    }
  }

  /// Stories by id with their content, in the order given, delivered as they come; ids that do not exist are left out.
  /// The delivery API gives many at once, the management API one at a time, and always the draft.
  ///
  /// - Throws: `Failure` of a request, or of `deliver`.
  public func read(
    ids: [Int64], in scope: StoryScope, deliver: (Story) async throws(Failure) -> Void
  ) async throws(Failure) {
    guard !ids.isEmpty else { return }
    // One request settles the access, not each of many sent at once.
    if access == nil { _ = try await space() }
    try await ask { (source) throws(Failure) in try await source.read(ids: ids, in: scope, deliver: deliver) }
  }

  /// Stories by id as lists give them, a hundred a request.
  ///
  /// - Throws: `Failure` of a request.
  public func summaries(ids: [Int64], in scope: StoryScope) async throws(Failure) -> [Story] {
    try await ask { (source) throws(Failure) in try await source.summaries(ids: ids, in: scope) }
  }

  /// Where stories stand that a link names by uuid only; those that are not found are left out.
  ///
  /// The delivery API lists the links of the whole space, a thousand a page, without content; the management API finds
  /// stories by uuid. Links are an extra: once a request for them has failed, what is known is all there is.
  ///
  /// - Throws: `Failure` with code `interrupted`.
  public func paths(of uuids: Set<String>, in scope: StoryScope) async throws(Failure) -> [String: String] {
    var links = known.withLock { $0.links }
    if !links.isLost {
      do throws(Failure) {
        try await ask { (source) throws(Failure) in try await source.locate(uuids, in: scope, &links) }
      } catch {
        if error.code == .interrupted { throw error }
        links.isLost = true
        connection.log.note("storyblok: links between stories are left open: \(error.sentence)")
      }
      known.withLock { [links] in $0.links = links }
    }
    return links.paths.filter { uuids.contains($0.key) }
  }

  /// The space: the configured one, or the one a delivery token names. Read once in a process.
  ///
  /// - Throws: `Failure`.
  public func space() async throws(Failure) -> Space {
    if let space = known.withLock({ $0.space }) { return space }
    let space = try await ask { (source) throws(Failure) in try await source.space() }
    known.withLock { $0.space = space }
    if let configured = configuration.space, configured.value != space.id {
      connection.log.warn(
        "the token belongs to space \(space.id), not to \(configured.value) (\(configured.origin.place))")
    }
    return space
  }
}
