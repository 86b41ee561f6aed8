public import Core
import HTTP

extension StoryblokClient {
  /// The hosts of assets: Storyblok's own and their regional forms.
  private static let assetHosts: Set<String> = [
    "a.storyblok.com", "a-us.storyblok.com", "a-ca.storyblok.com", "a-ap.storyblok.com", "a-cn.storyblok.com",
    "a2.storyblok.com", "a.storyblokchina.cn",
  ]

  /// The bytes of an asset. The token is not sent: assets are public.
  ///
  /// - Parameter limit: the largest size accepted, in bytes.
  /// - Throws: `Failure` `usage` for an address that is not of Storyblok's asset hosts by https (a loopback address is
  ///   taken only where the base URL is one too), `not_found`, `bad_response` for a larger asset, and failures of the
  ///   network.
  public func asset(_ address: String, limit: Int) async throws(Failure) -> [UInt8] {
    guard let url = WebURL(address), isAssetHost(url) else {
      throw Failure(
        .usage, "the image is not on Storyblok's asset hosts", hint: "only images of the space's own assets are read",
        service: "storyblok")
    }
    var limits = Request.Limits()
    limits.body = limit
    let request = Request(
      "GET", url, headers: ["Accept": "image/png, image/jpeg, image/gif, image/webp"], limits: limits)
    let response = try await connection.http.send(
      HTTPClient.Exchange(
        service: "storyblok", operation: "asset", retry: RetryPolicy(maxAttempts: 2, base: .milliseconds(500)),
        make: { () throws(Failure) in request },
        classify: { response in
          switch response.status {
          case 429: .throttled
          case 500, 502, 503, 504: .transient
          default: .done
          }
        }))
    guard response.status == 200 else {
      throw Failure(
        response.status == 404 ? .notFound : .badResponse, "the image was answered with HTTP \(response.status)",
        hint: "check the asset in the space", service: "storyblok")
    }
    return response.body
  }

  private func isAssetHost(_ url: WebURL) -> Bool {
    if url.isLoopback { return configuration.management.isLoopback }
    return url.scheme == .https && url.port ?? 443 == 443 && Self.assetHosts.contains(url.host)
  }
}
