import AWS
import Core
import TestSupport
import Testing

@Suite struct ModelNameTests {
  private static let sonnet = "anthropic.claude-sonnet-4-5-20250929-v1:0"

  private static let near: [(String, String, String)] = [
    ("anthropic.claude-sonnet-4-5-v1:0", "us-east-1", "us." + sonnet),
    ("sonnet-4.5", "eu-central-1", "eu." + sonnet),
    ("claude-sonnet-4-5", "ap-northeast-1", "jp." + sonnet),
    ("Claude Sonnet 4.5", "ap-southeast-2", "au." + sonnet),
    ("claude-4.5-sonnet", "sa-east-1", "global." + sonnet),
    (sonnet, "us-west-2", "us." + sonnet),
    ("global.claude-sonnet-4.5", "us-east-1", "global." + sonnet),
    ("haiku-4.5", "ap-south-1", "global.anthropic.claude-haiku-4-5-20251001-v1:0"),
    ("opus-4.6", "ca-central-1", "us.anthropic.claude-opus-4-6-v1"),
    ("sonnet 4", "ap-south-1", "apac.anthropic.claude-sonnet-4-20250514-v1:0"),
  ]

  @Test(arguments: near)
  func modelResolver_resolvesKnownNamesWithoutARequest(name: String, region: String, used: String) {
    let choice = ModelResolution.offline(name, region: region)
    #expect(choice?.used == used)
    #expect(choice?.notice == "using \(used) for \(name)")
  }

  @Test(arguments: [
    "us." + sonnet, "eu." + sonnet,
    "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdef123456",
    "amazon.nova-pro-v1:0", "us.meta.llama3-3-70b-instruct-v1:0", "abcdef123456",
    "anthropic.claude-3-5-sonnet-20240620-v1:0",
    // Neither the table nor the list of providers knows these: they are tried as they are.
    "us.anthropic.claude-opus-6", "global.anthropic.claude-sonnet-5-5", "anthropic.claude-opus-9", "acme.swift-3",
    "sa.acme9.swift-3",
  ])
  func modelResolver_keepsCompleteIDs(name: String) {
    #expect(ModelResolution.offline(name, region: "us-east-1")?.used == name)
    #expect(ModelResolution.offline(name, region: "us-east-1")?.notice == nil)
  }

  @Test(arguments: ["sonnet", "opus", "claude", "gpt-9", "", "opus-4.1-turbo", "llama3.3", "a-b.c", ".x"])
  func modelResolver_looksOtherNamesUp(name: String) {
    #expect(ModelResolution.offline(name, region: "us-east-1") == nil)
  }

