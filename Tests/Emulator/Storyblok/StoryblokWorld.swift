/// A space, its tokens and the behaviour of its APIs.
public struct StoryblokWorld: Sendable {
  /// Whether and how Strata answers.
  public enum StrataState: String, Sendable, CaseIterable {
    case available
    /// 404: the API does not exist.
    case absent
    /// 403 without a reason.
    case forbidden
    /// 403: the plan of the space does not include it.
    case plan
    /// Nothing is indexed: every list is empty.
    case empty
  }
  /// How full text matches a term of several words. Storyblok's real rule is not documented.
  public enum FullText: String, Sendable, CaseIterable {
    /// As it stands, anywhere.
    case phrase
    /// Every word, each as a whole word.
    case all
    /// At least one word.
    case any
  }
  /// How the legacy search wraps its items.
  public enum LegacyShape: Sendable { case array, stories, results, absent }

  public var space = Space.sample
  public var tokens = StoryblokToken.all
  public var strata = StrataState.available
  public var fullText = FullText.phrase
  public var legacyShape = LegacyShape.array
  /// Whether this is another region than the space's: delivery answers 401, management 404.
  public var wrongRegion = false
  /// Whether published requests without `cv` are redirected to one with it.
  public var redirectsToVersion = true
  /// Requests a second that are let through; nil: all.
  public var rateLimits: RateLimits?
  /// Whether stories name the emulator itself as the host of their assets.
  public var servesAssets = false
  /// The host of assets that stories name instead of Storyblok's; nil for that.
  public var assetHost: String?
  /// Assets by file name, in place of the pixel that every image is.
  public var assets: [String: [UInt8]] = [:]
  /// How lists change between their pages.
  public var motion = ListMotion.none
  /// The other spaces that a management token lists.
  public var neighbours: [(id: Int, name: String, region: String)] = []
  /// The scheme of the URLs in answers: `https` behind a TLS proxy.
  public var scheme = "http"
  /// Milliseconds that each answer takes, besides the scenario's latency.
  public var latency = 0
  /// `Retry-After` of a rate limit's answer.
  public var retryAfter: String?

  public init() {}
}

/// What happens to lists after the first page was served.
public enum ListMotion: Sendable, Equatable {
  case none
  /// The last story moves to the first place.
  case lastMovesUp
  /// The first story is deleted.
  case firstIsDeleted
  /// The first story moves to the last place.
  case firstMovesDown
  /// Nothing, but `Total` says this number.
  case counts(Int)

  /// The list as it is now.
  func list(_ stories: [ShelvedStory], _ memory: Memory) -> [ShelvedStory] {
    let hasMoved = memory.with { values in
      defer { values.hasListMoved = true }
      return values.hasListMoved
    }
    guard hasMoved, let first = stories.first, let last = stories.last else { return stories }
    switch self {
    case .none, .counts: return stories
    case .lastMovesUp: return [last] + stories.dropLast()
    case .firstIsDeleted: return Array(stories.dropFirst())
    case .firstMovesDown: return stories.dropFirst() + [first]
    }
  }

  /// The header `Total` of a list of `count` stories.
  func total(_ count: Int) -> String { if case .counts(let number) = self { String(number) } else { String(count) } }
}

/// A Storyblok token.
public struct StoryblokToken: Sendable {
  public enum Kind: Sendable, Equatable {
    /// Sent raw to the management API; belongs to a user.
    case personal
    /// The same, bounded to scopes.
    case scoped(Set<String>)
    /// Sent with `Bearer` to the management API.
    case oauth
    /// Delivery, drafts included.
    case preview
    /// Delivery, published only.
    case `public`
  }

  public var value: String
  public var kind: Kind
  /// Spaces it reaches; nil: every one.
  public var spaces: Set<Int>?

  public init(_ value: String, _ kind: Kind, spaces: Set<Int>? = nil) {
    self.value = value
    self.kind = kind
    self.spaces = spaces
  }

  public static let personal = StoryblokToken("example-personal-token-0123456789-abcdefgh", .personal)
  public static let oauth = StoryblokToken("example-oauth-token-0123456789", .oauth)
  /// May read stories but not search by meaning.
  public static let withoutStrata = StoryblokToken("example-scoped-token-stories", .scoped(["stories:read"]))
  /// May do both.
  public static let scoped = StoryblokToken(
    "example-scoped-token-strata", .scoped(["stories:read", "strata:read"]))
  /// May do nothing that matters here.
  public static let scopeless = StoryblokToken("example-scoped-token-none", .scoped(["assets:read"]))
  public static let preview = StoryblokToken("ExamplePreviewToken00ptt", .preview)
  public static let published = StoryblokToken("ExamplePublicToken000ptt", .public)
  /// A personal token of a user without access to the space.
  public static let elsewhere = StoryblokToken(
    "example-personal-token-elsewhere-0000", .personal, spaces: [123_456])

  public static let all = [personal, oauth, withoutStrata, scoped, scopeless, preview, published, elsewhere]
}

/// Requests a second, as Storyblok documents them.
public struct RateLimits: Sendable {
  public var management = 6
  /// Delivery, by stories a page: up to 25, 50, 75, 100.
  public var delivery = [50, 15, 10, 6]

  public init() {}
}
