public import Core
public import HTTP
import Synchronization

/// The AWS state of one run: shared files, profile, region, endpoints and credentials. Each is resolved at its first
/// use and then kept.
public final class AWSSession: Sendable {
  /// Options, variables and `.env`.
  public let settings: Settings
  /// Whether network and programs must not be used. What needs them stays unresolved.
  public let isOffline: Bool

  private let http: HTTPClient
  let log: Log
  private let prompt: @Sendable () -> TerminalPrompt?
  private struct Chosen {
    var configuration: AWSConfiguration?
    var failure: Failure?
  }

  private let chosen = Mutex(Chosen())
  /// The search for credentials; a new one when credentials that a provider can renew have expired.
  private struct Search {
    var resolved = Once<CredentialResolution>()
    var isRenewal = false
  }

  private let search = Mutex(Search())
  private let instanceMetadata = InstanceMetadataMemory()
  /// The service that is called with the credentials, once a call has begun.
  private let wanted = Mutex<AWSService?>(nil)
  /// The inference profiles read so far.
  let profiles = InferenceProfileStore()

  /// Makes a session. Nothing is read or requested yet.
  ///
  /// - Parameters:
  ///   - prompt: asks for an MFA code at the terminal; nil if there is no terminal. Evaluated when a code is needed.
  public init(
    settings: Settings, http: HTTPClient, log: Log = .silent,
    prompt: @escaping @autoclosure @Sendable () -> TerminalPrompt? = nil, isOffline: Bool = false
  ) {
    self.settings = settings
    self.http = http
    self.log = log
    self.prompt = prompt
    self.isOffline = isOffline
  }

  /// Profile, region, endpoints and retries from files and settings. Read once.
  ///
  /// - Throws: `Failure`: `bad_config` for an invalid value, `not_found` for a profile that does not exist, `usage` for
  ///   an invalid option.
  public func configuration() throws(Failure) -> AWSConfiguration {
    try chosen.withLock { chosen throws(Failure) in
      if let made = chosen.configuration { return made }
      if let failure = chosen.failure { throw failure }
      do throws(Failure) {
        let made = try AWSConfiguration(settings)
        chosen.configuration = made
        return made
      } catch {
        chosen.failure = error
        throw error
      }
    }
  }

  /// The region with its origin.
  ///
  /// - Throws: `Failure` like `configuration`, and for a region that is not valid.
  public func region() throws(Failure) -> Setting<String> {
    try configuration().region.map(\.name)
  }

  /// The endpoint of a service.
  ///
  /// - Throws: `Failure` like `configuration`.
  public func endpoint(_ service: AWSService) throws(Failure) -> AWSEndpoint {
    try configuration().endpoint(for: service)
  }

  /// Announces a call of a service, so that the connection is open when the call is made. An invalid configuration is
  /// reported by the call.
  public func open(_ service: AWSService) {
    if let endpoint = try? endpoint(service), !isOffline { http.open(endpoint.url) }
  }

  /// The credentials of this run. Resolved once and shared by concurrent callers; resolved again when they have expired
  /// and their provider can renew them.
  ///
  /// - Throws: `Failure`: `no_credentials`, `partial_credentials`, `bad_config`, `provider_failed`,
  ///   `expired_credentials`, and the failures of the services that were called.
  public func credentials() async throws(Failure) -> ResolvedCredentials {
    let credentials = try await resolution().credentials()
    if let end = credentials.credentials.expiration, end <= settings.environment.clock.now(),
      await renew(credentials.credentials)
    {
      return try await resolution().credentials()
    }
    return credentials
  }

  /// Resolves the credentials again after a service or the clock has said that `expired` are.
  ///
  /// - Returns: whether there may be others now: the provider can renew them, and has not returned the same.
  func renew(_ expired: Credentials) async -> Bool {
    let before = search.withLock { $0.resolved }
    guard case .found(let current) = await resolution().result else { return false }
    // Another call has renewed them in the meantime.
    if current.credentials != expired { return true }
    guard current.origin.source.isRenewable, !isOffline else { return false }
    let isFirst = search.withLock { search in
      // Another call may have begun to fetch them.
      guard search.resolved === before else { return false }
      search = Search(isRenewal: true)
      return true
    }
    if isFirst { log.note("credentials: those of \(current.origin.source.name) have expired; they are fetched again") }
    guard case .found(let renewed) = await resolution().result else { return true }
    return renewed.credentials != expired
  }