  @Test(arguments: [
    ("bedrock/us.anthropic.claude-opus-6", "us.anthropic.claude-opus-6"),
    ("bedrock/anthropic/sonnet-4.5[1m]", "us." + sonnet), ("anthropic/claude-sonnet-4-5", "us." + sonnet),
  ])
  func modelName_losesAffixesOfOtherTools(name: String, used: String) {
    #expect(
      ModelResolution.offline(name, region: "us-east-1")
        == ModelChoice(requested: name, used: used, isCertain: used != "us.anthropic.claude-opus-6"))
  }

  @Test func modelResolver_looksUpModelsWithoutAKnownProfile() {
    #expect(ModelResolution.offline("opus-4.1", region: "eu-west-1") == nil)
  }

  private func profile(_ id: String, _ type: String = "SYSTEM_DEFINED", name: String? = nil) -> InferenceProfile {
    InferenceProfile(
      id: id, arn: "arn:aws:bedrock:us-east-1:111122223333:profile/\(id)", name: name ?? id, type: type)
  }

  private func online(_ name: String, region: String = "us-east-1") throws -> String {
    try ModelResolution.online(
      name, region: region,
      models: [
        FoundationModel(
          id: "amazon.nova-pro-v1:0", name: "Nova Pro", provider: "Amazon", inferenceTypes: ["ON_DEMAND"]),
        FoundationModel(
          id: "anthropic.claude-opus-6", name: "Claude Opus 6", provider: "Anthropic",
          inferenceTypes: ["INFERENCE_PROFILE"]),
        FoundationModel(
          id: "anthropic.claude-opus-6-5-v1", name: "Claude Opus 6.5", provider: "Anthropic",
          inferenceTypes: ["INFERENCE_PROFILE"], lifecycle: "LEGACY"),
        FoundationModel(id: "amazon.nova-pro-v1:0:300k", name: "Nova Pro", provider: "Amazon"),
      ],
      profiles: [
        profile("us.anthropic.claude-opus-6"), profile("eu.anthropic.claude-opus-6"),
        profile("global.anthropic.claude-opus-6"), profile("us.anthropic.claude-opus-6-5-v1"),
        profile("abcdef123456", "APPLICATION", name: "Team Blue"),
        profile("us.acme.swift-3-20250101-v1:0"), profile("us.acme.swift-3-20260101-v1:0"),
      ]
    ).used
  }

  private static let offered: [(String, String, String)] = [
    ("opus-6", "us-east-1", "us.anthropic.claude-opus-6"), ("opus-6", "eu-west-3", "eu.anthropic.claude-opus-6"),
    ("opus-6", "sa-east-1", "global.anthropic.claude-opus-6"),
    ("eu.anthropic.claude-opus-6", "us-east-1", "eu.anthropic.claude-opus-6"),
    ("nova pro", "us-east-1", "amazon.nova-pro-v1:0"), ("nova-pro-v1", "us-east-1", "amazon.nova-pro-v1:0"),
    // The newest active model; 6.5 is Legacy.
    ("opus", "us-east-1", "us.anthropic.claude-opus-6"),
    ("team blue", "us-east-1", "arn:aws:bedrock:us-east-1:111122223333:profile/abcdef123456"),
  ]

  @Test(arguments: offered)
  func modelResolver_resolvesFromTheListsOfTheRegion(name: String, region: String, used: String) throws {
    #expect(try online(name, region: region) == used)
  }

  @Test func modelResolver_listsSeveralCandidates() throws {
    let found = failure { _ = try online("acme.swift-3") }
    #expect(found?.code == .modelNotFound)
    #expect(found?.sentence == "Model acme.swift-3 not found. Please check the model ID.")
    #expect(
      found?.hints.first
        == "acme.swift-3 may be any of: us.acme.swift-3-20250101-v1:0, us.acme.swift-3-20260101-v1:0")
  }

  @Test(arguments: [
    ("nova", "nova may be any of: amazon.nova-pro-v1:0"),
    ("swift", "swift may be any of: us.acme.swift-3-20250101-v1:0, us.acme.swift-3-20260101-v1:0"),
    ("acme", "acme may be any of: us.acme.swift-3-20250101-v1:0, us.acme.swift-3-20260101-v1:0"),
    (
      "claude",
      "claude may be any of: us.anthropic.claude-opus-6, eu.anthropic.claude-opus-6, global.anthropic.claude-opus-6, us.anthropic.claude-opus-6-5-v1"
    ),
  ])
  func modelResolution_listsTheModelsOfAProviderOrFamilyWord(name: String, hint: String) {
    let found = failure { _ = try online(name) }
    #expect(found?.code == .modelNotFound)
    #expect(found?.hints.first?.description == hint)
  }

  @Test func modelResolver_suggestsTheNearestNames() throws {
    let found = failure { _ = try online("opos-6") }
    #expect(found?.sentence == "Model opos-6 not found. Please check the model ID.")
    #expect(found?.hints.first?.description.hasPrefix("nearest names: ") == true)
    #expect(found?.hints.first?.description.contains("us.anthropic.claude-opus-6") == true)
    #expect(failure { _ = try online("haiku") }?.code == .modelNotFound)
    #expect(failure { _ = try online("jp.claude-opus-6") }?.code == .modelNotFound)
  }

  @Test func modelResolver_usesTheTableIfListingIsDenied() async throws {
    let denied = ScriptedBedrock(
      [],
      byPath: { _ in
        .bedrock(
          403,
          #"{"Message":"User: arn:aws:iam::1:user/a is not authorized to perform: bedrock:ListFoundationModels on resource: * because no"}"#,
          type: "AccessDeniedException")
      })
    let resolver = ModelResolver(control: denied.control, region: "us-east-1", log: denied.log)
    #expect(try await resolver.resolve("haiku").used == "us.anthropic.claude-haiku-4-5-20251001-v1:0")
    let found = await failure { _ = try await resolver.resolve("haiko-9") }
    #expect(found?.code == .modelNotFound)
    #expect(found?.hints.last?.description.contains("bedrock:ListFoundationModels") == true)
  }

  @Test func modelResolver_makesNoRequestForWhatItKnows() async throws {
    let silent = ScriptedBedrock([])
    let resolver = ModelResolver(control: silent.control, region: "us-east-1", log: silent.log)
    let choice = try await resolver.resolve("anthropic.claude-sonnet-4-5-v1:0")
    #expect(choice.requested == "anthropic.claude-sonnet-4-5-v1:0")
    #expect(silent.paths.isEmpty)
    // The built-in default is not announced; another near name is.
    #expect(silent.recorder.events == [])
    _ = try await resolver.resolve("sonnet-4.5")
    #expect(
      silent.recorder.events == [.notice("using us.anthropic.claude-sonnet-4-5-20250929-v1:0 for sonnet-4.5")])
  }
}

