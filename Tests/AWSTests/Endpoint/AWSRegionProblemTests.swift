import Core
import TestSupport
import Testing

@testable import AWS

/// Names that are certainly no region, and names that may be one.
@Suite struct AWSRegionProblemTests {
  @Test(
    arguments: [
      ("us-east-1a", "is an availability zone: us-east-1a", "its region is us-east-1"),
      ("EU-WEST-3C", "is an availability zone: eu-west-3c", "its region is eu-west-3"),
      ("us-west-2-lax-1a", "is an availability zone: us-west-2-lax-1a", "its region is us-west-2"),
      ("use1-az1", "is an availability zone: use1-az1", "name its region instead, such as us-east-1"),
      ("us_east_1", "is not valid", "did you mean us-east-1?"),
      ("us east 1", "is not valid", "did you mean us-east-1?"),
      ("us.esat.1", "is not valid", "did you mean us-east-1?"),
      (
        "eu-west-1  # Ireland", "has a comment behind it",
        "write eu-west-1 alone: in these files a # begins a comment only at the beginning of a line"
      ),
      (
        "eu-west-1;x", "has a comment behind it",
        "write eu-west-1 alone: in these files a # begins a comment only at the beginning of a line"
      ),
      (
        "AKIA/secret # key", "is not valid",
        "a region has letters, digits and hyphens only, without blanks or quotes, such as us-east-1"
      ),
    ])
  func awsRegion_saysWhatItIs(_ name: String, _ what: String, _ hint: String) {
    let refused = failure { try AWSRegion.parse(Setting(name, from: .environment("AWS_REGION"))) }
    #expect(refused?.code == .badConfig)
    #expect(refused?.sentence == "the AWS region given by AWS_REGION \(what)")
    #expect(refused?.hints == [Remedy(hint)])
  }

  @Test(
    arguments: [
      ("us-esat-1", ["us-east-1"]), ("us-east", ["us-east-1", "us-east-2"]), ("useast1", ["us-east-1"]),
      ("eu-wset-1", ["eu-west-1"]), ("ap-norteast-1", ["ap-northeast-1"]),
    ] as [(String, [String])])
  func awsRegion_aNearMissIsNotLookedUp(_ name: String, _ near: [String]) throws {
    let region = try #require(AWSRegion(name))
    #expect(AWSRegionProblem.misspelling(region) == .misspelled(name, near: near))
  }

  /// Every known region, and names of the form that a new region would have; names that are like nothing too, because a
  /// private cloud may use them.
  @Test(
    arguments: AWSRegion.known + [
      "nz-south-1", "us-east-7", "eu-northwest-3", "us-gov-central-1", "eusc-fr-east-1", "aws-global", "mars", "local",
      "x-y-1",
    ])
  func awsRegion_whatMayBeARegionIsTried(_ name: String) throws {
    let parsed = try AWSRegion.parse(Setting(name, from: .environment("AWS_REGION")))
    #expect(parsed.region.value.name == name)
    #expect(AWSRegionProblem.misspelling(parsed.region.value) == nil)
  }
}
