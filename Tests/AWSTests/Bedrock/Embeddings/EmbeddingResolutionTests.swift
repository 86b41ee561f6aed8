import Core
import TestSupport
import Testing

@testable import AWS

@Suite struct EmbeddingResolutionTests {
  private func used(_ name: String, _ region: String = "us-east-1") throws(Failure) -> String {
    switch try EmbeddingResolution.resolve(name, region: region) {
    case .model(let model): model.choice.used
    case .profile(let choice): "profile " + choice.used
    }
  }

  @Test(arguments: [
    ("amazon.titan-embed-text-v2:0", "amazon.titan-embed-text-v2:0"), ("titan", "amazon.titan-embed-text-v2:0"),
    ("Titan-V2", "amazon.titan-embed-text-v2:0"), ("bedrock/titan", "amazon.titan-embed-text-v2:0"),
    ("titan-embed-text-v2", "amazon.titan-embed-text-v2:0"),
    ("amazon.titan-embed-text-v2", "amazon.titan-embed-text-v2:0"),
    ("cohere", "cohere.embed-v4:0"), ("cohere-4", "cohere.embed-v4:0"), ("embed-v4", "cohere.embed-v4:0"),
    ("cohere.embed-v4", "cohere.embed-v4:0"), ("us.cohere.embed-v4:0", "us.cohere.embed-v4:0"),
    ("global.cohere.embed-v4", "global.cohere.embed-v4:0"),
    ("multilingual", "cohere.embed-multilingual-v3"), ("cohere-english-v3", "cohere.embed-english-v3"),
    ("cohere.embed-english-v3", "cohere.embed-english-v3"),
    ("nova", "amazon.nova-2-multimodal-embeddings-v1:0"), ("nova-2", "amazon.nova-2-multimodal-embeddings-v1:0"),
    (
      "arn:aws:bedrock:us-east-1::foundation-model/cohere.embed-v4:0",
      "arn:aws:bedrock:us-east-1::foundation-model/cohere.embed-v4:0"
    ),
    (
      "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.cohere.embed-v4:0",
      "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.cohere.embed-v4:0"
    ),
    ("a1b2c3d4e5f6", "profile a1b2c3d4e5f6"),
    (
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
      "profile arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6"
    ),
  ])
  func embeddingResolution_findsTheModel(name: String, expected: String) throws { #expect(try used(name) == expected) }

  /// A near name is called by the profile of the region where the model is not known to be invoked by its own id.
  @Test(arguments: [
    ("us-east-1", "cohere.embed-v4:0"), ("us-west-2", "us.cohere.embed-v4:0"), ("eu-central-1", "eu.cohere.embed-v4:0"),
    ("ap-south-1", "global.cohere.embed-v4:0"), ("us-gov-west-1", "cohere.embed-v4:0"),
  ])
  func embeddingResolution_usesTheRegionsProfile(region: String, expected: String) throws {
    #expect(try used("cohere", region) == expected)
    // A whole id is tried as it is.
    #expect(try used("cohere.embed-v4:0", region) == "cohere.embed-v4:0")
  }

  @Test(arguments: [
    ("cohere-v3", ["cohere.embed-english-v3, cohere.embed-multilingual-v3"]),
    ("embed", ["amazon.titan-embed-text-v2:0, cohere.embed-v4:0"]),
    ("amazon", ["amazon.titan-embed-text-v2:0, amazon.nova-2-multimodal-embeddings-v1:0"]),
    ("sonnet", ["embedding models: amazon.titan-embed-text-v2:0, cohere"]),
    ("anthropic.claude-sonnet-4-5-20250929-v1:0", ["embedding models: "]),
    ("amazon.titan-embed-text-v1", ["embedding models: "]),
    ("apac.cohere.embed-v4", ["us.cohere.embed-v4:0, eu.cohere.embed-v4:0, global.cohere.embed-v4:0"]),
    ("us.titan", ["amazon.titan-embed-text-v2:0"]), ("", ["embedding models: "]),
    ("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku", ["embedding models: "]),
  ])
  func embeddingResolution_namesTheCandidates(name: String, hints: [String]) throws {
    let failure = try #require(failure { () throws(Failure) in try used(name) })
    #expect(failure.code == .modelNotFound)
    #expect(failure.sentence == "Model \(name) not found. Please check the model ID.")
    for hint in hints { #expect("\(failure.hints[0])".contains(hint), "\(failure.hints[0])") }
  }

  @Test func embeddingResolution_readsProfiles() throws {
    let choice = ModelChoice(requested: "a1b2c3d4e5f6", used: "a1b2c3d4e5f6")
    let arn = "arn:aws:bedrock:us-east-1::foundation-model/cohere.embed-v4:0"
    let profile = InferenceProfile(id: "a", arn: "b", name: "c", type: "APPLICATION", modelARNs: [arn])
    let model = try EmbeddingResolution.model(choice, of: profile)
    #expect(model.family == .cohere4)
    #expect(model.base == "cohere.embed-v4:0")
    #expect(model.choice.modelARNs == [arn])
    let other = InferenceProfile(
      id: "a", arn: "b", name: "c", modelARNs: ["arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-v1:0"])
    let failure = failure { () throws(Failure) in try EmbeddingResolution.model(choice, of: other) }
    #expect(failure?.code == .modelNotFound)
    #expect(failure.map { "\($0.hints[0])" } == "that profile is of meta.llama3-v1:0")
  }

  @Test func embeddingModel_tellsCostAndTime() {
    let titan = EmbeddingModel(ModelChoice(requested: "t", used: "t"), family: .titanText2, base: "t")
    let cohere = EmbeddingModel(ModelChoice(requested: "c", used: "c"), family: .cohere4, base: "c")
    // The table of measured costs: 5,000 stories of 10 kB.
    #expect(abs(titan.cost(tokens: 14_700_000) - 0.29) < 0.01)
    #expect(abs(cohere.cost(tokens: 14_700_000) - 1.76) < 0.01)
    #expect(titan.requests(for: 40_000) == 40_000)
    #expect(cohere.requests(for: 40_000) == 417)
    #expect(titan.seconds(for: 40_000) == 500)
    #expect(EmbeddingModel.estimatedTokens(of: String(repeating: "word ", count: 80)) == 100)
    #expect(EmbeddingModel.estimatedTokens(of: "山の天気") == 4)
  }
}