@Suite struct ModelCostTests {
  private let usage = TokenUsage(input: 1_000_000, output: 100_000, cacheRead: 1_000_000, cacheWrite: 1_000_000)

  // Prices: 3 for input, 1.5 for output, 0.3 for cache reads, 3.75 for cache writes.
  private static let costs: [(String, Double)] = [
    ("global.anthropic.claude-sonnet-4-5-20250929-v1:0", 8.55), ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", 9.405),
    ("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", 9.405), ("anthropic.claude-sonnet-4-5-20250929-v1:0", 9.405),
    ("us.anthropic.claude-sonnet-4-20250514-v1:0", 8.55), ("global.anthropic.claude-sonnet-5", 8.55),
    ("us.anthropic.claude-opus-5", 15.675),
    ("arn:aws:bedrock:us-east-1:1:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0", 2.85),
  ]

  @Test(arguments: costs)
  func modelTable_estimatesCosts(model: String, dollars: Double) throws {
    let cost = try #require(ModelTable.cost(of: usage, by: model))
    #expect(abs(cost - dollars) < 1e-9)
  }

  @Test(arguments: [
    "amazon.nova-pro-v1:0",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/abcdef123456",
  ])
  func modelTable_hasNoCostForUnknownModels(model: String) { #expect(ModelTable.cost(of: usage, by: model) == nil) }

  /// What a million tokens in and out cost together, by the price lists of August 2026.
  @Test(arguments: [
    ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", 19.8), ("global.anthropic.claude-sonnet-5", 18.0),
    ("us.anthropic.claude-sonnet-5", 19.8), ("us.anthropic.claude-opus-5", 33.0),
  ])
  func modelCost_isThatOfTheProfilesGeography(model: String, dollars: Double) throws {
    let million = TokenUsage(input: 1_000_000, output: 1_000_000)
    #expect(abs(try #require(ModelTable.cost(of: million, by: model)) - dollars) < 1e-9)
  }

  /// Models without a price, by their ids, and why: none at present.
  private static let unpriced: [String: String] = [:]

  @Test func modelTable_hasAPriceForEveryModel() {
    for entry in ModelTable.entries where Self.unpriced[entry.id] == nil {
      #expect(entry.price.input > 0 && entry.price.output > entry.price.input, "\(entry.id)")
    }
    // An exception that is no longer one is removed.
    for id in Self.unpriced.keys { #expect(ModelTable.entry(for: id).map { $0.price.input <= 0 } == true, "\(id)") }
  }

  /// Since the 4.5 generation everything but a global profile costs a tenth more; before it the price was the same.
  @Test func modelTable_hasThePricesOfEachGeographyForEveryClaude() throws {
    let million = TokenUsage(input: 1_000_000, output: 1_000_000)
    let claudes = ModelTable.entries.filter { $0.id.hasPrefix("anthropic.") }
    #expect(claudes.count >= 12)
    for entry in claudes {
      let global = entry.price.input + entry.price.output
      let isOld = ModelResolution.version(entry.id).lexicographicallyPrecedes([4, 5])
      #expect(!entry.geographies.isEmpty)
      for geography in entry.geographies + [""] {
        let id = geography.isEmpty ? entry.id : "\(geography).\(entry.id)"
        let cost = try #require(ModelTable.cost(of: million, by: id), "\(id)")
        #expect(abs(cost - (geography == "global" || isOld ? global : global * 1.1)) < 1e-9, "\(id)")
      }
    }
  }

  private static let base = "foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"

  /// An application inference profile costs what its base model costs where its models are.
  @Test(arguments: [
    (["us-east-1"], 9.405), (["us-east-1", "us-east-2", "us-west-2"], 9.405), (["eu-central-1", "eu-west-1"], 9.405),
    (["us-east-1", ""], 8.55), ([""], 8.55),
  ])
  func modelTable_estimatesTheCostOfAnApplicationProfile(regions: [String], dollars: Double) throws {
    var model = ModelChoice(requested: "team", used: "abcdef123456")
    #expect(ModelTable.cost(of: usage, by: model) == nil)
    #expect(ModelTable.defaultMaxTokens(of: model) == 4096)
    model.modelARNs = regions.map { "arn:aws:bedrock:\($0)::\(Self.base)" }
    #expect(abs(try #require(ModelTable.cost(of: usage, by: model)) - dollars) < 1e-9)
    #expect(ModelTable.defaultMaxTokens(of: model) == 16_000)
  }
}
