/// Regions known to have Polly and Transcribe's streaming service. Used for warnings only, because AWS adds regions.
///
/// Source: botocore 1.43, `endpoints.json`, services `polly` and `transcribestreaming`.
public enum VoiceRegions {
  /// Whether botocore lists `service` for the region. True for any other service.
  public static func contains(_ region: AWSRegion, _ service: AWSService) -> Bool {
    switch service {
    case .polly: table.contains { $0.name == region.name && $0.services != .transcribe }
    case .transcribe: table.contains { $0.name == region.name && $0.services != .polly }
    default: true
    }
  }

  /// Regions with `service` to suggest instead of `region`, at most three. Those that have both services come first
  /// among equally near ones, because one setting chooses the region of both.
  public static func nearest(to region: AWSRegion, with service: AWSService) -> [AWSRegion] {
    let both = table.filter { $0.services == .both }
    let one = table.filter { $0.services == (service == .polly ? .polly : .transcribe) }
    return region.nearest(among: (both + one).map(\.name))
  }

  private enum Services { case both, polly, transcribe }

  /// Every region with either service, larger ones first.
  private static let table: [(name: String, services: Services)] = [
    ("us-east-1", .both), ("us-west-2", .both), ("us-east-2", .both), ("eu-central-1", .both), ("eu-west-1", .both),
    ("eu-west-2", .both), ("ap-northeast-1", .both), ("ap-southeast-2", .both), ("ap-southeast-1", .both),
    ("ap-south-1", .both), ("ap-northeast-2", .both), ("ca-central-1", .both), ("sa-east-1", .both),
    ("eu-central-2", .both), ("af-south-1", .both), ("ap-southeast-5", .both), ("us-gov-west-1", .both),
    ("cn-northwest-1", .both),
    ("eu-west-3", .polly), ("eu-north-1", .polly), ("eu-south-2", .polly), ("us-west-1", .polly),
    ("ap-northeast-3", .polly), ("ap-east-1", .polly), ("me-south-1", .polly), ("eusc-de-east-1", .polly),
    ("ap-southeast-7", .transcribe), ("mx-central-1", .transcribe), ("us-gov-east-1", .transcribe),
    ("cn-north-1", .transcribe), ("us-iso-east-1", .transcribe), ("us-isof-east-1", .transcribe),
    ("us-isof-south-1", .transcribe),
  ]
}
