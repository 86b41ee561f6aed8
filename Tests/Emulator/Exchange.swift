internal import Synchronization

/// One request, and the scenario that answers it.
struct Exchange: Sendable {
  let request: HTTPRequest
  let route: Route
  let scenario: Scenario
  /// Seconds since 1970 by the emulator's clock.
  let now: Int
  let requestID: String
  let memory: Memory

  /// Milliseconds that the answer of this service takes, besides the scenario's latency.
  var ownLatency: Int {
    switch route.service {
    case .management, .delivery: scenario.storyblok.latency
    case .bedrockRuntime: scenario.bedrock.thinkingTime
    default: 0
    }
  }
}

/// The state that an emulator keeps between requests.
final class Memory: Sendable {
  struct Values {
    /// Temporary credentials handed out, by access key id.
    var issued: [String: Identity] = [:]
    /// How often each fault's pattern matched.
    var faultMatches: [Int: Int] = [:]
    /// Turns of the script that were taken.
    var turnsTaken = 0
    /// The number of credentials, tokens and answers made, for distinct ids.
    var serial = 0
    /// Refresh tokens that took the place of used ones.
    var rotated: [String: String] = [:]
    /// Access tokens made by a refresh.
    var ssoTokens: [SSOToken] = []
    /// Session tokens of the metadata service.
    var metadataTokens: Set<String> = []
    /// Times of the latest requests, by rate limit.
    var windows: [String: [Double]] = [:]
    /// What story lists selected, so that each page does not search again.
    var selections: [String: [ShelvedStory]] = [:]
    /// In how many stories words occur, by the edition of the space.
    var frequencies: [Int: WordFrequencies] = [:]
    /// Transcriptions that have ended.
    var transcriptions: [ReceivedSound] = []
    /// Whether a first page was served, after which lists move.
    var hasListMoved = false
  }

  private let values = Mutex(Values())

  func with<Result>(_ body: (inout sending Values) -> sending Result) -> sending Result {
    values.withLock { values in body(&values) }
  }

  /// A number not given before.
  func serial() -> Int {
    with { values in
      values.serial += 1
      return values.serial
    }
  }
}
