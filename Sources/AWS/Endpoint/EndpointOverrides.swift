public import Core
public import HTTP

/// The endpoint URLs that the user configured, and their precedence.
public struct EndpointOverrides: Sendable {
  private let option: Setting<String>?
  private let environment: Environment
  private let services: [String: Setting<String>]
  private let profile: Setting<String>?
  private let ignoresConfigured: Bool

  /// Collects the configured URLs.
  ///
  /// - Parameters:
  ///   - option: `--endpoint-url`.
  ///   - environment: the process environment, for `AWS_ENDPOINT_URL`, its service-specific forms, and
  ///     `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`.
  ///   - services: the `endpoint_url` entries of the profile's `[services]` section, by service in lower case
  ///     (`bedrock_runtime`).
  ///   - profile: `endpoint_url` of the profile.
  ///   - ignore: `ignore_configured_endpoint_urls` of the profile.
  public init(
    option: Setting<String>? = nil, environment: Environment = Environment(),
    services: [String: Setting<String>] = [:], profile: Setting<String>? = nil,
    ignore: Setting<String>? = nil
  ) {
    self.option = option
    self.environment = environment
    self.services = services
    self.profile = profile
    let ignored = environment.variable(.ignoreEndpoints) ?? ignore?.value
    ignoresConfigured = ignored?.lowercased() == "true"
  }

  /// The URL for `service`, in this order: the option, the service's variable, the variable for all services, the entry
  /// in the `[services]` section, the profile's URL. As in botocore, the variable for all services has precedence over
  /// a file's entry for one. If configured URLs are ignored, only the option is used.
  ///
  /// - Throws: `Failure` with code `usage` for an invalid option, `bad_config` for any other invalid URL.
  public func url(for service: AWSService) throws(Failure) -> Setting<WebURL>? {
    guard let text = text(for: service) else { return nil }
    if let url = WebURL(text.value) { return Setting(url, from: text.origin) }
    throw Failure(
      text.origin.isOption ? .usage : .badConfig, "the endpoint URL given by \(text.origin.place) is not valid",
      hint: "it needs http or https and a host, such as https://bedrock-runtime.us-east-1.amazonaws.com",
      service: service.id)
  }

  private func text(for service: AWSService) -> Setting<String>? {
    if let option, !option.value.isEmpty { return option }
    if ignoresConfigured { return nil }
    if let own = environment.setting(service.endpointVariable) ?? environment.setting(.endpoint) { return own }
    return [services[service.endpointName.lowercased()], profile].compactMap(\.self).first {
      !$0.value.isEmpty
    }
  }
}
