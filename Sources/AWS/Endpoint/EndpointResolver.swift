public import Core
internal import HTTP

/// The endpoint of each service: a configured URL, else the public endpoint of the region.
public struct EndpointResolver: Sendable {
  /// The region.
  public var region: AWSRegion
  /// Which public endpoints are used. Ignored for a service with a configured URL.
  public var options: EndpointOptions
  /// The configured URLs.
  public var overrides: EndpointOverrides

  /// Makes a resolver.
  public init(
    region: AWSRegion, options: EndpointOptions = EndpointOptions(),
    overrides: EndpointOverrides = EndpointOverrides()
  ) {
    self.region = region
    self.options = options
    self.overrides = overrides
  }

  /// The endpoint of `service`.
  ///
  /// - Throws: `Failure` like `EndpointOverrides.url` and `EndpointRules.endpoint`.
  public func endpoint(for service: AWSService) throws(Failure) -> AWSEndpoint {
    guard let custom = try overrides.url(for: service) else {
      return try EndpointRules.endpoint(for: service, in: region, options: options)
    }
    // The selected region, without options: only the global STS endpoint itself signs as us-east-1.
    let signing = EndpointRules.signingRegion(for: service, in: region, options: EndpointOptions())
    return AWSEndpoint(url: custom.value, signingRegion: signing, origin: custom.origin)
  }
}
