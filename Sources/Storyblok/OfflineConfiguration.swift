public import Core
public import HTTP

/// What the settings tell of a space without a request. No token is needed.
public struct OfflineConfiguration: Sendable {
  /// The space, if one is configured.
  public let space: Setting<Int64>?
  /// The region that is configured, or that the space's id tells.
  public let region: Setting<StoryblokRegion>?
  /// The address of the site, if one is configured.
  public let site: Setting<WebURL>?
  /// Whether the token may be one of the management API, and one of the delivery API, as far as its form tells; both
  /// without a token.
  public let mayBe: (management: Bool, delivery: Bool)

  /// Reads the configuration.
  ///
  /// - Throws: `Failure`: `usage` (option) or `badConfig` (variable) for an invalid value.
  public init(_ settings: Settings) throws(Failure) {
    space = try StoryblokConfiguration.space(settings)
    region = try StoryblokConfiguration.region(settings) ?? StoryblokConfiguration.derived(space)
    site = try StoryblokConfiguration.site(settings)
    guard let token = settings.string(.storyblokToken)?.value.trimmed, !token.isEmpty else {
      mayBe = (true, true)
      return
    }
    let ways = Access.candidates(for: Secret(token))
    // A token in the form of the documented delivery tokens counts as one: nobody is asked here, and an index of drafts
    // must not answer for a token that reads published stories only.
    mayBe = (ways.first != .delivery, ways.contains(.delivery))
  }
}
