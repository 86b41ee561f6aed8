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
  private let prompt: TerminalPrompt?
  private struct Chosen {
    var configuration: AWSConfiguration?
    var failure: Failure?
  }

  private let chosen = Mutex(Chosen())
  private let resolved = Once<CredentialResolution>()
  /// The inference profiles read so far.
  let profiles = InferenceProfileStore()

  /// Makes a session. Nothing is read or requested yet.
  ///
  /// - Parameters:
  ///   - prompt: asks for an MFA code at the terminal; nil if there is no terminal.
  public init(
    settings: Settings, http: HTTPClient, log: Log = .silent, prompt: TerminalPrompt? = nil,
    isOffline: Bool = false
  ) {
    self.settings = settings
    self.http = http
    self.log = log
    self.prompt = prompt
    self.isOffline = isOffline
  }

  /// Profile, region, endpoints and retries from files and settings. Read once.
  ///
  /// - Throws: `Failure`: `bad_config` for a file that cannot be parsed or an invalid value, `not_found` for a profile
  ///   that does not exist, `usage` for an invalid option.
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
  /// - Throws: `Failure` like `configuration`.
  public func region() throws(Failure) -> Setting<String> {
    try configuration().region.map(\.name)
  }

  /// The endpoint of a service.
  ///
  /// - Throws: `Failure` like `configuration`.
  public func endpoint(_ service: AWSService) throws(Failure) -> AWSEndpoint {
    try configuration().endpoint(for: service)
  }

  /// The credentials of this run. Resolved once and shared by concurrent callers.
  ///
  /// - Throws: `Failure`: `no_credentials`, `partial_credentials`, `bad_config`, `provider_failed`,
  ///   `expired_credentials`, and the failures of the services that were called.
  public func credentials() async throws(Failure) -> ResolvedCredentials {
    try await resolution().credentials()
  }

  /// The result of each provider in the credential chain.
  public func resolution() async -> CredentialResolution {
    await resolved.value(isFinal: { !$0.isInterrupted }) {
      do throws(Failure) {
        let context = try self.context()
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
      authorize: { service throws(Failure) in try await self.authorization(for: service) })
  }

  private func authorization(for service: AWSService) async throws(Failure) -> AWSAuthorization {
    guard service.signingName != nil else { return .none }
    if service.signingName == "bedrock", let key = bedrockAPIKey { return .bearer(key.value) }
    return .sigV4(try await credentials().credentials)
  }

  private func context() throws(Failure) -> ProviderContext {
    let configuration = try configuration()
    let network = ProviderNetwork(
      http: http, retry: configuration.retry, trust: configuration.trust, idle: configuration.idle,
      region: { configuration.region.value.name },
      endpoint: { service, region throws(Failure) in try configuration.endpoint(for: service, in: region) })
    return ProviderContext(
      settings: settings, files: configuration.files, selection: configuration.selection, network: network,
      log: log, isOffline: isOffline, prompt: prompt)
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
