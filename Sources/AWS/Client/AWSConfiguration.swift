public import Core
public import HTTP

/// The AWS configuration from files and settings, without network access.
public struct AWSConfiguration: Sendable {
  /// Both shared files.
  public let files: SharedFiles
  /// The selected profile.
  public let selection: ProfileSelection
  /// The region.
  public let region: Setting<AWSRegion>
  /// When requests are retried.
  public let retry: RetryPolicy
  /// The time without progress before a request is given up; nil if not set.
  public let idle: Duration?
  /// A file or folder of trusted certificates for AWS (`AWS_CA_BUNDLE`, else `ca_bundle` of the profile); nil for the
  /// certificates of every request.
  public let trust: Setting<String>?
  private let resolver: EndpointResolver

  /// Reads the files and resolves every value.
  ///
  /// - Throws: `Failure`: `bad_config` for a file that cannot be parsed or an invalid value, `not_found` for a profile
  ///   that was named and does not exist, `usage` for an invalid option.
  public init(_ settings: Settings) throws(Failure) {
    try self.init(settings, files: SharedFiles.read(settings.environment))
  }

  /// Like `init(_:)`, with files that were read before.
  public init(_ settings: Settings, files: SharedFiles) throws(Failure) {
    let selection = ProfileSelection(settings)
    let profile = files.profile(selection.name)
    if selection.isNamed, profile == nil { throw CredentialFailures.unknownProfile(selection, files) }
    self.files = files
    self.selection = selection

    let named = settings.string(.region) ?? profile?.value("region") ?? Setting("us-east-1", from: .default)
    let (region, isFIPS) = try AWSRegion.parse(named)
    self.region = region
    let environment = settings.environment
    resolver = EndpointResolver(
      region: region.value,
      options: try EndpointOptions(
        environment: environment, profile: { profile?.value($0) }, isFIPSRegion: isFIPS),
      overrides: EndpointOverrides(
        option: settings.fromOption(.endpoint), environment: environment,
        services: try Self.services(profile, files), profile: profile?.value("endpoint_url"),
        ignore: profile?.value("ignore_configured_endpoint_urls")))
    retry = RetryPolicy(maxAttempts: try Self.attempts(settings, profile))
    idle = try settings.seconds(.timeout)?.value
    trust =
      environment.setting(.caBundle)
      ?? profile?.value("ca_bundle").map { $0.map(environment.absolutePath) }
  }

  /// The endpoint of a service.
  ///
  /// - Throws: `Failure` for an invalid endpoint URL in the configuration.
  public func endpoint(for service: AWSService) throws(Failure) -> AWSEndpoint {
    try resolver.endpoint(for: service)
  }

  /// The endpoint of a service in another region, such as that of an SSO portal.
  ///
  /// - Throws: `Failure` with code `bad_config` for an invalid region or endpoint URL.
  func endpoint(for service: AWSService, in region: String) throws(Failure) -> AWSEndpoint {
    guard let region = AWSRegion(region) else {
      throw Failure(
        .badConfig, "the region configured for \(service.id) is not valid",
        hint: "check sso_region: letters, digits and hyphens, such as us-east-1")
    }
    var resolver = resolver
    resolver.region = region
    return try resolver.endpoint(for: service)
  }

  private static func services(
    _ profile: Profile?, _ files: SharedFiles
  ) throws(Failure) -> [String: Setting<String>] {
    guard let named = profile?.value("services") else { return [:] }
    if let endpoints = files.serviceEndpoints(named.value) { return endpoints }
    throw Failure(
      .badConfig, "there is no [services \(named.value)] (\(named.origin.place))",
      hint: "add that section to \(files.config.path), or remove services from the profile")
  }

  private static func attempts(_ settings: Settings, _ profile: Profile?) throws(Failure) -> Int {
    if let count = try settings.integer(.attempts, in: 1...100) { return count.value }
    guard let text = profile?.value("max_attempts") else { return 3 }
    if let count = Int(text.value), (1...100).contains(count) { return count }
    throw Failure(
      .badConfig, "\(text.origin.place) is no number from 1 to 100", hint: "correct or remove max_attempts")
  }
}
