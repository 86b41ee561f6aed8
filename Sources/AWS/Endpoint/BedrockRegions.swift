/// Regions known to have Bedrock. Used for warnings only, because AWS adds regions.
///
/// Source: botocore 1.43, `endpoints.json`, services `bedrock` and `bedrock-runtime`.
public enum BedrockRegions {
  /// Whether botocore lists Bedrock for the region.
  public static func contains(_ region: AWSRegion) -> Bool {
    runtime.contains(region.name) || controlOnly.contains(region.name)
  }

  /// Regions with Bedrock to suggest instead of `region`, at most three.
  public static func nearest(to region: AWSRegion) -> [AWSRegion] { region.nearest(among: runtime) }

  /// The regions with a `bedrock-runtime` endpoint in the partition of `region`.
  public static func all(like region: AWSRegion) -> [AWSRegion] {
    let partition = AWSPartition.of(region)
    return runtime.compactMap(AWSRegion.init).filter { AWSPartition.of($0) == partition }
  }

  /// Regions with a `bedrock-runtime` endpoint, those with most models first.
  private static let runtime = [
    "us-east-1", "us-west-2", "us-east-2", "eu-central-1", "eu-west-1", "ap-northeast-1", "ap-southeast-2",
    "ap-southeast-1", "ap-south-1", "eu-west-3", "eu-west-2", "eu-north-1", "ca-central-1", "sa-east-1",
    "ap-northeast-2", "ap-northeast-3", "ap-south-2", "eu-south-1", "eu-south-2", "eu-central-2",
    "us-gov-west-1", "us-gov-east-1", "us-iso-east-1",
  ]

  /// Regions with a `bedrock` endpoint only.
  private static let controlOnly: Set<String> = [
    "af-south-1", "ap-east-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
    "ap-southeast-7", "ca-west-1", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "us-west-1",
    "us-isob-east-1", "us-isof-east-1", "us-isof-south-1", "eusc-de-east-1",
  ]
}
