public import Core
public import HTTP

/// The endpoint of a service and the region of its signatures.
public struct AWSEndpoint: Sendable, Equatable {
  /// The base URL, to which request paths are appended.
  public var url: WebURL
  /// The region in the SigV4 scope.
  public var signingRegion: String
  /// The origin of a URL that the user configured; nil for a public endpoint.
  public var origin: Origin?

  /// Makes an endpoint.
  public init(url: WebURL, signingRegion: String, origin: Origin? = nil) {
    self.url = url
    self.signingRegion = signingRegion
    self.origin = origin
  }
}
