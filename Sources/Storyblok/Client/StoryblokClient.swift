public import Core
public import HTTP
import Synchronization

/// Reads one Storyblok space: by meaning (Strata), by text, by id or slug, whichever family the token belongs to.
///
/// What the first answers tell (the kind of token, the cache version, the space) is remembered for the process, so
/// that no request is made to learn what another one shows.
public final class StoryblokClient: Sendable {
  /// What is read, and with what.
  public let configuration: StoryblokConfiguration
  let http: HTTPClient
  let environment: Environment
  let log: Log
  private let known = Mutex(Known())

  /// What the answers so far have told.
  private struct Known {
    var access: Access?
    var cacheVersion: String?
    var space: Space?
    var links = KnownLinks()
  }

  /// A client of the space that `configuration` names.
  public init(
    configuration: StoryblokConfiguration, http: HTTPClient, environment: Environment, log: Log
  ) {
    self.configuration = configuration
    self.http = http
    self.environment = environment
    self.log = log
  }

  /// Up to four attempts, half a second and doubling.
  var retry: RetryPolicy { RetryPolicy(maxAttempts: configuration.attempts, base: .milliseconds(500)) }

  /// The way the token works, once an answer has shown it.
  var access: Access? { known.withLock { $0.access } }

  /// The space, once it has been read.
  var knownSpace: Space? { known.withLock { $0.space } }

  /// The delivery API's cache version, once an answer has shown it.
  var cacheVersion: String? { known.withLock { $0.cacheVersion } }

  /// Where links lead, as far as it has been asked for.
  var knownLinks: KnownLinks { known.withLock { $0.links } }

  func remember(_ links: KnownLinks) { known.withLock { $0.links = links } }

  func remember(_ space: Space) { known.withLock { $0.space = space } }

  /// Newer versions only: an answer that was under way for long must not take the others back in time.
  func remember(cacheVersion: String) {
    known.withLock { known in
      guard let new = Int64(cacheVersion), new > known.cacheVersion.flatMap({ Int64($0) }) ?? 0 else {
        return
      }
      known.cacheVersion = cacheVersion
    }
  }

  /// Asks in the way the token is known to work, or in each way it may, and reads the answer.
  ///
  /// A 401 of one family leads to the other; anything else shows that the token was understood, and is remembered.
  func ask<Value>(
    among ways: [Access]? = nil,
    _ call: (Access) throws(Failure) -> StoryblokCall,
    read: (Response, Access) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let candidates = ways ?? access.map { [$0] } ?? self.candidates
    var refusal: Failure?
    for access in candidates {
      let call = try call(access)
      let response = try await send(call, as: access, retry: retry)
      if response.status == 401 {
        // The likeliest way's refusal is the one to tell.
        refusal = refusal ?? failure(response, of: call, as: access)
        continue
      }
      settle(access, by: response)
      guard (200..<300).contains(response.status) else { throw failure(response, of: call, as: access) }
      return try read(response, access)
    }
    throw refusal ?? noSpace
  }

  var candidates: [Access] {
    Access.candidates(for: configuration.token.value, hasSpace: configuration.space != nil)
  }

  /// The answer to one call, whatever its status.
  func send(_ call: StoryblokCall, as access: Access, retry: RetryPolicy, retriesThrottled: Bool = true)
    async throws(Failure) -> Response
  {
    let configuration = configuration
    return try await http.send(
      HTTPClient.Exchange(
        service: "storyblok", operation: call.operation, retry: retry,
        make: { () throws(Failure) in call.request(configuration, as: access) },
        classify: { response in
          switch response.status {
          case 429: retriesThrottled ? .throttled : .done
          case 502, 503, 504: .transient
          default: .done
          }
        }))
  }

  private func settle(_ access: Access, by response: Response) {
    guard response.status < 500, response.status != 429 else { return }
    let isNew = known.withLock { known in
      defer { known.access = known.access ?? access }
      return known.access == nil
    }
    if isNew { log.note("storyblok: the token works as \(access.word)") }
  }

  /// The path of the configured space in the management API.
  ///
  /// - Throws: `Failure` with code `noToken` where no space is configured.
  func spacePath() throws(Failure) -> String {
    guard let space = configuration.space else { throw noSpace }
    return "/spaces/\(space.value)"
  }
}

extension Access {
  /// In words, for `--verbose`.
  var word: String {
    switch self {
    case .personal: "a personal access token"
    case .oauth: "an OAuth token"
    case .delivery: "a delivery token"
    }
  }
}
