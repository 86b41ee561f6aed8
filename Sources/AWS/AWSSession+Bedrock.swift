public import Core
import HTTP

/// The clients of Bedrock that a session gives.
extension AWSSession {
  /// The model asked for, by whatever name.
  public var modelName: String { settings.string(.model)?.value ?? SettingKey.model.fallback ?? "" }

  /// The region's name; a warning is logged where the region is not known to have Bedrock.
  ///
  /// - Throws: `Failure` as `configuration`.
  public func bedrockRegion() throws(Failure) -> String {
    let region = try configuration().region
    if region.origin != .default, !BedrockRegions.contains(region.value) {
      let near = BedrockRegions.nearest(to: region.value).map(\.name).joined(separator: ", ")
      log.warn("\(region.value.name) is not known to have Bedrock" + (near.isEmpty ? "" : "; near it: \(near)"))
    }
    return region.value.name
  }

  /// The control plane of a region.
  ///
  /// - Parameter other: nil for the session's own region.
  /// - Throws: `Failure` as `configuration`.
  public func bedrockControl(in other: String? = nil) throws(Failure) -> BedrockControl {
    let own = try region().value
    return BedrockControl(
      client: try client(in: other), region: other ?? own, clock: settings.environment.clock,
      origin: { await self.origin(for: .bedrock) })
  }

  /// Finds out how a model is called.
  ///
  /// - Throws: `Failure` as `configuration`.
  func modelResolver() throws(Failure) -> ModelResolver {
    ModelResolver(control: try bedrockControl(), region: try region().value, log: log)
  }

  /// Calls models.
  ///
  /// - Throws: `Failure` as `configuration`, `usage` or `bad_config` for a time limit that is none.
  func bedrockRuntime() throws(Failure) -> BedrockRuntime {
    BedrockRuntime(
      client: try client, region: try region().value, environment: settings.environment, log: log,
      timeout: try settings.seconds(.timeout)?.value ?? .seconds(120),
      origin: { await self.origin(for: .bedrockRuntime) })
  }
}
