import AWS
import Assistant
import Core
import HTTP
import Storyblok

/// What the commands that talk to Bedrock work with, each made when it is first needed: the AWS session, the control
/// plane, the runtime.
struct BedrockSession: Sendable {
  /// The way to the network, shared by AWS and Storyblok.
  let http: HTTPClient
  /// This run's view of AWS.
  let session: AWSSession
  private let context: CommandContext

  init(_ context: CommandContext) {
    self.context = context
    http = context.httpClient()
    session = context.awsSession(http)
  }

  /// Says that a request is certain to follow: the way to the network is opened while the rest is settled.
  func prepare() { http.transport.prepare() }

  /// The model asked for, by whatever name.
  var model: String { context.settings.string(.model)?.value ?? SettingKey.model.fallback ?? "" }

  /// The region's name.
  func region() throws(Failure) -> String {
    let region = try session.configuration().region
    if region.origin != .default, !BedrockRegions.contains(region.value) {
      let near = BedrockRegions.nearest(to: region.value).map(\.name).joined(separator: ", ")
      context.log.warn("\(region.value.name) is not known to have Bedrock" + (near.isEmpty ? "" : "; near it: \(near)"))
    }
    return region.value.name
  }

  /// The control plane of a region; nil for the session's own.
  func control(in other: String? = nil) throws(Failure) -> BedrockControl {
    let own = try session.region().value
    return BedrockControl(
      client: try session.client(in: other), region: other ?? own,
      clock: context.environment.clock, origin: { await session.origin(for: .bedrock) })
  }

  /// Finds out how a model is called.
  func resolver() throws(Failure) -> ModelResolver {
    ModelResolver(control: try control(), region: try session.region().value, log: context.log)
  }

  /// Calls models.
  func runtime() throws(Failure) -> BedrockRuntime {
    BedrockRuntime(
      client: try session.client, region: try session.region().value, environment: context.environment,
      log: context.log, timeout: try context.settings.seconds(.timeout)?.value ?? .seconds(120),
      attempts: try session.configuration().retry.maxAttempts, origin: { await session.origin(for: .bedrockRuntime) })
  }
}
