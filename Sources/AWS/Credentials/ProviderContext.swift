public import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// All that providers may look at and do.
struct ProviderContext: Sendable {
  /// Options, variables and `.env`.
  var settings: Settings
  /// Both shared files.
  var files: SharedFiles
  /// The profile that is read.
  var selection: ProfileSelection
  /// The services a provider may ask.
  var network: ProviderNetwork
  /// Where steps and fallbacks are logged.
  var log: Log
  /// Whether nobody may be asked.
  var isOffline = false
  /// Asks for an MFA code at the terminal; nil where there is none.
  var prompt: TerminalPrompt?
  /// Whether the variables of web identity count; not for a profile that is the source of another.
  var readsWebIdentityVariables = true

  var environment: Environment { settings.environment }
  var now: Date { environment.clock.now() }

  /// The profile itself; nil where neither file has it.
  var profile: Profile? { files.profile(selection.name) }

  /// The same for `source_profile`: another profile, and no variables.
  func reading(_ profile: String, from origin: Origin) -> ProviderContext {
    var copy = self
    copy.selection = ProfileSelection(profile, from: origin)
    copy.readsWebIdentityVariables = false
    return copy
  }
}

/// Asks one question at the controlling terminal with echo off; nil when the answer is end-of-file.
public typealias TerminalPrompt = @Sendable (_ question: String) async throws(Failure) -> String?

/// The way of providers to the network.
struct ProviderNetwork: Sendable {
  var http: HTTPClient
  var retry: RetryPolicy
  var trust: String?
  /// The time without progress before a request is given up, where somebody set one.
  var idle: Duration?
  /// The region that was selected, for STS and sign-in.
  var region: @Sendable () throws(Failure) -> String
  /// Where a service is reached in a region.
  var endpoint: @Sendable (AWSService, _ region: String) throws(Failure) -> AWSEndpoint

  /// A client for one region (the selected one by default) and one way of authorizing.
  func client(region: String? = nil, _ authorization: AWSAuthorization, environment: Environment) -> AWSClient {
    AWSClient(
      http: http, environment: environment, retry: retry, trust: trust, idle: idle,
      endpoint: { service throws(Failure) in
        if let region { return try endpoint(service, region) }
        return try endpoint(service, try self.region())
      },
      authorize: { _ in authorization })
  }
}
