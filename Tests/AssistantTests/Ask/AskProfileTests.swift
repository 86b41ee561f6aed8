import AWS
import Core
import Emulator
import TestSupport
import Testing

@testable import Assistant

/// `Ask` with an application inference profile: what it costs and caches is that of its base model.
@Suite struct AskProfileTests {
  private static let profile = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6"
  private static let base = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let turns = [Turn.toolUse("search", ["term": "boots"]), .text("Dry [story:1].")]

  /// Instructions that make the prefix long enough for the caches of all models.
  private static let long = String(repeating: "Answer kindly. ", count: 1200)

  private func ask(
    _ model: String, _ scene: BedrockScene, search: Bool = true, _ change: (inout Ask.Options) -> Void = { _ in }
  ) async throws -> AskAnswer {
    var options = Ask.Options(question: "Boots?", model: model)
    change(&options)
    return try await Ask(
      options, session: scene.session, library: search ? AskScene([]).library : nil, store: nil, log: scene.log
    ).run { _ throws(Failure) in }
  }

  private func scene(
    _ identity: Identity = .user, _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> BedrockScene {
    var scenario = Scenario()
    scenario.script = Self.turns
    change(&scenario)
    return try BedrockScene(scenario, key: identity.accessKeyID, secret: identity.secret)
  }

  private func reads(_ scene: BedrockScene) -> Int { scene.emulator.requests("GetInferenceProfile").count }

  private func cachePoints(_ scene: BedrockScene) -> [Int] {
    scene.emulator.requests("ConverseStream").map { $0.text.split(separator: "cachePoint").count - 1 }
  }

  @Test func ask_costsAndCachesAnApplicationProfileAsItsBaseModel() async throws {
    let (own, plain) = (try scene(), try scene())
    let answer = try await ask(Self.profile, own) { options in
      options.showsCost = true
      options.system = Self.long
      // The mark of the fence counts as tokens.
      options.random = { 7 }
    }
    let expected = try await ask(Self.base, plain) { options in
      options.showsCost = true
      options.system = Self.long
      options.random = { 7 }
    }
    #expect(answer.usage == expected.usage)
    #expect(answer.usage.cacheRead > 0)
    #expect(answer.cost != nil && answer.cost == expected.cost)
    #expect(answer.model.used == Self.profile)
    // The results of the first round's tool are cached too.
    #expect(cachePoints(own) == [2, 3])
    #expect(cachePoints(plain) == [2, 3])
    #expect(reads(own) == 1)
    #expect(reads(plain) == 0)
    let body = own.emulator.requests("ConverseStream").first?.json
    #expect(body?["inferenceConfig"]?["maxTokens"]?.int == 16_000)
  }

  /// A profile made from a global one may go anywhere: it costs what the global one costs.
  @Test(arguments: [("global", 1.0), ("us", 1.1)])
  func ask_pricesAnApplicationProfileByItsRegions(geography: String, factor: Double) async throws {
    let scene = try scene { scenario in
      scenario.bedrock.applicationProfiles = [
        ApplicationProfile(
          id: "a1b2c3d4e5f6", name: "team", source: "\(geography).anthropic.claude-sonnet-4-5-20250929-v1:0",
          region: "us-east-1")
      ]
    }
    let answer = try await ask(Self.profile, scene) { $0.showsCost = true }
    let usage = answer.usage
    let cost =
      (3 * (Double(usage.input) + Double(usage.cacheRead) * 0.1 + Double(usage.cacheWrite) * 1.25)
        + 15 * Double(usage.output)) / 1e6
    #expect(abs(try #require(answer.cost) - cost * factor) < 1e-12)
  }

  /// Nothing depends on the model: no cost is shown, and the prompt is too short for a cache.
  @Test func ask_doesNotReadAProfileWithoutNeed() async throws {
    let scene = try scene { $0.script = [.text("Hello.")] }
    let answer = try await ask(Self.profile, scene, search: false)
    #expect(answer.response == "Hello.")
    #expect(reads(scene) == 0)
    #expect(scene.emulator.requests.map(\.operation) == ["ConverseStream"])
  }

  @Test func ask_readsAProfileForItsCostAlone() async throws {
    let scene = try scene { $0.script = [.text("Hello.")] }
    let answer = try await ask(Self.profile, scene, search: false) { $0.showsCost = true }
    #expect(answer.cost != nil)
    #expect(scene.emulator.requests.map(\.operation) == ["ConverseStream", "GetInferenceProfile"])
  }

  /// The list of profiles, by which a name is resolved, has the models.
  @Test func ask_doesNotReadAProfileThatTheListShowed() async throws {
    let scene = try scene()
    let answer = try await ask("alpine-editorial", scene) { $0.showsCost = true }
    #expect(answer.model.used == Self.profile)
    #expect(answer.cost != nil)
    #expect(reads(scene) == 0)
  }

  @Test func ask_saysThatAProfileMayNotBeRead() async throws {
    let scene = try scene(.invokerOnly)
    let answer = try await ask(Self.profile, scene) { options in
      options.showsCost = true
      options.system = Self.long
    }
    #expect(answer.response == "Dry.")
    #expect(answer.cost == nil)
    #expect(cachePoints(scene) == [0, 0])
    #expect(reads(scene) == 1)
    let notes = scene.recorder.notes.filter { $0.hasPrefix("the model of \(Self.profile) is not known") }
    #expect(notes.count == 1)
    #expect(scene.recorder.warnings == [])
  }

  /// The statement names the profile and its foundation models. The profile is read once for cache and statement.
  @Test func ask_namesTheModelsOfAProfileThatMayNotBeInvoked() async throws {
    let scene = try scene { scenario in
      let mine = scenario.aws.identities.indices.filter {
        scenario.aws.identities[$0].accessKeyID == Identity.user.accessKeyID
      }
      for index in mine { scenario.aws.identities[index].policy = Policy(allow: ["bedrock:GetInferenceProfile"]) }
    }
    let caught = await failure(AskInterruption.self) { try await ask(Self.profile, scene) { $0.system = Self.long } }
    #expect(caught?.failure.code == .accessDenied)
    let models = ["us-east-1", "us-east-2", "us-west-2"].map {
      #""arn:aws:bedrock:\#($0)::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0""#
    }
    #expect(
      caught?.failure.hints.contains {
        $0.description.hasSuffix(#""Resource":["\#(Self.profile)",\#(models.joined(separator: ","))]}"#)
      } == true, "\(caught?.failure.hints ?? [])")
    #expect(reads(scene) == 1)
  }
}
