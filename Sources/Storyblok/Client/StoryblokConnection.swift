import Core
import HTTP
import Synchronization

/// What both clients share: sending, checking and reading responses, and the access that works.
final class StoryblokConnection: Sendable {
  let configuration: StoryblokConfiguration
  let environment: Environment
  let log: Log
  let http: HTTPClient
  private let network: NetworkSettings
  private let settled = Mutex<Access?>(nil)

  init(configuration: StoryblokConfiguration, http: HTTPClient, environment: Environment, log: Log) {
    self.configuration = configuration
    self.http = http
    self.environment = environment
    self.log = log
    network = NetworkSettings(environment)
  }

  /// The access that works; nil before a response has shown it.
  var access: Access? { settled.withLock { $0 } }

  /// The response to a call, of any status: up to four attempts by default, half a second apart and doubling.
  ///
  /// - Throws: `Failure`; with code `network` if a page answers that is not from Storyblok, of a status below 500.
  func send(_ call: StoryblokCall, as access: Access, retriesThrottled: Bool = true) async throws(Failure) -> Response {
    let configuration = configuration
    let response = try await http.send(
      HTTPClient.Exchange(
        service: "storyblok", operation: call.subject.rawValue,
        retry: RetryPolicy(maxAttempts: configuration.attempts, base: .milliseconds(500)),
        make: { () throws(Failure) in call.request(configuration, as: access) },
        classify: { response in
          switch response.status {
          case 429: retriesThrottled ? .throttled : .done
          // What the API does not know does not change; a page of a gateway says nothing of it.
          case 500..<600 where ![501, 505].contains(response.status): .transient
          case 500...: Self.foreignPage(response) == nil ? .done : .transient
          default: .done
          }
        }))
    if response.status < 500, let page = Self.foreignPage(response, without: environment.secrets) {
      throw foreign(page, response)
    }
    return response
  }

  /// The page in `response` that is not from Storyblok; nil if Storyblok has answered. It sends `Total` and `Per-Page`
  /// with lists, and `SB-…` with every response of the delivery API.
  static func foreignPage(_ response: Response, without secrets: KnownSecrets = KnownSecrets()) -> ForeignPage? {
    ForeignPage(response, without: secrets) { $0 == "total" || $0 == "per-page" || $0.hasPrefix("sb-") }
  }

  private func foreign(_ page: ForeignPage, _ response: Response) -> Failure {
    page.failure(
      service: "storyblok", provider: "Storyblok",
      endpoint: configuration.isCustomBase ? configuration.baseOrigin : nil,
      network: network, attempts: response.attempts
    ).without(environment.secrets)
  }

  /// What a page of a status above 500 adds to the hints: it may be a gateway before Storyblok, or in this network.
  func pageHints(_ response: Response) -> [Remedy] {
    guard let page = Self.foreignPage(response, without: environment.secrets) else { return [] }
    let name = page.title.map { " (“\($0)”)" } ?? ""
    return ["\(page.address) was answered by a page\(name); \(page.cause(network))"]
  }

  /// The content of the response to a call. Any status but 401 shows that the token was accepted, which is kept.
  func ask<Value>(
    _ call: StoryblokCall, as access: Access, read: (Response) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let response = try await send(call, as: access)
    settle(access, by: response)
    guard (200..<300).contains(response.status) else { throw failure(response, of: call, as: access) }
    return try read(response)
  }

  /// The outcome of one call among many. The caller handles a 429, and a response larger than the call's own limit.
  func outcome<Output: Sendable>(
    _ call: StoryblokCall, as access: Access, read: (Response) throws(Failure) -> Output
  ) async -> OrderedFetch<Output>.Outcome {
    do throws(Failure) {
      let response = try await send(call, as: access, retriesThrottled: false)
      switch response.status {
      case 200..<300: return .done(try read(response), size: response.body.count)
      case 404 where call.subject == .story: return .done(try read(response), size: response.body.count)
      case 429:
        let asked = response.headers["Retry-After"].flatMap {
          HTTPDate.retryAfter($0, now: environment.clock.seconds)
        }
        return .refused(retryAfter: asked, throttled(response).counting(response))
      default: return .failed(failure(response, of: call, as: access))
      }
    } catch {
      return error.reason == .tooLarge && call.sizeLimit != nil ? .tooLarge : .failed(error)
    }
  }

  private func settle(_ access: Access, by response: Response) {
    guard response.status < 500, response.status != 401, response.status != 429 else { return }
    let isNew = settled.withLock { settled in
      defer { settled = settled ?? access }
      return settled == nil
    }
    if isNew { log.note("storyblok: the token works as \(access.word)") }
  }
}

extension StoryblokConnection {
  /// The page of stories in a response.
  func page(_ response: Response) throws(Failure) -> StoryPage {
    let total = response.headers.count("Total")
    guard let page = try? StoryPage(response.body, total: total) else { throw unreadable(response) }
    warnSkipped(page.skipped)
    return page
  }

  /// The passages in a response.
  func passages(_ response: Response) throws(Failure) -> PassageList {
    guard let list = try? PassageList(response.body) else { throw unreadable(response) }
    warnSkipped(list.skipped)
    return list
  }

  /// The space in a response.
  func space(_ response: Response) throws(Failure) -> Space {
    guard let space = try? Space(response.body) else { throw unreadable(response) }
    return space
  }

  private func warnSkipped(_ count: Int) {
    guard count > 0 else { return }
    log.warn(
      "\(count) item\(count == 1 ? "" : "s") of Storyblok's answer had no id or slug and were left out",
      changesResult: true)
  }
}
