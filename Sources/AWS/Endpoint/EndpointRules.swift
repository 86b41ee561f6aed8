public import Core
import HTTP

/// The public endpoints of the services, by botocore's endpoint rule sets. The rules give a host name for any region;
/// DNS reports whether the service exists there.
public enum EndpointRules {
  /// The public endpoint of `service` in `region`.
  ///
  /// - Throws: `Failure` with code `internal` if the result is not a URL, which does not occur for a valid region.
  public static func endpoint(
    for service: AWSService, in region: AWSRegion, options: EndpointOptions = EndpointOptions()
  ) throws(Failure) -> AWSEndpoint {
    let host = host(for: service, in: region, options: options)
    guard let url = WebURL("https://" + host) else {
      throw Failure(
        .internal, "no endpoint can be formed for \(service.id) in \(region)",
        hint: "name one with \(option: .endpoint)", service: service.id)
    }
    return AWSEndpoint(url: url, signingRegion: signingRegion(for: service, in: region, options: options))
  }

  /// The region of signatures for that endpoint. A custom URL does not change it.
  static func signingRegion(
    for service: AWSService, in region: AWSRegion, options: EndpointOptions
  ) -> String {
    region.name == "aws-global" || isGlobalSTS(service, region, options) ? "us-east-1" : region.name
  }

  private static func host(
    for service: AWSService, in region: AWSRegion, options: EndpointOptions
  ) -> String {
    if isGlobalSTS(service, region, options) { return "sts.amazonaws.com" }
    let partition = AWSPartition.of(region)
    if service == .signin, !options.dualStack, let host = signinHost(region, partition, fips: options.fips) {
      return host
    }
    // The standard endpoints of these three services in GovCloud are FIPS validated, and there are no separate FIPS
    // endpoints.
    let isFIPSAnyway =
      partition.name == "aws-us-gov" && !options.dualStack && [.sts, .sso, .ssoOIDC].contains(service)
    let fips = options.fips && !isFIPSAnyway ? "-fips" : ""
    let suffix = options.dualStack ? partition.dualStackSuffix : partition.suffix
    return "\(prefix(of: service))\(fips).\(region).\(suffix)"
  }

  private static func isGlobalSTS(
    _ service: AWSService, _ region: AWSRegion, _ options: EndpointOptions
  ) -> Bool {
    guard service == .sts, !options.fips, !options.dualStack else { return false }
    return region.name == "aws-global" || (options.legacySTS && legacySTSRegions.contains(region.name))
  }

  private static func prefix(of service: AWSService) -> String {
    switch service {
    case .sso: "portal.sso"
    case .ssoOIDC: "oidc"
    case .transcribe: "transcribestreaming"
    default: service.id
    }
  }

  /// The sign-in service's own hosts (botocore 1.44); nil where it has the usual one.
  private static func signinHost(_ region: AWSRegion, _ partition: AWSPartition, fips: Bool) -> String? {
    if !fips { return signinSuffixes[partition.name].map { "\(region).\($0)" } }
    guard partition.name == "aws-us-gov" else { return nil }
    let suffix = "signin-fips.amazonaws-us-gov.com"
    return region.name == "us-gov-west-1" ? suffix : "\(region).\(suffix)"
  }

  private static let signinSuffixes = [
    "aws": "signin.aws.amazon.com", "aws-cn": "signin.amazonaws.cn", "aws-us-gov": "signin.amazonaws-us-gov.com",
    "aws-iso": "signin.c2shome.ic.gov", "aws-iso-b": "signin.sc2shome.sgov.gov", "aws-iso-e": "signin.csphome.adc-e.uk",
    "aws-iso-f": "signin.csphome.hci.ic.gov", "aws-eusc": "signin.amazonaws-eusc.eu",
  ]

  private static let legacySTSRegions: Set<String> = [
    "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
    "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
    "us-west-2",
  ]
}
