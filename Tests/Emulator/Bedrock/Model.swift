/// A foundation model.
public struct Model: Sendable {
  /// Whether the account may use it.
  public enum Access: Sendable {
    case granted
    /// No agreement for this account and Region.
    case noAccess
    /// First use by a principal without Marketplace permissions.
    case marketplace
    /// The provider's first-time form was never filled in.
    case useCaseForm
    /// Legacy, and not used for a while.
    case legacyUnused
    /// Past its end of life.
    case endOfLife
  }

  public var id: String
  public var name: String
  public var provider: String
  /// Geographies that have a profile: `us`, `eu`, `jp`, `au`, `apac`, `global`.
  public var profiles: [String]
  /// Whether it can be invoked by its own id.
  public var onDemand: Bool
  /// The Regions where that is so; nil: all.
  public var onDemandRegions: [String]?
  /// Most tokens it answers.
  public var maxTokens: Int
  /// Tokens it reads at most.
  public var context: Int
  /// The least prefix that is cached, in tokens; nil: never cached.
  public var cacheMinimum: Int?
  public var takesTemperature = true
  public var takesTemperatureWithTopP = true
  public var takesPrefill = true
  public var streamsTools = true
  /// Whether it always thinks, and so takes no temperature but 1.
  public var thinks = false
  /// Whether it takes search results, and its words if it does not.
  public var takesSearchResults = false
  public var searchResultRefusal =
    "This model doesn't support the searchResult content block that you provided. Update the content block and try again."
  /// Whether it refuses a request whose input and `maxTokens` together exceed its context.
  public var countsAnswer = false
  public var input = ["TEXT"]
  public var output = ["TEXT"]
  public var lifecycle = "ACTIVE"
  public var legacyTime: String?
  public var endOfLife: String?
  public var access = Access.granted
  /// What it takes beyond text, if that was said; see `offers`.
  var givenOffers: Set<Offer>?
  /// Regions that offer it; nil: all those of its profiles, or all if it has none.
  public var regions: [String]?

  public init(
    id: String, name: String, provider: String, profiles: [String] = [], onDemand: Bool = false,
    maxTokens: Int = 64_000, context: Int = 200_000, cacheMinimum: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.provider = provider
    self.profiles = profiles
    self.onDemand = onDemand
    self.maxTokens = maxTokens
    self.context = context
    self.cacheMinimum = cacheMinimum
  }

  /// Whether a Region offers it.
  func offered(in region: String) -> Bool {
    if let regions { return regions.contains(region) }
    return profiles.isEmpty || profiles.contains { Geography.covers($0, region) }
  }

  /// Whether it can be invoked by its own id in a Region.
  func isOnDemand(in region: String) -> Bool { onDemand && onDemandRegions?.contains(region) ?? true }

  fileprivate func with(_ change: (inout Model) -> Void) -> Model {
    var copy = self
    change(&copy)
    return copy
  }
}

/// The geographies of inference profiles.
enum Geography {
  /// Where requests by a profile may end up.
  static func destinations(_ geography: String, from region: String) -> [String] {
    switch geography {
    case "us": ["us-east-1", "us-east-2", "us-west-2"]
    case "eu": ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3"]
    case "jp": ["ap-northeast-1", "ap-northeast-3"]
    case "au": ["ap-southeast-2", "ap-southeast-4"]
    case "apac": ["ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2"]
    case "global": [region, ""]
    default: []
    }
  }

  /// Whether a profile can be called from a Region.
  static func covers(_ geography: String, _ region: String) -> Bool {
    switch geography {
    case "us": region.hasPrefix("us-") || region.hasPrefix("ca-")
    case "eu": region.hasPrefix("eu-")
    case "jp": region == "ap-northeast-1" || region == "ap-northeast-3"
    case "au": region == "ap-southeast-2" || region == "ap-southeast-4"
    case "apac": region.hasPrefix("ap-")
    case "global": true
    default: false
    }
  }
}

extension Model {
  private static func claude(
    _ id: String, _ name: String, _ profiles: [String], _ change: (inout Model) -> Void = { _ in }
  ) -> Model {
    Model(id: "anthropic.\(id)", name: name, provider: "Anthropic", profiles: profiles).with { model in
      model.input = ["TEXT", "IMAGE"]
      model.takesSearchResults = true
      change(&model)
    }
  }