  /// The result of each provider in the credential chain.
  public func resolution() async -> CredentialResolution {
    let (resolved, isRenewal) = search.withLock { ($0.resolved, $0.isRenewal) }
    return await resolved.value(isFinal: { !$0.isInterrupted }) {
      do throws(Failure) {
        var context = try self.context()
        context.isRenewal = isRenewal
        return await CredentialChain.standard(outranksDotEnv: context.selection.outranksDotEnv).resolve(context)
      } catch { return CredentialResolution(.failed(error), steps: []) }
    }
  }

  /// The Bedrock API key; nil if not set. It is used for Bedrock instead of credentials.
  public var bedrockAPIKey: Setting<Secret>? { settings.string(.bedrockAPIKey)?.map { Secret($0) } }

  /// The origin of the credentials or API key for `service`; nil if not resolved yet.
  public func origin(for service: AWSService) async -> CredentialOrigin? {
    if service.signingName == "bedrock", let key = bedrockAPIKey {
      return CredentialOrigin(.bedrockAPIKey, detail: key.origin.place)
    }
    if case .found(let resolved) = await resolution().result { return resolved.origin }
    return nil
  }

  /// A client with this session's endpoints and credentials. An API key is sent to Bedrock only.
  public var client: AWSClient {
    get throws(Failure) { try client(in: nil) }
  }

  /// Like `client`, for the services of another region.
  ///
  /// - Parameter region: nil for the session's own.
  /// - Throws: `Failure` like `configuration`. An invalid region fails with the first call.
  public func client(in region: String?) throws(Failure) -> AWSClient {
    let configuration = try configuration()
    return AWSClient(
      http: http, environment: settings.environment, retry: configuration.retry, trust: configuration.trust,
      idle: configuration.idle,
      endpoint: { service throws(Failure) in
        guard let region else { return try configuration.endpoint(for: service) }
        return try configuration.endpoint(for: service, in: region)
      },
      authorize: { service throws(Failure) in try await self.authorization(for: service) },
      renew: { await self.renew($0) })
  }

  private func authorization(for service: AWSService) async throws(Failure) -> AWSAuthorization {
    guard service.signingName != nil else { return .none }
    if service.signingName == "bedrock", let key = bedrockAPIKey {
      try BareText.check(key.value.reveal(), key.origin.place)
      return .bearer(key.value)
    }
    wanted.withLock { $0 = service }
    return .sigV4(try await credentials().credentials)
  }

  private func context() throws(Failure) -> ProviderContext {
    let configuration = try configuration()
    var network = ProviderNetwork(
      http: http, retry: configuration.retry, trust: configuration.trust, idle: configuration.idle,
      region: { () throws(Failure) in try configuration.region.value.name },
      endpoint: { service, region throws(Failure) in try configuration.endpoint(for: service, in: region) })
    // Connecting to the service that waits for the credentials does not need them.
    network.willFetch = { [weak self] in
      if let self, let service = wanted.withLock({ $0 }) { open(service) }
    }
    return ProviderContext(
      settings: settings, files: configuration.files, selection: configuration.selection,
      profileFailure: configuration.profileFailure, network: network, log: log, isOffline: isOffline,
      instanceMetadata: instanceMetadata, prompt: prompt)
  }
}

extension CredentialResolution {
  /// Whether the search was cancelled.
  fileprivate var isInterrupted: Bool {
    if case .failed(let failure) = result { failure.code == .interrupted } else { false }
  }
}

extension AWSSession {
  /// Whether group or others may read the credentials file.
  public var isCredentialsFileOpen: Bool {
    guard let files = try? configuration().files, files.credentials.exists else { return false }
    return FileStatus(settings.environment.absolutePath(files.credentials.path))?.isOpenToOthers ?? false
  }
}
