internal import Core

/// The providers in order. The first that returns credentials is used.
struct CredentialChain: Sendable {
  let providers: [any CredentialProvider]

  /// The order of botocore and the AWS CLI. `.env` is directly below the process environment, or below a profile that
  /// an option or the process environment named.
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

  /// The providers that read one profile. If a profile has several, the first one here is used.
  static let ofProfile: [any CredentialProvider] = [AssumeRoleProvider()] + ofSourceProfile

  /// The providers of a `source_profile`. A role in it is another hop, not a source.
  static let ofSourceProfile: [any CredentialProvider] = [
    WebIdentityProvider(), SSOProvider(), SharedCredentialsFileProvider(), LoginProvider(), ProcessProvider(),
    ConfigFileProvider(),
  ]

  /// The provider for a `credential_source`.
  static func provider(of source: RolePlan.Source) -> any CredentialProvider {
    switch source {
    case .environment: EnvironmentProvider(isCredentialSource: true)
    case .instanceMetadata: InstanceMetadataProvider()
    case .container: ContainerProvider()
    }
  }

  /// The result of the first provider that does not decline; nil if all decline.
  static func first(
    of providers: [any CredentialProvider], _ context: ProviderContext
  ) async throws(Failure) -> ProviderOutcome? {
    for provider in providers {
      let outcome = try await provider.resolve(context)
      guard case .declined = outcome else { return outcome }
    }
    return nil
  }

  /// Calls the providers in order until one returns credentials or fails.
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
          resolved.credentials.add(to: context.environment.secrets)
          context.log.note("credentials: \(provider.source.name) used: \(resolved.origin.detail)")
          steps.append(ChainStep(provider.source, .used, Remedy(resolved.origin.detail)))
          return CredentialResolution(.found(resolved), steps: steps + rest)
        case .deferred(let origin, let whom):
          steps.append(
            ChainStep(provider.source, .used, "\(origin.detail); not asked with \(switch: .offline): \(whom)"))
          return CredentialResolution(.deferred(origin), steps: steps + rest)
        }
      } catch {
        context.log.note("credentials: \(provider.source.name) failed: \(error.sentence)")
        steps.append(ChainStep(provider.source, .failed, Remedy(error.sentence)))
        return CredentialResolution(.failed(error), steps: steps + rest)
      }
    }
    return CredentialResolution(.failed(CredentialFailures.none(steps, context)), steps: steps)
  }
}