  /// What the emulator's account sees.
  public static let all: [Model] = [
    claude("claude-opus-4-7", "Claude Opus 4.7", ["us", "eu", "jp", "global"]) { model in
      model.takesTemperature = false
      model.takesPrefill = false
      model.maxTokens = 128_000
      model.context = 1_000_000
      model.cacheMinimum = 4096
    },
    claude("claude-opus-4-6-v1", "Claude Opus 4.6", ["us", "eu", "au", "global"]) { model in
      model.takesPrefill = false
      model.maxTokens = 128_000
      model.context = 1_000_000
      model.cacheMinimum = 4096
    },
    claude("claude-sonnet-4-6", "Claude Sonnet 4.6", ["us", "eu", "jp", "au", "global"]) { model in
      model.takesTemperatureWithTopP = false
      model.takesPrefill = false
      model.cacheMinimum = 1024
    },
    claude("claude-opus-4-5-20251101-v1:0", "Claude Opus 4.5", ["us", "eu", "global"]) { model in
      model.takesTemperatureWithTopP = false
      model.cacheMinimum = 4096
    },
    claude("claude-haiku-4-5-20251001-v1:0", "Claude Haiku 4.5", ["us", "eu", "jp", "au", "global"]) {
      model in
      model.takesTemperatureWithTopP = false
      model.cacheMinimum = 4096
    },
    claude("claude-sonnet-4-5-20250929-v1:0", "Claude Sonnet 4.5", ["us", "eu", "jp", "au", "global"]) {
      model in
      model.takesTemperatureWithTopP = false
      model.cacheMinimum = 1024
    },
    claude("claude-opus-4-1-20250805-v1:0", "Claude Opus 4.1", ["us"]) { model in
      model.takesTemperatureWithTopP = false
      model.maxTokens = 32_000
      model.cacheMinimum = 1024
    },
    claude("claude-sonnet-4-20250514-v1:0", "Claude Sonnet 4", ["us", "eu", "apac", "global"]) { model in
      model.cacheMinimum = 1024
      model.lifecycle = "LEGACY"
      model.legacyTime = "2026-04-14T00:00:00Z"
      model.endOfLife = "2026-10-14T00:00:00Z"
    },
    claude("claude-3-7-sonnet-20250219-v1:0", "Claude 3.7 Sonnet", ["us", "eu"]) { model in
      model.lifecycle = "LEGACY"
      model.legacyTime = "2025-10-28T00:00:00Z"
      model.endOfLife = "2026-04-28T00:00:00Z"
      model.access = .endOfLife
    },
    claude("claude-3-haiku-20240307-v1:0", "Claude 3 Haiku", ["us", "eu", "apac"]) { model in
      model.onDemand = true
      model.maxTokens = 4096
      model.lifecycle = "LEGACY"
      model.legacyTime = "2026-03-10T00:00:00Z"
      model.endOfLife = "2027-03-10T00:00:00Z"
    },
    Model(
      id: "amazon.nova-pro-v1:0", name: "Nova Pro", provider: "Amazon", profiles: ["us", "eu", "apac"],
      onDemand: true, maxTokens: 10_000, context: 300_000, cacheMinimum: 1024
    ).with { $0.input = ["TEXT", "IMAGE", "VIDEO"] },
    Model(
      id: "amazon.nova-lite-v1:0", name: "Nova Lite", provider: "Amazon", profiles: ["us", "eu", "apac"],
      onDemand: true, maxTokens: 10_000, context: 300_000, cacheMinimum: 1024
    ).with { $0.input = ["TEXT", "IMAGE", "VIDEO"] },
    Model(
      id: "amazon.nova-micro-v1:0", name: "Nova Micro", provider: "Amazon", profiles: ["us", "eu", "apac"],
      onDemand: true, maxTokens: 10_000, context: 128_000, cacheMinimum: 1024),
    Model(
      id: "amazon.titan-embed-text-v2:0", name: "Titan Text Embeddings V2", provider: "Amazon", onDemand: true
    ).with { $0.output = ["EMBEDDING"] },
    Model(id: "cohere.embed-english-v3", name: "Embed English", provider: "Cohere", onDemand: true).with {
      $0.output = ["EMBEDDING"]
    },
    Model(id: "cohere.embed-multilingual-v3", name: "Embed Multilingual", provider: "Cohere", onDemand: true).with {
      $0.output = ["EMBEDDING"]
    },
    Model(
      id: "cohere.embed-v4:0", name: "Embed v4", provider: "Cohere", profiles: ["us", "eu", "global"], onDemand: true
    ).with {
      $0.output = ["EMBEDDING"]
      $0.onDemandRegions = ["us-east-1"]
    },
    Model(
      id: "amazon.nova-2-multimodal-embeddings-v1:0", name: "Nova Multimodal Embeddings", provider: "Amazon",
      onDemand: true
    ).with {
      $0.output = ["EMBEDDING"]
      $0.regions = ["us-east-1"]
    },
    Model(id: "amazon.nova-canvas-v1:0", name: "Nova Canvas", provider: "Amazon", onDemand: true).with {
      $0.output = ["IMAGE"]
      $0.regions = ["us-east-1", "eu-west-1", "ap-northeast-1"]
    },
    Model(
      id: "meta.llama3-3-70b-instruct-v1:0", name: "Llama 3.3 70B Instruct", provider: "Meta",
      profiles: ["us"],
      maxTokens: 8192, context: 128_000
    ).with { $0.streamsTools = false },
    Model(
      id: "mistral.mistral-large-2407-v1:0", name: "Mistral Large (24.07)", provider: "Mistral AI",
      onDemand: true,
      maxTokens: 8192, context: 128_000
    ).with { $0.regions = ["us-west-2", "us-east-1"] },
    Model(
      id: "cohere.command-r-plus-v1:0", name: "Command R+", provider: "Cohere", onDemand: true,
      maxTokens: 4096,
      context: 128_000
    ).with { $0.regions = ["us-east-1", "us-west-2"] },
  ]
}
