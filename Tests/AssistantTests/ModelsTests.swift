import AWS
import Core
import Emulator
import TestSupport
import Testing

@testable import Assistant

@Suite struct ModelsTests {
  private static let models = [
    FoundationModel(
      id: "anthropic.claude-sonnet-4-5-20250929-v1:0", name: "Claude Sonnet 4.5", provider: "Anthropic",
      inferenceTypes: ["INFERENCE_PROFILE"]),
    FoundationModel(
      id: "anthropic.claude-sonnet-4-6", name: "Claude Sonnet 4.6", provider: "Anthropic",
      inferenceTypes: ["INFERENCE_PROFILE"]),
    FoundationModel(id: "amazon.nova-pro-v1:0", name: "Nova Pro", provider: "Amazon", inferenceTypes: ["ON_DEMAND"]),
    FoundationModel(
      id: "amazon.nova-pro-v1:0:300k", name: "Nova Pro", provider: "Amazon", inferenceTypes: ["PROVISIONED"]),
  ]

  private static func profile(_ id: String, _ base: String, own: Bool = false) -> InferenceProfile {
    InferenceProfile(
      id: id, arn: "arn:\(id)", name: id, type: own ? "APPLICATION" : "SYSTEM_DEFINED",
      modelARNs: ["arn:aws:bedrock:us-east-1::foundation-model/\(base)"])
  }

  @Test func models_joinsModelsWithTheirProfiles() {
    let rows = Models.join(
      models: Self.models,
      profiles: [
        Self.profile("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        Self.profile("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        Self.profile("abcdef123456", "anthropic.claude-sonnet-4-6", own: true),
        Self.profile("us.acme.swift-1-v1:0", "acme.swift-1-v1:0"),
      ], region: "us-east-1")
    #expect(
      rows.map(\.id) == [
        "acme.swift-1-v1:0", "amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0:300k", "anthropic.claude-sonnet-4-6",
        "anthropic.claude-sonnet-4-5-20250929-v1:0",
      ])
    #expect(
      rows.map(\.invokeWith) == [
        "us.acme.swift-1-v1:0", "amazon.nova-pro-v1:0", nil, nil, "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      ])
    #expect(rows[3].profiles == ["arn:abcdef123456"])
    #expect(rows[0].provider == "Acme")
  }

  private static let patterns: [(String, Int)] = [
    ("sonnet", 2), ("sonnet-4.5", 1), ("Sonnet 4.6", 1), ("nova*", 2), ("ova*", 0), ("*nova*", 2), ("us.*", 1),
    ("pro nova", 2),
    ("ANTHROPIC", 2), ("gpt", 0), ("", 4), (String(repeating: "*", count: 200) + "x", 0),
  ]

  @Test(arguments: patterns) func models_selectsByPattern(pattern: String, count: Int) {
    var options = ModelsOptions(regions: ["us-east-1"])
    options.pattern = pattern
    let rows = Models.join(
      models: Self.models,
      profiles: [
        Self.profile("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0")
      ], region: "us-east-1")
    #expect(rows.filter { Models.matches($0, options) }.count == count)
  }

  private func run(_ scene: BedrockScene, _ options: ModelsOptions) async throws(Failure) -> ModelsResult {
    try await Models.run(options, log: scene.log) { region throws(Failure) in
      try scene.session.bedrockControl(in: region)
    }
  }

  @Test func models_listsWhatCanBeCalledAndCountsTheRest() async throws {
    let scene = try BedrockScene()
    var options = ModelsOptions(regions: ["us-east-1"])
    options.provider = "anthropic"
    let usual = try await run(scene, options)
    options.all = true
    let all = try await run(scene, options)
    #expect(usual.rows.allSatisfy { $0.invokeWith != nil && $0.lifecycle != "LEGACY" })
    #expect(all.hidden == 0)
    #expect(all.rows.count == usual.rows.count + usual.hidden)
    #expect(usual.hidden > 0)
    #expect(usual.rows.contains { $0.invokeWith == "us.anthropic.claude-sonnet-4-5-20250929-v1:0" })
  }

  @Test func models_showsARegionThatFailsBesideThoseThatDoNot() async throws {
    let scene = try BedrockScene()
    let result = try await run(scene, ModelsOptions(regions: ["us-east-1", "xx-nowhere-1", "eu-central-1"]))
    #expect(result.regions.map(\.region) == ["us-east-1", "xx-nowhere-1", "eu-central-1"])
    #expect(result.regions[1].failure != nil)
    #expect(result.regions[0].failure == nil && result.regions[2].failure == nil)
    #expect(Set(result.rows.map(\.region)) == ["us-east-1", "eu-central-1"])
    #expect(result.rows.contains { $0.invokeWith?.hasPrefix("eu.") == true })
  }

  @Test func models_failsWhereNoRegionAnswers() async throws {
    let scene = try BedrockScene(key: "AKIAPOWERLESSEXAMPLE", secret: "powerlessSecret/ENG/bPxRfiCYEXAMPLEKEY01")
    let found = await failure { _ = try await run(scene, ModelsOptions(regions: ["us-east-1"])) }
    #expect(found?.code == .accessDenied)
    #expect(found?.hints.contains { $0.description.contains("bedrock:ListFoundationModels") } == true)
  }

  @Test func models_asksForTheAccessToEachModel() async throws {
    let scene = try BedrockScene()
    var options = ModelsOptions(regions: ["us-east-1"])
    options.pattern = "sonnet"
    options.access = true
    let result = try await run(scene, options)
    #expect(!result.rows.isEmpty)
    #expect(result.rows.allSatisfy { $0.access != nil })
    #expect(scene.emulator.requests("GetFoundationModelAvailability").count == result.rows.count)
  }
}
