public import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The input of a provider: settings, files, network and log.
struct ProviderContext: Sendable {
  /// Options, variables and `.env`.
  var settings: Settings
  /// Both shared files.
  var files: SharedFiles
  /// The selected profile.
  var selection: ProfileSelection
  /// Why the selected profile cannot be read; nil if it can. The first provider that reads a profile throws it.
  var profileFailure: Failure? = nil
  /// Access to the services that a provider may call.
  var network: ProviderNetwork
  /// The log for steps and fallbacks.
  var log: Log
  /// Whether network and programs must not be used.
  var isOffline = false
  /// Whether the credentials of the last search have expired: caches may hold them still, so they are not read.
  var isRenewal = false
  /// What instance metadata has told this process.
  var instanceMetadata = InstanceMetadataMemory()
  /// Looks for a terminal at which an MFA code can be asked for; nil if there is none.
  var prompt: @Sendable () -> TerminalPrompt? = { nil }
  /// Whether the variables of web identity are read. They are not for a `source_profile`.
  var readsWebIdentityVariables = true

  var environment: Environment { settings.environment }
  var now: Date { environment.clock.now() }

  /// The selected profile; nil if neither file has it.
  var profile: Profile? { files.profile(selection.name) }

  /// The context for a `source_profile`, without web identity variables.
  func reading(_ profile: String, from origin: Origin) -> ProviderContext {
    var copy = self
    copy.selection = ProfileSelection(profile, from: origin)
    copy.readsWebIdentityVariables = false
    return copy
  }
}

/// Asks a question at the controlling terminal with echo off. Returns nil at end-of-file.
public typealias TerminalPrompt = @Sendable (_ question: String) async throws(Failure) -> String?
