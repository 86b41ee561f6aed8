public import Core

/// What became of one provider of the chain.
public struct ChainStep: Sendable, Equatable {
  /// How it went.
  public enum Outcome: String, Sendable {
    case used, skipped, failed
    case notReached = "not_reached"
  }

  /// The provider.
  public var source: CredentialSource
  /// How it went.
  public var outcome: Outcome
  /// What was found, or why nothing was; nil where it was not reached.
  public var reason: String?

  /// Makes a step.
  public init(_ source: CredentialSource, _ outcome: Outcome, _ reason: String? = nil) {
    self.source = source
    self.outcome = outcome
    self.reason = reason
  }
}

/// How the search for credentials ended, and the way there.
public struct CredentialResolution: Sendable {
  /// How it ended.
  public enum Result: Sendable, Equatable {
    /// Credentials.
    case found(ResolvedCredentials)
    /// They would come from there, but only by asking somebody, and the run is offline.
    case deferred(CredentialOrigin)
    /// None.
    case failed(Failure)
  }

  /// How it ended.
  public var result: Result
  /// Every provider in order.
  public var steps: [ChainStep]

  /// Makes a resolution.
  public init(_ result: Result, steps: [ChainStep]) {
    self.result = result
    self.steps = steps
  }

  /// The credentials.
  ///
  /// - Throws: why there are none.
  public func credentials() throws(Failure) -> ResolvedCredentials {
    switch result {
    case .found(let resolved): return resolved
    case .failed(let failure): throw failure
    case .deferred(let origin):
      throw Failure(
        .noCredentials, "Unable to locate credentials",
        hint: "run without \(switch: .offline): \(origin.detail) must be asked")
    }
  }
}

/// The providers in their order; the first that yields wins.
struct CredentialChain: Sendable {
  let providers: [any CredentialProvider]

  /// The order of botocore and the AWS CLI, with `.env` directly below the process environment, or below a profile
  /// that option or process environment named.
  static func standard(outranksDotEnv: Bool) -> CredentialChain {
    let environment: [any CredentialProvider] = [EnvironmentProvider()]
    let dotenv: [any CredentialProvider] = [DotEnvProvider()]
    let machine: [any CredentialProvider] = [
      EC2CredentialsFileProvider(), BotoConfigProvider(), ContainerProvider(), InstanceMetadataProvider(),
    ]
    return CredentialChain(
      providers: environment
        + (outranksDotEnv ? ofProfile + dotenv : dotenv + ofProfile)
        + machine)
  }

  /// The providers that read one profile: of a profile with several ways to credentials, the first here wins.
  static let ofProfile: [any CredentialProvider] = [AssumeRoleProvider()] + ofSourceProfile

  /// The providers that may serve as `source_profile`; a role there is another link, not a source.
  static let ofSourceProfile: [any CredentialProvider] = [
    WebIdentityProvider(), SSOProvider(), SharedCredentialsFileProvider(), LoginProvider(), ProcessProvider(),
    ConfigFileProvider(),
  ]

  /// The provider that a `credential_source` names.
  static func provider(of source: RolePlan.Source) -> any CredentialProvider {
    switch source {
    case .environment: EnvironmentProvider(isAskedByName: true)
    case .instanceMetadata: InstanceMetadataProvider()
    case .container: ContainerProvider()
    }
  }

  /// What the first of `providers` says that does not decline; nil where all do.
  static func first(
    of providers: [any CredentialProvider], _ context: ProviderContext
  ) async throws(Failure) -> ProviderOutcome? {
    for provider in providers {
      let outcome = try await provider.resolve(context)
      guard case .declined = outcome else { return outcome }
    }
    return nil
  }

  /// Asks one after the other until one yields or fails.
  func resolve(_ context: ProviderContext) async -> CredentialResolution {
    var steps: [ChainStep] = []
    for (index, provider) in providers.enumerated() {
      let rest = providers[(index + 1)...].map { ChainStep($0.source, .notReached) }
      do throws(Failure) {
        switch try await provider.resolve(context) {
        case .declined(let reason):
          context.log.note("credentials: \(provider.source.name) skipped: \(reason)")
          steps.append(ChainStep(provider.source, .skipped, reason))
        case .found(let resolved):
          context.log.note("credentials: \(provider.source.name) used: \(resolved.origin.detail)")
          steps.append(ChainStep(provider.source, .used, resolved.origin.detail))
          return CredentialResolution(.found(resolved), steps: steps + rest)
        case .deferred(let origin, let whom):
          steps.append(
            ChainStep(provider.source, .used, "\(origin.detail); not asked with --offline: \(whom)"))
          return CredentialResolution(.deferred(origin), steps: steps + rest)
        }
      } catch {
        context.log.note("credentials: \(provider.source.name) failed: \(error.sentence)")
        steps.append(ChainStep(provider.source, .failed, error.sentence))
        return CredentialResolution(.failed(error), steps: steps + rest)
      }
    }
    return CredentialResolution(.failed(CredentialFailures.none(steps, context)), steps: steps)
  }
}
