public import Core
public import HTTP

/// The space, the token and the hosts, each with its origin.
public struct StoryblokConfiguration: Sendable {
  /// The token.
  public var token: Setting<Secret>
  /// The space, if one is configured. A delivery token belongs to one space.
  public var space: Setting<Int64>?
  /// The region; nil for a custom base URL and a space id without region.
  public var region: Setting<StoryblokRegion>?
  /// The base URL of the management API, `…/v1`.
  public var management: WebURL
  /// The base URL of the delivery API, `…/v2/cdn`.
  public var delivery: WebURL
  /// The origin of the base URL.
  public var baseOrigin: Origin
  /// Whether the base URL is not a public host of Storyblok (a proxy, a staging host, an emulator).
  public var isCustomBase: Bool
  /// The address of the site, if one is configured.
  public var site: Setting<WebURL>?
  /// The time without progress after which a request fails.
  public var idle: Duration
  /// The most attempts of a request.
  public var attempts: Int

  /// Reads the configuration from `settings`. No request is sent.
  ///
  /// - Throws: `Failure`: `noToken` without a token; `usage` (option) or `badConfig` (variable) for an invalid value;
  ///   `badConfig` if the token would be sent to an untrusted host or without TLS.
  public init(_ settings: Settings) throws(Failure) {
    let given = settings.string(.storyblokToken)
    space = try Self.space(settings)
    var named = try Self.region(settings)
    var kept: Setting<String>?
    if given == nil {
      let base = try settings.string(.storyblokBase).map { (base) throws(Failure) in try StoryblokBase(base) }
      let known = named?.value ?? base?.region ?? Self.derived(space)?.value
      // A login is for its region. With a base URL of one's own the region must be named.
      if base == nil || known != nil, let entry = Self.login(settings, known) {
        kept = Setting(entry.token, from: .storyblokCLI(path: StoryblokCLICredentials.path, host: entry.host))
        if known == nil { named = Setting(entry.region, from: .derived("the login of \(entry.host)")) }
      }
    }
    token = try Self.token(given ?? kept)
    if let base = settings.string(.storyblokBase) {
      let root = try StoryblokBase(base)
      region = named ?? root.region.map { Setting($0, from: base.origin) } ?? Self.derived(space)
      management = root.management
      delivery = root.delivery
      baseOrigin = base.origin
      isCustomBase = root.region == nil
    } else {
      let known: Setting<StoryblokRegion>
      if let region = named ?? Self.derived(space) { known = region } else { known = try Self.fallback(space) }
      region = known
      management = StoryblokBase.management(known.value)
      delivery = StoryblokBase.delivery(known.value)
      baseOrigin = .derived("region \(known.value.rawValue)")
      isCustomBase = false
    }
    site = try Self.site(settings)
    idle = try settings.seconds(.timeout)?.value ?? .seconds(30)
    attempts = try settings.integer(.attempts, in: 1...100)?.value ?? 4
  }

  /// A description of a mismatch of space id and region; nil if they match. Without it the service's 401 or 404 would
  /// be hard to understand.
  public var regionMismatch: String? {
    guard let space, let region, let home = StoryblokRegion(spaceID: space.value), home != region.value,
      // China shares its ids with `eu`, so they do not show a mismatch.
      !(region.value == .cn && home == .eu)
    else { return nil }
    return "space \(space.value) belongs to region \(home.rawValue) (\(home.name)), but "
      + "\(region.value.rawValue) is used (\(region.origin.place))"
  }

  /// The hint for `regionMismatch`.
  public var regionHint: Remedy? {
    guard regionMismatch != nil, let space, let region, let home = StoryblokRegion(spaceID: space.value) else {
      return nil
    }
    return
      "space \(space.value) belongs to region \(home.rawValue): use \(option: .storyblokRegion) \(home.rawValue), or "
      + "leave out \(region.origin.place), so that it is derived"
  }
}

extension StoryblokConfiguration {
  /// The login that the official command line keeps for the region.
  private static func login(
    _ settings: Settings, _ region: StoryblokRegion?
  ) -> StoryblokCLICredentials.Entry? {
    let entries = StoryblokCLICredentials.entries(settings.environment)
    settings.environment.secrets.add(entries.map(\.token))
    return StoryblokCLICredentials.entry(for: region, among: entries)
  }

