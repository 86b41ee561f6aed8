/// A partition: regions that share accounts, credentials and DNS suffixes.
public struct AWSPartition: Sendable, Hashable {
  /// The name, as in an ARN: `aws`, `aws-cn`, `aws-us-gov`, …
  public let name: String
  /// The DNS suffix.
  public let suffix: String
  /// The DNS suffix of dual-stack endpoints.
  public let dualStackSuffix: String

  private let prefixes: [String]

  /// The partition of a region by the form of its name; `aws` for an unknown form (botocore's `partitions.json`).
  public static func of(_ region: AWSRegion) -> AWSPartition {
    all.first { $0.contains(region) } ?? aws
  }

  /// Whether a region's name is `PREFIX-WORD-NUMBER` with one of the partition's prefixes, or its pseudo-region.
  private func contains(_ region: AWSRegion) -> Bool {
    if region.name == name + "-global" { return true }
    let parts = region.name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = parts.last, !number.isEmpty, number.allSatisfy(\.isNumber) else {
      return false
    }
    return !parts[parts.count - 2].isEmpty && prefixes.contains(parts.dropLast(2).joined(separator: "-"))
  }

  private static let aws = AWSPartition(
    name: "aws", suffix: "amazonaws.com", dualStackSuffix: "api.aws",
    prefixes: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"])

  private static let all = [
    aws,
    AWSPartition(
      name: "aws-cn", suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
      prefixes: ["cn"]),
    AWSPartition(
      name: "aws-us-gov", suffix: "amazonaws.com", dualStackSuffix: "api.aws", prefixes: ["us-gov"]),
    AWSPartition(
      name: "aws-eusc", suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu",
      prefixes: ["eusc-de"]),
    AWSPartition(
      name: "aws-iso", suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", prefixes: ["us-iso"]),
    AWSPartition(
      name: "aws-iso-b", suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", prefixes: ["us-isob"]),
    AWSPartition(
      name: "aws-iso-e", suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk",
      prefixes: ["eu-isoe"]),
    AWSPartition(
      name: "aws-iso-f", suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov",
      prefixes: ["us-isof"]),
  ]
}
