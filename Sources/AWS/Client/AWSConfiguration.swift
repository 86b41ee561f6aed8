public import Core
public import HTTP

/// The AWS configuration from files and settings, without network access.
public struct AWSConfiguration: Sendable {
  /// Both shared files.
  public let files: SharedFiles
  /// The selected profile.
  public let selection: ProfileSelection
  /// The region as given, also if it is not valid.
  public let givenRegion: Setting<String>
  /// When requests are retried.
  public let retry: RetryPolicy
  /// The time without progress before a request is given up; nil if not set.
  public let idle: Duration?
  /// A file or folder of trusted certificates for AWS (`AWS_CA_BUNDLE`, else `ca_bundle` of the profile); nil for the
  /// certificates of every request.
  public let trust: Setting<String>?
  /// Why the selected profile cannot be read: a file that cannot be parsed, or a profile that is not found while a file
  /// cannot be read. It stops the providers that read a profile, not those before them.
  let profileFailure: Failure?
  private let parsedRegion: Result<Setting<AWSRegion>, Failure>
  private let options: Result<EndpointOptions, Failure>
  private let overrides: Result<EndpointOverrides, Failure>

  /// Reads the files and resolves every value. A file or a region that is wrong stops only what needs it.
  ///
  /// - Throws: `Failure`: `bad_config` for an invalid value, `not_found` for a profile that was named and does not
  ///   exist, `usage` for an invalid option.
  public init(_ settings: Settings) throws(Failure) {
    try self.init(settings, files: SharedFiles.read(settings.environment))
  }

  /// Like `init(_:)`, with files that were read before.
  public init(_ settings: Settings, files: SharedFiles) throws(Failure) {
    let selection = ProfileSelection(settings)
    let profile = files.profile(selection.name)
    let isUnknown = selection.isNamed && profile == nil
    let unknown = isUnknown ? CredentialFailures.unknownProfile(selection, files) : nil
    if let unknown, !files.isIncomplete { throw unknown }
    profileFailure = files.damage ?? unknown
    self.files = files
    self.selection = selection

    let named = settings.string(.region) ?? profile?.value("region")
    givenRegion = named ?? Setting("us-east-1", from: .default)
    var isFIPS = false
    if named == nil, let damage = files.damage {
      parsedRegion = .failure(damage)
    } else {
      do throws(Failure) {
        let parsed = try AWSRegion.parse(givenRegion)
        isFIPS = parsed.isFIPS
        parsedRegion = .success(parsed.region)
      } catch {
        if error.code == .usage { throw error }
        parsedRegion = .failure(error)
      }
    }
    let environment = settings.environment
    options = Self.result { [isFIPS] () throws(Failure) in
      try EndpointOptions(environment: environment, profile: { profile?.value($0) }, isFIPSRegion: isFIPS)
    }
    overrides = Self.result { () throws(Failure) in
      EndpointOverrides(
        option: settings.fromOption(.endpoint), environment: environment,
        services: try Self.services(profile, files), profile: profile?.value("endpoint_url"),
        ignore: profile?.value("ignore_configured_endpoint_urls"))
    }
    retry = RetryPolicy(maxAttempts: try Self.attempts(settings, profile))
    idle = try settings.seconds(.timeout)?.value
    trust =
      environment.setting(.caBundle)
      ?? profile?.value("ca_bundle").map { $0.map(environment.absolutePath) }
  }

  private static func result<Value>(_ make: () throws(Failure) -> Value) -> Result<Value, Failure> {
    do throws(Failure) { return .success(try make()) } catch { return .failure(error) }
  }

  /// The region.
  ///
  /// - Throws: `Failure` with code `bad_config` if it is not valid, or stands in a file that cannot be parsed.
  public var region: Setting<AWSRegion> { get throws(Failure) { try parsedRegion.get() } }

  /// The endpoint of a service.
  ///
  /// - Throws: `Failure` for an invalid region or endpoint URL in the configuration.
  public func endpoint(for service: AWSService) throws(Failure) -> AWSEndpoint {
    let region = try region
    return try endpoint(for: service, in: region.value, from: region.origin)
  }

  /// The endpoint of a service in another region, such as that of an SSO portal.
  ///
  /// - Throws: `Failure` with code `bad_config` for an invalid region or endpoint URL.
  func endpoint(for service: AWSService, in region: String) throws(Failure) -> AWSEndpoint {
    let place = service == .sso || service == .ssoOIDC ? "sso_region" : "the region for \(service.id)"
    let (region, _) = try AWSRegion.parse(Setting(region, from: .derived(place)))
    return try endpoint(for: service, in: region.value, from: .derived(place))
  }

  /// A region whose name is certainly misspelled is not looked up in DNS. A configured URL may have any region.
  private func endpoint(
    for service: AWSService, in region: AWSRegion, from origin: Origin
  ) throws(Failure) -> AWSEndpoint {
    let overrides = try overrides.get()
    if try overrides.url(for: service) == nil, let problem = AWSRegionProblem.misspelling(region) {
      if case .option = origin { throw problem.failure(.usage, origin.place) }
      throw problem.failure(.badConfig, origin.place)
    }
    return try EndpointResolver(region: region, options: try options.get(), overrides: overrides)
      .endpoint(for: service)
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
