public import Core
public import HTTP

/// Where a service is reached, and what its signature must name.
public struct AWSEndpoint: Sendable, Equatable {
  /// The base URL; request paths are appended.
  public var url: WebURL
  /// The region in the SigV4 scope.
  public var signingRegion: String
  /// Whether the user named the URL, and where; nil for the region's public host.
  public var origin: Origin?

  /// Makes an endpoint.
  public init(url: WebURL, signingRegion: String, origin: Origin? = nil) {
    self.url = url
    self.signingRegion = signingRegion
    self.origin = origin
  }
}
