/// Regions known to have Bedrock. Used for warnings only, because AWS adds regions.
///
/// Source: botocore 1.43, `endpoints.json`, services `bedrock` and `bedrock-runtime`.
public enum BedrockRegions {
  /// Whether botocore lists Bedrock for the region.
  public static func contains(_ region: AWSRegion) -> Bool {
    runtime.contains(region.name) || controlOnly.contains(region.name)
  }

  /// Regions with Bedrock to suggest instead of `region`: of the same partition, because credentials are valid in one
  /// partition only; those of the same continent first, then those with the same direction in their name. At most
  /// three; none if the partition has no Bedrock.
  public static func nearest(to region: AWSRegion) -> [AWSRegion] {
    let partition = AWSPartition.of(region)
    let letters = region.name.filter(\.isLetter)
    let geography = letters.prefix(2)
    let direction = letters.dropFirst(2)

    func distance(_ candidate: AWSRegion) -> Int {
      let other = candidate.name.filter(\.isLetter)
      if other.prefix(2) != geography { return 2 }
      return !direction.isEmpty && other.dropFirst(2).contains(direction) ? 0 : 1
    }
    // Sorting by position in the table too puts larger regions first among equals.
    let candidates = runtime.compactMap(AWSRegion.init)
      .filter { $0 != region && AWSPartition.of($0) == partition }.enumerated()
    let sorted = candidates.sorted { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }
    return sorted.prefix(3).map(\.element)
  }

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
