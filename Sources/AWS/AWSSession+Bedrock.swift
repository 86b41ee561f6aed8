public import Core
import HTTP

/// The Bedrock clients of a session.
extension AWSSession {
  /// The name of the model, as given or the default.
  ///
  /// - Throws: `Failure` `usage` or `bad_config` for a name with a character that no id has.
  public var modelName: String {
    get throws(Failure) { try settings.identifier(.model)?.value ?? SettingKey.model.fallback ?? "" }
  }

  /// The guardrail for requests; nil if none is set.
  ///
  /// - Throws: `Failure` `usage` or `bad_config` if the value names no guardrail.
  public func guardrail() throws(Failure) -> Guardrail? {
    guard let setting = try settings.identifier(.guardrail) else { return nil }
    return try Guardrail(setting)
  }

  /// The service tier for requests; nil if none is set.
  ///
  /// - Throws: `Failure` `usage` or `bad_config` if the value is no tier.
  public func serviceTier() throws(Failure) -> ServiceTier? {
    guard let setting = try settings.identifier(.serviceTier) else { return nil }
    if let tier = ServiceTier(rawValue: setting.value.lowercased()) { return tier }
    let names = ServiceTier.allCases.map(\.rawValue).joined(separator: ", ")
    if case .option(let name) = setting.origin {
      throw Failure(.usage, "\(name) takes one of \(names)", hint: "for example: \(name) flex")
    }
    throw Failure(.badConfig, "\(setting.origin.place) must be one of \(names)", hint: "correct the value or remove it")
  }

  /// Looks up the credentials, unless there is an API key, so that the first request to Bedrock can be sent at once.
  /// Returns whether there are any; the request says why not.
  public func isReadyForBedrock() async -> Bool {
    if bedrockAPIKey != nil { return true }
    if case .found = await resolution().result { return true }
    return false
  }

  /// The region's name. Logs a warning if the region is not known to have Bedrock.
  ///
  /// - Throws: `Failure` like `configuration`.
  public func bedrockRegion() throws(Failure) -> String {
    let region = try configuration().region
    // A name that is certainly no region is refused with the first request.
    if region.origin != .default, !BedrockRegions.contains(region.value),
      AWSRegionProblem.misspelling(region.value) == nil
    {
      let near = BedrockRegions.nearest(to: region.value).map(\.name).joined(separator: ", ")
      log.warn("\(region.value.name) is not known to have Bedrock" + (near.isEmpty ? "" : "; near it: \(near)"))
    }
    return region.value.name
  }

  /// The control plane of a region.
  ///
  /// - Parameter other: the region; nil for the session's own.
  /// - Throws: `Failure` like `configuration`.
  public func bedrockControl(in other: String? = nil) throws(Failure) -> BedrockControl {
    let own = try region().value
    return BedrockControl(
      client: try client(in: other), region: other ?? own, clock: settings.environment.clock,
      origin: { await self.origin(for: .bedrock) })
  }

  /// The resolver for model names.
  ///
  /// - Throws: `Failure` like `configuration`.
  func modelResolver() throws(Failure) -> ModelResolver {
    ModelResolver(control: try bedrockControl(), region: try region().value, log: log)
  }

  /// The inference profile with an id or ARN; nil if it cannot be read. Read at most once.
  func inferenceProfile(_ id: String) async -> InferenceProfile? {
    await profiles.profile(id, log: log) { () throws(Failure) in try bedrockControl() }
  }

  /// The client that invokes models.
  ///
  /// - Parameter patience: the time without progress before a response is given up, if the user gives none.
  /// - Throws: `Failure` like `configuration`; `usage` or `bad_config` for an invalid time limit.
  func bedrockRuntime(patience: Duration = .seconds(120)) throws(Failure) -> BedrockRuntime {
    BedrockRuntime(
      client: try client, region: try region().value, environment: settings.environment, log: log,
      timeout: try settings.seconds(.timeout)?.value ?? patience,
      origin: { await self.origin(for: .bedrockRuntime) }, profile: { await self.inferenceProfile($0) })
  }
}