  /// The file in which the official command line keeps logins, as it is shown.
  public static let loginFile = StoryblokCLICredentials.path

  /// Whether the token is one that others may read in the file of the official command line.
  public func isOpenToOthers(_ environment: Environment) -> Bool {
    guard case .storyblokCLI = token.origin else { return false }
    return StoryblokCLICredentials.isOpenToOthers(environment)
  }

  private static func token(_ given: Setting<String>?) throws(Failure) -> Setting<Secret> {
    guard let token = given else {
      throw Failure(
        .noToken, "no Storyblok token is set",
        hint: "export STORYBLOK_TOKEN=… or put it into .env; create one at "
          + "https://app.storyblok.com/#/me/account?tab=token (scopes: read stories, strata:read)",
        service: "storyblok")
    }
    let text = token.value.trimmed
    // The token becomes part of a header or a URL, so it must not hold characters that could end either.
    let isBearer = text.prefix(7).lowercased() == "bearer "
    let word = isBearer ? text.dropFirst(7).trimmed : text
    guard !word.isEmpty, word.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      let fault = BareText.fault(in: word) ?? "holds a blank"
      throw Failure(
        .badConfig, "\(token.origin.place) \(fault): no Storyblok token has one",
        hint: "copy the token again, without quotes or line ends", service: "storyblok")
    }
    return Setting(Secret(isBearer ? "Bearer " + word : word), from: token.origin)
  }

  static func space(_ settings: Settings) throws(Failure) -> Setting<Int64>? {
    guard let text = settings.string(.space) else { return nil }
    // Ids have at most 53 bits, the range of integers in JavaScript.
    guard let id = Int64(text.value.trimmed), (0..<1 << 53).contains(id) else {
      throw wrong(
        text.origin, "must be a Storyblok space id, a whole number",
        hint: "find it in the space's settings, for example 123456")
    }
    return Setting(id, from: text.origin)
  }

  static func region(_ settings: Settings) throws(Failure) -> Setting<StoryblokRegion>? {
    guard let text = settings.string(.storyblokRegion) else { return nil }
    guard let region = StoryblokRegion(rawValue: text.value.trimmed.lowercased()) else {
      throw wrong(text.origin, "must be a Storyblok region", hint: "one of eu, us, ca, ap, cn")
    }
    return Setting(region, from: text.origin)
  }

  static func derived(_ space: Setting<Int64>?) -> Setting<StoryblokRegion>? {
    guard let space, let region = StoryblokRegion(spaceID: space.value) else { return nil }
    return Setting(region, from: .derived("space id \(space.value)"))
  }

  private static func fallback(_ space: Setting<Int64>?) throws(Failure) -> Setting<StoryblokRegion> {
    guard let space else { return Setting(.eu, from: .default) }
    throw Failure(
      .badConfig, "the id of space \(space.value) does not tell its region",
      hint: "say it: \(option: .storyblokRegion) eu|us|ca|ap|cn, or STORYBLOK_REGION", service: "storyblok")
  }

  static func site(_ settings: Settings) throws(Failure) -> Setting<WebURL>? {
    guard let text = settings.string(.site) else { return nil }
    let word = text.value.trimmingBlanks
    guard let url = WebURL(word.contains("://") ? word : "https://" + word), url.query == nil else {
      throw wrong(text.origin, "is no address of a site", hint: "for example https://www.example.com")
    }
    return Setting(url, from: text.origin)
  }

  static func wrong(_ origin: Origin, _ what: String, hint: Remedy) -> Failure {
    if case .option = origin {
      return Failure(.usage, "\(origin.place) \(what)", hint: hint, service: "storyblok")
    }
    return Failure(.badConfig, "\(origin.place) \(what)", hint: hint, service: "storyblok")
  }
}

extension String {
  /// The text without blanks, tabs and line ends at both ends, which copying may add.
  var trimmingBlanks: String {
    let isBlank = { (c: Character) in c == " " || c == "\t" || c == "\n" || c == "\r" || c == "\r\n" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }
}
