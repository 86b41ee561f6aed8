public import Core
public import HTTP
import Synchronization

/// One run's view of AWS: shared files, profile, region, endpoints and credentials, each found when first asked for
/// and then remembered.
public final class AWSSession: Sendable {
  /// Options, variables and `.env`.
  public let settings: Settings
  /// Whether nobody may be asked: what needs the network or a program is left open.
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

  /// Makes a session; nothing is read or asked yet.
  ///
  /// - Parameters:
  ///   - prompt: asks at the terminal for an MFA code; nil where there is no terminal.
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

  /// What files and settings say: profile, region, endpoints, retries. Read once.
  ///
  /// - Throws: `Failure`: `bad_config` for a file that cannot be parsed or a value that is none, `not_found` for a
  ///   profile that does not exist, `usage` for an option that is none.
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

  /// The region, and where it came from.
  ///
  /// - Throws: `Failure` as `configuration`.
  public func region() throws(Failure) -> Setting<String> {
    try configuration().region.map(\.name)
  }

  /// Where a service is reached.
  ///
  /// - Throws: `Failure` as `configuration`.
  public func endpoint(_ service: AWSService) throws(Failure) -> AWSEndpoint {
    try configuration().endpoint(for: service)
  }

  /// The credentials of this run; found once, shared by all who ask at the same time.
  ///
  /// - Throws: `Failure`: `no_credentials`, `partial_credentials`, `bad_config`, `provider_failed`,
  ///   `expired_credentials`, and what the services asked on the way refuse with.
  public func credentials() async throws(Failure) -> ResolvedCredentials {
    try await resolution().credentials()
  }

  /// How the search for credentials went, step by step.
  public func resolution() async -> CredentialResolution {
    await resolved.value(isFinal: { !$0.isInterrupted }) {
      do throws(Failure) {
        let context = try self.context()
        return await CredentialChain.standard(outranksDotEnv: context.selection.outranksDotEnv).resolve(context)
      } catch { return CredentialResolution(.failed(error), steps: []) }
    }
  }

  /// The Bedrock API key, where one is set; it is used for Bedrock in place of credentials.
  public var bedrockAPIKey: Setting<Secret>? { settings.string(.bedrockAPIKey)?.map { Secret($0) } }

  /// Where the proof for requests to `service` comes from, where it is known by now.
  public func origin(for service: AWSService) async -> CredentialOrigin? {
    if service.signingName == "bedrock", let key = bedrockAPIKey {
      return CredentialOrigin(.bedrockAPIKey, detail: key.origin.place)
    }
    if case .found(let resolved) = await resolution().result { return resolved.origin }
    return nil
  }

  /// Sends calls with this session's endpoints and credentials; an API key goes to Bedrock only.
  public var client: AWSClient {
    get throws(Failure) { try client(in: nil) }
  }

  /// As `client`, but for the services of another region.
  ///
  /// - Parameter region: nil for the session's own.
  /// - Throws: `Failure` as `configuration`; a region that is none fails with the first call.
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
  /// Whether the search was broken off rather than ended.
  fileprivate var isInterrupted: Bool {
    if case .failed(let failure) = result { failure.code == .interrupted } else { false }
  }
}

extension AWSSession {
  /// Whether others than its owner may read the credentials file.
  public var isCredentialsFileOpen: Bool {
    guard let files = try? configuration().files, files.credentials.exists else { return false }
    return FileStatus(settings.environment.absolutePath(files.credentials.path))?.isOpenToOthers ?? false
  }
}
