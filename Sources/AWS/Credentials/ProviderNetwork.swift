internal import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Network access of the providers.
struct ProviderNetwork: Sendable {
  var http: HTTPClient
  var retry: RetryPolicy
  var trust: Setting<String>?
  /// The time without progress before a request is given up; nil if not set.
  var idle: Duration?
  /// The selected region, for STS and sign-in.
  var region: @Sendable () throws(Failure) -> String
  /// The endpoint of a service in a region.
  var endpoint: @Sendable (AWSService, _ region: String) throws(Failure) -> AWSEndpoint

  /// Called when credentials must be fetched, which takes time: what follows can be prepared meanwhile.
  var willFetch: @Sendable () -> Void = {}

  /// A client for one region (by default the selected one) and one authorization.
  func client(region: String? = nil, _ authorization: AWSAuthorization, environment: Environment) -> AWSClient {
    willFetch()
    return AWSClient(
      http: http, environment: environment, retry: retry, trust: trust, idle: idle,
      endpoint: { service throws(Failure) in
        if let region { return try endpoint(service, region) }
        return try endpoint(service, try self.region())
      },
      authorize: { _ in authorization })
  }
}
