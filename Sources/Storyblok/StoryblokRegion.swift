/// The region of a space. Each region has its own hosts and tokens.
public enum StoryblokRegion: String, Sendable, CaseIterable {
  case eu, us, ca, ap, cn

  /// The display name.
  public var name: String {
    switch self {
    case .eu: "European Union"
    case .us: "United States"
    case .ca: "Canada"
    case .ap: "Australia"
    case .cn: "China"
    }
  }

  /// The host of the management API.
  public var managementHost: String {
    switch self {
    case .eu: "mapi.storyblok.com"
    case .us, .ca, .ap: "api-\(rawValue).storyblok.com"
    case .cn: "app.storyblokchina.cn"
    }
  }

  /// The host of the delivery API.
  public var deliveryHost: String { self == .eu ? "api.storyblok.com" : managementHost }

  /// The base of links to the web application.
  public var app: String {
    self == .cn ? "https://app.storyblokchina.cn/fe/editor_v2" : "https://app.storyblok.com"
  }

  /// The region with the public API host `host`; nil if there is none.
  public init?(host: String) {
    guard let region = Self.allCases.first(where: { $0.managementHost == host || $0.deliveryHost == host })
    else { return nil }
    self = region
  }

  /// The region of a space id (github.com/storyblok/monoblok, packages/region-helper): ranges of a million for the
  /// first four, bits 48 to 52 for long ids. China shares the range of `eu`, so it is not derived there. Nil if the id
  /// has no region.
  public init?(spaceID: Int64) {
    switch spaceID {
    case 0...999_999: self = .eu
    case 1_000_000...1_999_999: self = .us
    case 2_000_000...2_999_999: self = .ca
    case 3_000_000...3_999_999: self = .ap
    case 1 << 48...(1 << 53) - 1:
      switch (spaceID >> 48) & 0b11111 {
      case 0, 1: self = .eu
      case 2: self = .us
      case 3: self = .ca
      case 4: self = .ap
      case 6: self = .cn
      default: return nil
      }
    default: return nil
    }
  }
}
