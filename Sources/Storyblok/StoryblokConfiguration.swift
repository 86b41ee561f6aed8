public import Core
public import HTTP

/// Which space is read, with which token, and where: every value with its origin.
public struct StoryblokConfiguration: Sendable {
  /// The token.
  public var token: Setting<Secret>
  /// The space, where one is configured; a delivery token names its own.
  public var space: Setting<Int64>?
  /// The region, where one is known; nil for a base URL of the user's own and a space id that tells none.
  public var region: Setting<StoryblokRegion>?
  /// The base URL of the management API, `…/v1`.
  public var management: WebURL
  /// The base URL of the delivery API, `…/v2/cdn`.
  public var delivery: WebURL
  /// Where the base URL came from.
  public var baseOrigin: Origin
  /// Whether the base URL is none of Storyblok's public hosts (a proxy, a staging host, an emulator).
  public var isCustomBase: Bool
  /// The time without progress before a request is given up.
  public var idle: Duration
  /// Attempts in all for a request.
  public var attempts: Int

  /// The configuration that `settings` make; nothing is contacted.
  ///
  /// - Throws: `Failure`: `noToken` without a token; `usage` (option) or `badConfig` (variable) for a value that is
  ///   none; `badConfig` where the token would go to a host it must not go to, or in the clear.
  public init(_ settings: Settings) throws(Failure) {
    token = try Self.token(settings)
    space = try Self.space(settings)
    let named = try Self.region(settings)
    if let base = settings.string(.storyblokBase) {
      let root = try StoryblokBase(base)
      region = named ?? root.region.map { Setting($0, from: base.origin) } ?? Self.derived(space)
      management = root.management
      delivery = root.delivery
      baseOrigin = base.origin
      isCustomBase = root.region == nil
    } else {
      let known: Setting<StoryblokRegion>
      if let told = named ?? Self.derived(space) { known = told } else { known = try Self.fallback(space) }
      region = known
      management = StoryblokBase.management(known.value)
      delivery = StoryblokBase.delivery(known.value)
      baseOrigin = .derived("region \(known.value.rawValue)")
      isCustomBase = false
    }
    idle = try settings.seconds(.timeout)?.value ?? .seconds(30)
    attempts = try settings.integer(.attempts, in: 1...100)?.value ?? 4
  }

  /// What is wrong between the space's id and the region used, in words; nil where nothing is. A space of the wrong
  /// region answers 401 or 404, which tells nobody anything.
  public var regionMismatch: String? {
    guard let space, let region, let home = StoryblokRegion(spaceID: space.value), home != region.value,
      // China shares the ids of eu: only the user can know.
      !(region.value == .cn && home == .eu)
    else { return nil }
    return "space \(space.value) belongs to region \(home.rawValue) (\(home.name)), but "
      + "\(region.value.rawValue) is used (\(region.origin.place))"
  }

  /// What to do about `regionMismatch`.
  public var regionHint: Remedy? {
    guard regionMismatch != nil, let space, let home = StoryblokRegion(spaceID: space.value) else {
      return nil
    }
    return
      "space \(space.value) belongs to region \(home.rawValue): use --storyblok-region \(home.rawValue), or "
      + "remove STORYBLOK_REGION and STORYBLOK_API_BASE so that it is derived"
  }
}

extension StoryblokConfiguration {
  private static func token(_ settings: Settings) throws(Failure) -> Setting<Secret> {
    guard let token = settings.string(.storyblokToken) else {
      throw Failure(
        .noToken, "no Storyblok token is set",
        hint: "export STORYBLOK_TOKEN=… or put it into .env; create one at "
          + "https://app.storyblok.com/#/me/account?tab=token (scopes: read stories, strata:read)",
        service: "storyblok")
    }
    let text = token.value.trimmingBlanks
    // It goes into a header or a URL as it is: what cannot stand there is no token, and must not become a second header.
    let word = text.hasPrefix("Bearer ") ? text.dropFirst(7) : Substring(text)
    guard !word.isEmpty, word.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Failure(
        .badConfig,
        "\(token.origin.place) holds a blank, a control or a non-ASCII character: no Storyblok token has one",
        hint: "copy the token again, without quotes or line ends", service: "storyblok")
    }
    return Setting(Secret(text), from: token.origin)
  }

  private static func space(_ settings: Settings) throws(Failure) -> Setting<Int64>? {
    guard let text = settings.string(.space) else { return nil }
    // Ids have up to 53 bits, so that JavaScript can hold them.
    guard let id = Int64(text.value.trimmingBlanks), (0..<1 << 53).contains(id) else {
      throw wrong(
        text.origin, "must be a Storyblok space id, a whole number",
        hint: "find it in the space's settings, for example 123456")
    }
    return Setting(id, from: text.origin)
  }

  private static func region(_ settings: Settings) throws(Failure) -> Setting<StoryblokRegion>? {
    guard let text = settings.string(.storyblokRegion) else { return nil }
    guard let region = StoryblokRegion(rawValue: text.value.trimmingBlanks.lowercased()) else {
      throw wrong(text.origin, "must be a Storyblok region", hint: "one of eu, us, ca, ap, cn")
    }
    return Setting(region, from: text.origin)
  }

  private static func derived(_ space: Setting<Int64>?) -> Setting<StoryblokRegion>? {
    guard let space, let region = StoryblokRegion(spaceID: space.value) else { return nil }
    return Setting(region, from: .derived("space id \(space.value)"))
  }

  private static func fallback(_ space: Setting<Int64>?) throws(Failure) -> Setting<StoryblokRegion> {
    guard let space else { return Setting(.eu, from: .default) }
    throw Failure(
      .badConfig, "the id of space \(space.value) does not tell its region",
      hint: "say it: --storyblok-region eu|us|ca|ap|cn, or STORYBLOK_REGION", service: "storyblok")
  }

  static func wrong(_ origin: Origin, _ what: String, hint: Remedy) -> Failure {
    if case .option = origin {
      return Failure(.usage, "\(origin.place) \(what)", hint: hint, service: "storyblok")
    }
    return Failure(.badConfig, "\(origin.place) \(what)", hint: hint, service: "storyblok")
  }
}

extension String {
  /// Without blanks, tabs and line ends around it: what copying leaves behind.
  var trimmingBlanks: String {
    let isBlank = { (c: Character) in c == " " || c == "\t" || c == "\n" || c == "\r" || c == "\r\n" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }
}
