import Core
import HTTP

/// The settings of the EC2 instance metadata service, from variables and profile.
struct InstanceMetadataSettings: Sendable, Equatable {
  var base: WebURL
  var isDisabled: Bool
  var allowsV1: Bool
  var timeout: Duration
  var attempts: Int

  /// - Throws: `Failure` with code `bad_config` for an invalid mode, endpoint, timeout or count.
  init(_ environment: Environment, _ profile: Profile?) throws(Failure) {
    func setting(_ variable: Variable, _ key: String) -> Setting<String>? {
      environment.setting(variable) ?? profile?.value(key)
    }
    func isTrue(_ setting: Setting<String>?) -> Bool { setting?.value.lowercased() == "true" }
    func number(_ setting: Setting<String>?, _ fallback: Int) throws(Failure) -> Int {
      guard let setting else { return fallback }
      if let value = Int(setting.value), (1...3600).contains(value) { return value }
      throw Failure(
        .badConfig, "\(setting.origin.place) is no number from 1 to 3600", hint: "correct or unset it")
    }
    // As in botocore, only `true` disables it; `1` and `yes` do not.
    isDisabled = environment.variable(.metadataDisabled)?.lowercased() == "true"
    allowsV1 = !isTrue(setting(.metadataV1Disabled, "ec2_metadata_v1_disabled"))
    timeout = .seconds(try number(setting(.metadataTimeout, "metadata_service_timeout"), 1))
    attempts = try number(setting(.metadataAttempts, "metadata_service_num_attempts"), 1)

    let mode = setting(.metadataEndpointMode, "ec2_metadata_service_endpoint_mode")
    let isIPv6: Bool
    switch mode?.value.lowercased() {
    case nil: isIPv6 = isTrue(setting(.metadataIPv6, "imds_use_ipv6"))
    case "ipv4": isIPv6 = false
    case "ipv6": isIPv6 = true
    default:
      throw Failure(
        .badConfig, "the mode of the metadata endpoint must be ipv4 or ipv6: \(mode?.origin.place ?? "")",
        hint: "correct or unset it")
    }
    let endpoint = setting(.metadataEndpoint, "ec2_metadata_service_endpoint")
    let text = endpoint?.value ?? (isIPv6 ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/")
    guard let base = WebURL(text) else {
      throw Failure(
        .badConfig, "the metadata endpoint is no URL: \(endpoint?.origin.place ?? "")",
        hint: "write it like http://169.254.169.254/, or unset it")
    }
    self.base = base
  }
}
