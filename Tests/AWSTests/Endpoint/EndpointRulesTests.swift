import AWS
import Core
import HTTP
import TestSupport
import Testing

/// The results of botocore's endpoint rule sets (`Scripts/make_endpoint_cases.py`).
private struct EndpointFixture: Decodable {
  struct Group: Decodable {
    var regions: [String]
    /// By service: plain, FIPS, dual stack, both. `{R}` is the region. A different signing region follows a space.
    var urls: [String: [String]]
  }
  struct Name: Decodable {
    var name: String
    var region: String?
    var fips: Bool
  }
  var groups: [Group]
  var names: [Name]
}

struct EndpointRulesTests {
  @Test func endpointRules_agreesWithBotocoreEverywhere() throws {
    let fixture: EndpointFixture = try Fixture("endpoint-cases.json").json()
    let services: [String: AWSService] = [
      "sts": .sts, "sts-legacy": .sts, "bedrock": .bedrock, "bedrock-runtime": .bedrockRuntime, "sso": .sso,
      "sso-oidc": .ssoOIDC, "signin": .signin,
    ]
    var compared = 0
    for group in fixture.groups {
      for name in group.regions {
        let region = try #require(AWSRegion(name))
        for (service, urls) in group.urls {
          for (index, expected) in urls.enumerated() {
            let options = EndpointOptions(
              fips: index & 1 == 1, dualStack: index & 2 == 2, legacySTS: service == "sts-legacy")
            let endpoint = try EndpointRules.endpoint(
              for: try #require(services[service]), in: region, options: options)
            let parts = expected.split(separator: " ").map(String.init).map {
              $0.replacing("{R}", with: name)
            }
            #expect(endpoint.url.origin == parts[0], "\(service) \(options)")
            #expect(endpoint.origin == nil)
            let signing = parts.count > 1 ? parts[1] : name
            // A service without a rule for the pseudo-region signs with the region that it stands for, as the host
            // does.
            let isPseudo = parts.count == 1 && name == "aws-global"
            #expect(endpoint.signingRegion == (isPseudo ? "us-east-1" : signing), "\(service) \(index)")
            compared += 1
          }
        }
      }
    }
    #expect(compared > 2_000)
  }

  @Test func awsRegion_checksItsName() throws {
    let fixture: EndpointFixture = try Fixture("endpoint-cases.json").json()
    for known in fixture.names {
      let setting = Setting(known.name, from: .environment("AWS_REGION"))
      if let region = known.region {
        let parsed = try AWSRegion.parse(setting)
        #expect(parsed.region == Setting(try #require(AWSRegion(region)), from: setting.origin))
        #expect(parsed.isFIPS == known.fips, "\(known.name)")
      } else {
        let failure = #expect(throws: Failure.self, "\(known.name)") { try AWSRegion.parse(setting) }
        #expect(failure?.code == .badConfig)
        #expect(failure?.sentence == "the AWS region given by AWS_REGION is not valid")
      }
    }
  }

  @Test(arguments: [
    "us-east-1\n", "us-east-1\0", "us-east-1.evil.com", "us-east-1/", "ｕs-east-1", "us-east-1\u{301}",
  ])
  func awsRegion_isOneLabelOfTheHost(_ name: String) { #expect(AWSRegion(name) == nil) }

  @Test func awsRegion_invalidOptionIsAUsageError() {
    let failure = #expect(throws: Failure.self) {
      try AWSRegion.parse(Setting("us east", from: .option("--region")))
    }
    #expect(failure?.code == .usage)
  }

  @Test(arguments: [
    ("ap-east-1", ["ap-northeast-1", "ap-southeast-2", "ap-southeast-1"]),
    ("us-central-1", ["us-east-1", "us-west-2", "us-east-2"]),
    ("us-west-7", ["us-west-2", "us-east-1", "us-east-2"]),
    ("useast-1", ["us-east-1", "us-east-2", "us-west-2"]),
    ("eu-south-9", ["eu-south-1", "eu-south-2", "eu-central-1"]),
    ("us-gov-north-1", ["us-gov-west-1", "us-gov-east-1"]), ("cn-north-1", []), ("eu-isoe-west-1", []),
    ("mars", ["us-east-1", "us-west-2", "us-east-2"]),
  ])
  func bedrockRegions_suggestNearRegions(_ name: String, _ expected: [String]) throws {
    let region = try #require(AWSRegion(name))
    #expect(!BedrockRegions.contains(region))
    #expect(BedrockRegions.nearest(to: region).map(\.name) == expected)
  }

  @Test(arguments: ["us-east-1", "us-west-1", "eu-central-2", "us-gov-east-1", "eusc-de-east-1"])
  func bedrockRegions_containKnownRegions(_ name: String) throws {
    #expect(BedrockRegions.contains(try #require(AWSRegion(name))))
  }
}
