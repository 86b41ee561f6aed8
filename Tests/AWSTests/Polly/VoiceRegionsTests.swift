import Core
import HTTP
import Testing

@testable import AWS

@Suite struct VoiceRegionsTests {
  private func region(_ name: String) throws -> AWSRegion { try #require(AWSRegion(name)) }

  /// Some regions with Polly have no Transcribe, and the other way round.
  @Test(arguments: [
    ("us-east-1", true, true), ("eu-west-3", true, false), ("eu-north-1", true, false), ("us-west-1", true, false),
    ("ap-northeast-3", true, false), ("mx-central-1", false, true), ("eu-south-1", false, false),
    ("us-gov-east-1", false, true), ("cn-north-1", false, true),
  ]) func voiceRegions_knowBothServices(name: String, polly: Bool, transcribe: Bool) throws {
    let region = try region(name)
    #expect(VoiceRegions.contains(region, .polly) == polly)
    #expect(VoiceRegions.contains(region, .transcribe) == transcribe)
    #expect(VoiceRegions.contains(region, .sts))
  }

  @Test(
    arguments: [
      ("eu-west-3", AWSService.transcribe, ["eu-west-1", "eu-west-2", "eu-central-1"]),
      ("us-west-1", .transcribe, ["us-west-2", "us-east-1", "us-east-2"]),
      ("mx-central-1", .polly, ["us-east-1", "us-west-2", "us-east-2"]),
      ("us-gov-east-1", .polly, ["us-gov-west-1"]), ("cn-north-1", .polly, ["cn-northwest-1"]),
      ("us-isob-east-1", .polly, []), ("eu-central-1", .polly, ["eu-central-2", "eu-west-1", "eu-west-2"]),
    ] as [(String, AWSService, [String])])
  func voiceRegions_suggestNearOnes(name: String, service: AWSService, names: [String]) throws {
    #expect(VoiceRegions.nearest(to: try region(name), with: service).map(\.name) == names)
  }

  @Test(arguments: [
    (AWSService.polly, EndpointOptions(), "https://polly.eu-west-1.amazonaws.com/"),
    (.transcribe, EndpointOptions(), "https://transcribestreaming.eu-west-1.amazonaws.com/"),
    (.polly, EndpointOptions(fips: true), "https://polly-fips.eu-west-1.amazonaws.com/"),
    (.transcribe, EndpointOptions(fips: true), "https://transcribestreaming-fips.eu-west-1.amazonaws.com/"),
    (.polly, EndpointOptions(dualStack: true), "https://polly.eu-west-1.api.aws/"),
    (.transcribe, EndpointOptions(dualStack: true), "https://transcribestreaming.eu-west-1.api.aws/"),
  ]) func endpointRules_haveTheVoiceServices(service: AWSService, options: EndpointOptions, url: String) throws {
    let endpoint = try EndpointRules.endpoint(for: service, in: try region("eu-west-1"), options: options)
    #expect(endpoint.url.text == url)
    #expect(endpoint.signingRegion == "eu-west-1")
  }
}
